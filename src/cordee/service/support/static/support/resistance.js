// Shows the moments of the picture one at a time, with buttons and a slider. Without it they stand side by side.
"use strict";

for (const picture of document.querySelectorAll("[data-frames]")) {
  const frames = picture.querySelector(".frames");
  const moments = [...frames.children];
  const { previous, next, moment } = picture.dataset;

  const button = (text, step) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", () => show(Number(slider.value) - 1 + step));
    return made;
  };
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "1";
  slider.max = String(moments.length);
  slider.value = "1";
  slider.addEventListener("input", () => show(Number(slider.value) - 1));
  const label = document.createElement("label");
  const said = document.createElement("span");
  label.append(said, slider);
  const back = button(previous, -1);
  const forth = button(next, 1);
  const player = document.createElement("div");
  player.className = "player";
  player.append(back, label, forth);

  const show = (wanted) => {
    const chosen = Math.min(Math.max(wanted, 0), moments.length - 1);
    moments.forEach((item, i) => { item.hidden = i !== chosen; });
    slider.value = String(chosen + 1);
    said.textContent = `${moment} ${chosen + 1} / ${moments.length}`;
    slider.setAttribute("aria-valuetext", moments[chosen].querySelector("h3").textContent);
    back.disabled = chosen === 0;
    forth.disabled = chosen === moments.length - 1;
  };

  frames.classList.add("one");
  frames.setAttribute("aria-live", "polite");
  frames.before(player);
  show(0);
}
