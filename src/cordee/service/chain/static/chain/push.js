// Subscribes this browser to pushes, when its owner asks. Without script the button is not there.
"use strict";
(() => {
  const place = document.getElementById("push");
  if (!place || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const button = place.querySelector("button"), told = place.querySelector("[data-part=told]");
  const words = (name) => place.querySelector(`[data-words=${name}]`).textContent;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  place.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if (await Notification.requestPermission() !== "granted") { told.textContent = words("refused"); return; }
      await navigator.serviceWorker.register(place.dataset.worker);
      const ready = await navigator.serviceWorker.ready;
      const old = await ready.pushManager.getSubscription();
      if (old) await old.unsubscribe();
      const made = await ready.pushManager.subscribe({
        userVisibleOnly: true, applicationServerKey: bytes(place.dataset.key),
      });
      const answer = await fetch(place.dataset.to, {
        method: "POST", body: JSON.stringify(made),
        headers: { "Content-Type": "application/json", "X-CSRFToken": place.querySelector("[name=csrfmiddlewaretoken]").value },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      window.location.reload();
    } catch { told.textContent = words("failed"); } finally { button.disabled = false; }
  });
})();
