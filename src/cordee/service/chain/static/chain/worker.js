// Shows what a push says when no page is open, and leads to it; and says that there is no connection when a page can't
// be fetched. It keeps the page that says so, with its style and scripts: nothing of anybody's.
"use strict";
const KEPT = "cordee-offline", OFFLINE = "/offline/", DAY = 24 * 3600 * 1000;
const SCRIPTS = /(?:href|src)="(\/static\/[^"]+\.(?:css|svg|js))"/g;
async function keep() {
  const page = await fetch(OFFLINE, { cache: "no-store", credentials: "same-origin" });
  if (!page.ok || page.redirected) return;
  const found = [...(await page.clone().text()).matchAll(SCRIPTS)].map(([, address]) => address);
  const cache = await caches.open(KEPT), wanted = new Set(found.map((one) => new URL(one, self.location.origin).href));
  await cache.addAll([...wanted]);
  await cache.put(OFFLINE, page);
  for (const old of await cache.keys()) {
    if (!wanted.has(old.url) && new URL(old.url).pathname !== OFFLINE) await cache.delete(old);
  }
}
const kept = (what) => caches.open(KEPT).then((cache) => cache.match(what, { ignoreVary: true }));
async function isOld(lang) {
  const page = await kept(OFFLINE);
  if (!page || Date.now() - Date.parse(page.headers.get("Date") || 0) > DAY) return true;
  return !(await page.text()).includes(`<html lang="${lang}"`);
}
self.addEventListener("install", (event) => { self.skipWaiting(); event.waitUntil(keep().catch(() => {})); });
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  const { lang } = event.data || {};
  if (/^[a-z]{2}$/.test(lang)) event.waitUntil(isOld(lang).then((old) => old && keep()).catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  const asked = event.request, url = new URL(asked.url);
  if (asked.method !== "GET" || url.origin !== self.location.origin) return;
  if (asked.mode === "navigate") {
    event.respondWith(fetch(asked).catch(async () => (await kept(OFFLINE)) || Response.error()));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(fetch(asked).catch(async () => (await kept(asked)) || Response.error()));
  }
});
self.addEventListener("push", (event) => {
  let said = {};
  try { said = event.data.json(); } catch { /* an empty push still says that something waits */ }
  event.waitUntil(self.registration.showNotification(said.title || "Cordée", {
    body: said.body || "", tag: said.tag || "cordee", renotify: Boolean(said.urgent),
    requireInteraction: Boolean(said.urgent), data: { url: said.url || "/" },
  }));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  let url = new URL("/", self.location.origin);
  try {
    const asked = new URL(event.notification.data.url, self.location.origin);
    if (asked.origin === self.location.origin) url = asked;
  } catch { /* the first page, then */ }
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((open) => {
    const here = open.find((one) => new URL(one.url).origin === url.origin);
    return here ? here.navigate(url.href).then((one) => one && one.focus()) : self.clients.openWindow(url.href);
  }));
});
