// Attendance ticked on a phone at the meeting: each tick is sent at once, and without a connection it waits here.
import { user } from "./session.js";
import { place as statusLine, show } from "./typing/status.js";
import { startAdding, startRemoving } from "./attendance/people.js";
import * as queue from "./attendance/queue.js";
import * as rows from "./attendance/rows.js";
import { startSearch } from "./attendance/search.js";
import { onAnswer, send, soon } from "./attendance/sending.js";

const form = document.querySelector("[data-attendance]");

// --- Ticks ----------------------------------------------------------------------------------------------------

function wordsOf(row, field, value) {
  if (field === "presence" && !value) return "bez záznamu";
  const radio = rows.controls(row, field).find((one) => one.type === "radio" && one.value === value);
  if (radio) return radio.labels[0].textContent.trim();
  if (rows.controls(row, field)[0]?.type === "checkbox") return value ? "ano" : "ne";
  return value || "nic";
}

function tick(row, field, value) {
  const bylo = rows.lastSeen(row, field);
  if (value === bylo) return;
  const slovy = wordsOf(row, field, value);
  queue.add({ radek: row.dataset.row, pole: field, bylo, hodnota: value, slovy, popis: `${rows.titleOf(row)} – ${slovy}` });
  rows.note(row, field, value);
  refresh(row);
  soon();
}

/** Whoever is online or has a substitute is here. */
function markPresent(row) {
  const present = row.querySelector("input[value=PRESENT]");
  if (!present || rows.valueOf(row, "presence")) return;
  present.checked = true;
  tick(row, "presence", "PRESENT");
}

/** Ticked by mistake: as if nobody had marked the row; what was written beside the mark goes with it. */
function cancel(row) {
  for (const field of rows.fieldsOf(row).filter((one) => one !== "presence")) {
    const value = field === "name_text" ? (row.dataset.holder ?? "") : "";
    queue.forget(row.dataset.row, field);
    rows.setValue(row, field, value);
    rows.note(row, field, value);
  }
  rows.setValue(row, "presence", "");
  tick(row, "presence", "");
  rows.controls(row, "presence")[0].focus();
}

function changed(control) {
  const row = control.closest("[data-row]");
  if (!row || !form.contains(row)) return;
  const field = rows.fieldOf(control, row);
  const value = rows.valueOf(row, field);
  if (field !== "presence" && value) markPresent(row);
  tick(row, field, value);
}

/** One of two values that differ; the other one is what `was` then says. */
function settle(row, { radek, pole, hodnota, conflict }, isMine) {
  queue.forget(radek, pole);
  rows.note(row, pole, conflict.value);
  rows.setValue(row, pole, isMine ? hodnota : conflict.value);
  rows.tell(row, "");
  if (isMine) tick(row, pole, hodnota);
  refresh(row);
  row.querySelector("input")?.focus();
}

// --- What the page says ---------------------------------------------------------------------------------------

function refresh(row) {
  rows.showState(row, settle);
  count();
}

function count() {
  const present = rows.all().filter(rows.isPresent);
  const figures = {
    members: present.filter((row) => "member" in row.dataset).length,
    votes: present.filter((row) => "vote" in row.dataset).length,
    others: present.filter((row) => !("member" in row.dataset)).length,
  };
  for (const [name, figure] of Object.entries(figures))
    for (const place of document.querySelectorAll(`[data-count=${name}]`)) place.textContent = figure;
  const needed = Number(document.querySelector("[data-counter]").dataset.needed);
  toggle("[data-quorum=met]", figures.votes >= needed);
  toggle("[data-quorum=unmet]", figures.votes < needed);
  const missing = rows.all().filter((row) => "role" in row.dataset && !rows.isPresent(row));
  toggle("[data-roles-missing]", missing.length > 0);
  toggle("[data-roles-all]", missing.length === 0);
  for (const place of document.querySelectorAll("[data-roles]"))
    place.textContent = missing.map((row) => row.dataset.role).join(", ");
}

function toggle(selector, isShown) {
  for (const one of document.querySelectorAll(selector)) if (one.hidden === isShown) one.hidden = !isShown;
}

function answered({ odmitnuto, hodnoty }) {
  rows.take(hodnoty);
  for (const one of odmitnuto.filter((some) => !some.jinak)) {
    const row = rows.named(one.radek);
    if (row && one.pole !== "is_here") rows.tell(row, `Nezapsáno: ${one.zprava}`, true);
    else document.getElementById("pridat-chyba").textContent = `Nezapsáno: ${one.zprava}`;
  }
  for (const row of rows.all()) rows.showState(row, settle);
  count();
}

// --- All at once ----------------------------------------------------------------------------------------------

function startAllPresent(button) {
  button?.addEventListener("click", () => {
    const unsaid = rows.all().filter((row) => row.dataset.row.startsWith("misto-") && !rows.valueOf(row, "presence"));
    unsaid.forEach(markPresent);
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "btn btn-link";
    undo.textContent = `Vrátit označení (${unsaid.length})`;
    undo.addEventListener("click", () => {
      for (const row of unsaid.filter((one) => rows.valueOf(one, "presence") === "PRESENT")) {
        rows.setValue(row, "presence", "");
        tick(row, "presence", "");
      }
      undo.remove();
      button.focus();
    });
    button.parentElement.querySelector(".btn-link")?.remove();
    if (unsaid.length) button.after(undo);
    else show("Všichni už mají účast označenou.");
  });
}

// --- Leaving --------------------------------------------------------------------------------------------------

async function leave(event) {
  document.activeElement?.blur();
  if (!queue.read().length) return;
  event.preventDefault();
  await send();
  await send(); // what was ticked while the first was on its way
  const left = queue.read().length;
  if (!left) location.assign(form.dataset.next);
  else show(`Zatím neodesláno: ${left}. Nechte stránku otevřenou, nebo se na ni později vraťte, záznamy se odešlou.`);
}

// --- Start ----------------------------------------------------------------------------------------------------

/** What an earlier page left unsent stands in the rows again. */
function restore() {
  for (const { radek, pole, hodnota } of queue.read()) {
    const row = rows.named(radek) ?? (pole === "is_here" && hodnota ? rows.added(radek) : null);
    if (!row) continue;
    if (pole === "is_here") {
      row.hidden = !hodnota;
      for (const [field, value] of Object.entries(hodnota ?? {})) rows.setValue(row, field, value);
    } else {
      rows.setValue(row, pole, hodnota);
      rows.note(row, pole, hodnota);
    }
  }
  for (const row of rows.all()) rows.showState(row, settle);
}

function start() {
  rows.goLive(document);
  form.after(statusLine);
  rows.all().forEach(rows.startFrom);
  onAnswer(answered);
  restore();
  count();
  form.addEventListener("change", (event) => changed(event.target));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cancel]");
    if (button) cancel(button.closest("[data-row]"));
  });
  startSearch(rows);
  startAllPresent(document.querySelector("[data-all-present]"));
  startAdding(rows, refresh);
  startRemoving(rows, tick, refresh);
  document.querySelector("[data-done]").addEventListener("click", leave);
  window.addEventListener("storage", (event) => queue.isOurs(event.key) && rows.all().forEach(refresh));
  window.addEventListener("beforeunload", (event) => queue.waiting().length && event.preventDefault());
  send();
}

if (user && form) start();
