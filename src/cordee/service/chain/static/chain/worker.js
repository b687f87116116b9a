// Shows what a push says when no page is open, and leads to it. It keeps nothing.
"use strict";
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
