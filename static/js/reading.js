// The text of a deadline is read while one types it: what it says stands beside it, and is used only by a button.
// Fields that a kind of deadline has no use for are put away while they are empty.
const READ_AFTER = 400;
const waiting = new Map(); // by the row's prefix: the timer and the request under way

const form = () => document.querySelector("form[data-reading]");
const rowOf = (field) => field.closest("[data-term]");
const rowsUnder = (field) => [...(field.closest("fieldset.step-card") ?? form()).querySelectorAll("[data-term]")];

// --- Reading --------------------------------------------------------------------------------------------------

function later(row) {
  const prefix = row.dataset.term;
  const before = waiting.get(prefix);
  clearTimeout(before?.timer);
  before?.asked?.abort();
  waiting.set(prefix, { timer: setTimeout(() => read(prefix), READ_AFTER) });
}

/** What is read with the text: the fields of its row, the specification and the activity above it. */
function bodyOf(prefix) {
  const step = prefix.split("-terms-")[0];
  const isRead = (name) =>
    name.startsWith(`${prefix}-`) || ["csrfmiddlewaretoken", "name", `${step}-specification`].includes(name);
  return new URLSearchParams([...[...new FormData(form())].filter(([name]) => isRead(name)), ["radek", prefix]]);
}

async function read(prefix) {
  if (!document.getElementById(`${prefix}-cteni`)) return;
  const asked = new AbortController();
  waiting.set(prefix, { asked });
  try {
    const body = bodyOf(prefix);
    const answer = await fetch(form().dataset.reading, { method: "POST", body, signal: asked.signal, redirect: "manual" });
    if (asked.signal.aborted) return;
    if (answer.ok) show(prefix, await answer.text());
    else fail(prefix);
  } catch {
    if (!asked.signal.aborted) fail(prefix);
  }
}

const partsOf = (place) => [place.querySelector("[role=status]"), place.querySelector(".term-reading-buttons")];

/** The status stays the same element, so that it is read aloud; a button one stands on keeps the focus. */
function show(prefix, html) {
  const place = document.getElementById(`${prefix}-cteni`);
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".term-reading");
  if (!place || !fresh) return;
  const [said, buttons] = partsOf(place);
  const [saidNow, buttonsNow] = partsOf(fresh);
  const isHere = buttons.contains(document.activeElement);
  if (said.textContent.trim() !== saidNow.textContent.trim()) said.replaceChildren(...saidNow.childNodes);
  for (const button of buttonsNow.querySelectorAll("button")) button.setAttribute("hx-post", location.pathname);
  if (sameButtons(buttons, buttonsNow)) return;
  buttons.replaceChildren(...buttonsNow.children);
  window.htmx?.process(buttons);
  if (isHere) (buttons.querySelector("button") ?? textOf(place)).focus();
}

const namesOf = (buttons) => [...buttons.querySelectorAll("button:not(.without-script)")].map((one) => one.textContent).join();
const sameButtons = (one, other) => namesOf(one) === namesOf(other);
const textOf = (place) => rowOf(place).querySelector("textarea");

function fail(prefix) {
  const place = document.getElementById(`${prefix}-cteni`);
  if (!place) return;
  const sentence = document.createElement("p");
  sentence.textContent = "Čtení teď není k dispozici. Pište dál, text se neztratí; druh termínu můžete nastavit ručně.";
  const [said, buttons] = partsOf(place);
  said.replaceChildren(sentence);
  buttons.replaceChildren();
}

// --- Fields a kind needs --------------------------------------------------------------------------------------

const isEmpty = (field) => (field.name.endsWith("-every") ? ["", "1"].includes(field.value) : !field.value);

/** A field with something in it is never hidden: it would be saved unseen. */
function arrange(row) {
  const kind = row.querySelector("select[name$='-kind']").value;
  for (const part of row.querySelectorAll("[data-kinds]")) {
    const fields = [...part.querySelectorAll("input, select, textarea")];
    const isNeeded = !kind || part.dataset.kinds.split(" ").includes(kind);
    part.hidden = !isNeeded && fields.every((one) => isEmpty(one) && !one.matches(".is-invalid"));
  }
  if (kind === "RELATIVE") row.querySelector("details").open = true;
}

const arrangeAll = () => form()?.querySelectorAll("[data-term]").forEach(arrange);

// --- Start ----------------------------------------------------------------------------------------------------

function noticed(event) {
  const field = event.target;
  if (!form()?.contains(field)) return;
  const row = rowOf(field);
  if (row) {
    if (event.type === "change") arrange(row);
    later(row);
  } else if (field.name === "name" || field.name?.endsWith("-specification")) rowsUnder(field).forEach(later);
}

for (const kind of ["input", "change"]) document.addEventListener(kind, noticed);
// the form comes back with its rows changed and everything read; an answer on its way is of the old rows
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!form()?.contains(event.target)) return;
  for (const { timer, asked } of waiting.values()) {
    clearTimeout(timer);
    asked?.abort();
  }
  waiting.clear();
});
document.addEventListener("htmx:afterSettle", arrangeAll);
document.documentElement.classList.add("reads-itself");
arrangeAll();
