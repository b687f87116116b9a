// On a check-in of the person or somebody close: has the worker keep the page that says there is no connection, for all of
// their pages. On that page: says that a check-in is kept here, and comes back by itself when the connection does.
"use strict";
(() => {
  const { worker, scope } = document.currentScript.dataset;
  const AGAIN = 4000;
  const here = document.querySelector("[data-offline]");
  if (here) {
    let waits = false;
    try { waits = Object.keys(window.localStorage).some((key) => key.startsWith("cordee-check-in:")); } catch { /* none then */ }
    here.querySelector("[data-part=kept]").hidden = !waits;
    if (window.location.pathname === "/offline/") return;
    const back = async () => {
      try { if ((await fetch("/offline/", { method: "HEAD", cache: "no-store" })).ok) window.location.reload(); } catch { /* not yet */ }
    };
    window.addEventListener("online", back);
    window.setInterval(() => { if (!document.hidden) back(); }, AGAIN);
    return;
  }
  if (!worker || !("serviceWorker" in navigator)) return;
  window.addEventListener("load", async () => {
    try {
      const place = await navigator.serviceWorker.register(worker, { scope });
      const there = place.active || place.waiting || place.installing;
      if (there) there.postMessage({ lang: document.documentElement.lang });
    } catch { /* without it the browser says itself that there is no connection */ }
  });
})();
