// The check-in without going to the server between screens: kept on this device until it is sent, then sent once.
"use strict";
(() => {
  const root = document.getElementById("check-in");
  const data = document.getElementById("check-in-questions");
  if (!root || !data || !("content" in document.createElement("template"))) return;
  let store;
  try { store = window.localStorage; store.setItem("cordee:try", "1"); store.removeItem("cordee:try"); } catch { return; }

  const { once, set, questions } = JSON.parse(data.textContent);
  const KEY = `cordee-check-in:${root.dataset.who}`;
  const DAY = 24 * 3600 * 1000, AGAIN = 20 * 1000;
  const part = (name, inside = root) => inside.querySelector(`[data-part="${name}"]`);
  const words = (name) => root.querySelector(`[data-words="${name}"]`).textContent;
  const form = part("form"), stage = part("stage"), waiting = part("waiting");
  const byId = new Map(questions.map((one) => [one.id, one]));
  const fresh = () => ({ once, set, answers: {}, at: questions[0].id, begun: Date.now(), waiting: false, editing: false });
  let busy = false, draft = read();

  function read() {
    try {
      const kept = JSON.parse(store.getItem(KEY));
      if (kept && kept.once && (kept.waiting || Date.now() - kept.begun < DAY)) {
        if (kept.at && !byId.has(kept.at)) kept.at = null;
        for (const id of Object.keys(kept.answers)) if (!byId.has(id)) delete kept.answers[id];
        return kept;
      }
    } catch { /* what can't be read is begun again */ }
    return fresh();
  }
  const keep = () => store.setItem(KEY, JSON.stringify(draft));

  // The same three answers as on the server: a gate on what was not answered is not open.
  function gate([question, op, wanted], given) {
    const value = given[question];
    if (op === "exists") return (value !== null && value !== undefined) === Boolean(wanted);
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) return value.includes(wanted) === (op === "=");
    if (op === "=" || op === "!=") return (value === wanted) === (op === "=");
    if (typeof value === "string" || typeof wanted === "string") return false;
    return { ">": value > wanted, ">=": value >= wanted, "<": value < wanted, "<=": value <= wanted }[op];
  }
  function isPut(one, given) {
    if (!one.gates.length) return true;
    const found = one.gates.map((each) => gate(each, given));
    return one.any ? found.includes(true) : found.every((answer) => answer === true);
  }
  function settled() {
    const kept = {};
    for (const one of questions) if (one.id in draft.answers && isPut(one, kept)) kept[one.id] = draft.answers[one.id];
    return kept;
  }
  const put = () => { const given = settled(); return questions.filter((one) => isPut(one, given)); };

  function said(one, value) {
    if (value === null || value === undefined) return words("no-answer");
    const template = root.querySelector(`template[data-question="${CSS.escape(one.id)}"]`).content;
    const label = (choice) => template.querySelector(`input[value="${CSS.escape(String(choice))}"]`)?.nextElementSibling.textContent ?? "";
    if (Array.isArray(value)) return (value.length ? value : ["none"]).map(label).join(", ");
    if (typeof value === "boolean") return label(value ? "yes" : "no");
    if (one.kind === "number") return String(value).replace(".", document.documentElement.lang === "fr" ? "," : ".") + one.unit;
    return one.kind === "text" ? value : label(value);
  }

  function show(first) {
    const one = draft.at ? byId.get(draft.at) : null;
    const template = root.querySelector(one ? `template[data-question="${CSS.escape(one.id)}"]` : "template[data-summary]");
    stage.replaceChildren(template.content.cloneNode(true));
    part("danger", stage).hidden = !(draft.answers.danger || []).length;
    if (one) {
      const ids = put().map((each) => each.id), number = ids.indexOf(one.id) + 1;
      const place = part("place", stage), bar = stage.querySelector("progress");
      place.textContent = place.textContent.replace("{number}", number).replace("{of}", ids.length);
      bar.max = ids.length; bar.value = number;
      part("back", stage).hidden = number === 1;
      fill(one, draft.answers[one.id]);
    } else {
      const rows = part("rows", stage), row = root.querySelector("template[data-row]");
      for (const each of put()) {
        const item = row.content.cloneNode(true);
        for (const place of item.querySelectorAll('[data-part="asks"]')) place.append(each.asks);
        part("answer", item).textContent = said(each, draft.answers[each.id]);
        item.querySelector("button").value = `change:${each.id}`;
        rows.append(item);
      }
    }
    part("kept").hidden = !Object.keys(draft.answers).length || draft.once === once;
    window.scrollTo(0, 0);
    if (first !== true) stage.querySelector("h1").focus({ preventScroll: true });
  }
  function fill(one, value) {
    if (value === null || value === undefined) return;
    const field = stage.querySelector("#answer");
    if (field) { field.value = one.kind === "number" ? said(one, value).replace(one.unit, "") : value; return; }
    const wanted = Array.isArray(value) ? (value.length ? value : ["none"]) : [typeof value === "boolean" ? (value ? "yes" : "no") : String(value)];
    for (const box of stage.querySelectorAll('[name="answer"]')) box.checked = wanted.includes(box.value);
  }
  function trouble(text) {
    const place = part("trouble", stage);
    place.textContent = text; place.hidden = false;
    (stage.querySelector("#answer") || stage.querySelector('[name="answer"]'))?.focus();
  }

  // One screen's answer: [value] when it can be taken, null when something is wrong and was said.
  function typed(one) {
    const field = stage.querySelector("#answer");
    if (field) {
      const text = field.value.trim();
      if (!text) return one.optional ? [null] : (trouble(words("choose")), null);
      if (one.kind === "text") return [text];
      const number = Number(text.replace(/[\s\u202f\u00a0]/g, "").replace(/°c$|kg$/i, "").replace(",", "."));
      if (!Number.isFinite(number) || (one.least !== null && number < one.least) || (one.most !== null && number > one.most)) {
        trouble(one.refusal); return null;
      }
      return [number];
    }
    const chosen = [...stage.querySelectorAll('[name="answer"]:checked')].map((box) => box.value);
    if (!chosen.length) return one.optional ? [null] : (trouble(words("choose")), null);
    if (one.kind === "ticks") {
      if (chosen.includes("none") && chosen.length > 1) { trouble(words("none-and-more")); return null; }
      return [chosen[0] === "none" ? [] : chosen];
    }
    if (one.kind === "yes-no") return [chosen[0] === "yes"];
    return [one.kind === "choice" ? chosen[0] : Number(chosen[0])];
  }

  function go(where) {
    const [what, target] = where.split(":");
    const one = draft.at ? byId.get(draft.at) : null;
    if (what === "change") { draft.at = target; draft.editing = true; keep(); show(); return; }
    if (what === "send") { send(); return; }
    if (what === "back") {
      const ids = put().map((each) => each.id), place = one ? ids.indexOf(one.id) : ids.length;
      draft.at = ids[Math.max(place - 1, 0)]; draft.editing = false; keep(); show(); return;
    }
    if (!one) return;
    const value = what === "skip" ? [null] : typed(one);
    if (value === null) return;
    draft.answers[one.id] = value[0];
    let ids = put().map((each) => each.id), place = ids.indexOf(one.id) + 1;
    while (draft.editing && place < ids.length && ids[place] in draft.answers) place += 1;
    draft.at = place < ids.length ? ids[place] : null;
    if (!draft.at) draft.editing = false;
    keep(); show();
  }

  function send() {
    draft.words_of = stage.querySelector('[name="words_of"]:checked')?.value;
    draft.waiting = true; keep(); attempt();
  }
  function held(why) {
    part("why").textContent = words(why);
    waiting.hidden = false; form.hidden = true;
  }
  async function attempt() {
    if (!draft.waiting || busy) return;
    busy = true;
    try {
      const answer = await fetch(root.dataset.send, {
        method: "POST", credentials: "same-origin", redirect: "manual", cache: "no-store",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ once: draft.once, set: draft.set, answers: settled(), words_of: draft.words_of }),
      });
      if (answer.ok || answer.status === 409) {
        const { to } = await answer.json();
        store.removeItem(KEY);
        draft = { ...fresh(), waiting: false };
        window.location.assign(to);
        return;
      }
      if (answer.status === 422) {
        const { wrong } = await answer.json(), id = Object.keys(wrong)[0];
        draft.waiting = false; draft.at = id; draft.editing = true; keep();
        form.hidden = false; waiting.hidden = true; show(); trouble(wrong[id]);
        return;
      }
      held(answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404 ? "signed-out" : "busy");
    } catch {
      held(navigator.onLine ? "busy" : "offline");
    } finally { busy = false; }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(event.submitter?.value || "next");
  });
  part("forget").addEventListener("click", () => { store.removeItem(KEY); draft = fresh(); keep(); show(); });
  part("again").addEventListener("click", attempt);
  window.addEventListener("online", attempt);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) attempt(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
  window.setInterval(attempt, AGAIN);

  if (draft.waiting && Date.now() - draft.begun > DAY) {
    draft.waiting = false; draft.at = null; keep(); show(); trouble(words("old"));
  } else if (draft.waiting) { show(); held("busy"); attempt(); } else { show(true); }
})();
