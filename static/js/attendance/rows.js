// Rows of the attendance page: what they hold, what the server holds, and how they say it.
import * as queue from "./queue.js";
import { action } from "../typing/status.js";

const ADDED = "ucast-nova"; // the key's place in the row that is copied
export const all = () => [...document.querySelectorAll("form.attendance [data-row]:not(.attendance-blank)")];
export const named = (name) => all().find((row) => row.dataset.row === name);
export const controls = (row, field) => [...row.querySelectorAll("input")].filter((one) => one.name === `${row.dataset.row}-${field}`);
export const fieldOf = (control, row) => control.name.slice(row.dataset.row.length + 1);
export const isPresent = (row) =>
  "here" in row.dataset ? !row.hidden : Boolean(row.querySelector("input[value=PRESENT]:checked"));
export const titleOf = (row) => {
  const name = controls(row, "name_text")[0];
  return "here" in row.dataset && name ? name.value : row.querySelector("legend").firstChild.textContent.trim();
};

// --- Values ---------------------------------------------------------------------------------------------------

const seen = new Map(); // what the person last saw in a field: of the server, or typed here since
const place = (row, field) => `${row.dataset.row}/${field}`;

export function valueOf(row, field) {
  const found = controls(row, field);
  if (found[0]?.type === "radio") return found.find((one) => one.checked)?.value ?? "";
  if (found[0]?.type === "checkbox") return found[0].checked ? "on" : "";
  return found[0]?.value.trim() ?? "";
}

export function setValue(row, field, value) {
  for (const control of controls(row, field)) {
    if (control.type === "radio") control.checked = control.value === value;
    else if (control.type === "checkbox") control.checked = value === "on";
    else control.value = value;
  }
}

/** As the server sent the page, whatever the browser restored into its fields. */
export function startFrom(row) {
  for (const control of row.querySelectorAll("input")) {
    if (control.type === "radio" || control.type === "checkbox") control.checked = control.defaultChecked;
    else control.value = control.defaultValue;
  }
  for (const field of fieldsOf(row)) seen.set(place(row, field), valueOf(row, field));
}

export const fieldsOf = (row) => [...new Set([...row.querySelectorAll("input")].map((one) => fieldOf(one, row)))];
export const lastSeen = (row, field) => seen.get(place(row, field)) ?? "";
export const note = (row, field, value) => seen.set(place(row, field), value);

/** What the server holds, other people's ticks too; what waits here or is just being typed stays. */
export function take(values) {
  for (const [name, fields] of Object.entries(values)) {
    const row = named(name) ?? (name.startsWith("ucast-") && !queue.of(name).length ? added(name) : null);
    if (!row) continue;
    for (const [field, value] of Object.entries(fields)) {
      if (queue.of(name, field).length || controls(row, field).includes(document.activeElement)) continue;
      setValue(row, field, value);
      note(row, field, value);
    }
    if (fields.osoba) for (const field of ["name_text", "organisation_text"]) for (const one of controls(row, field)) one.readOnly = true;
  }
  for (const row of all()) {
    const isGone = row.dataset.row.startsWith("ucast-") && !(row.dataset.row in values) && !queue.of(row.dataset.row).length;
    if (isGone && !row.hidden) row.remove();
  }
}

/** A new row of the page, copied from the one the server drew for it. */
export function added(name) {
  const template = document.querySelector("[data-new-person]");
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll(ADDED, name);
  const row = holder.firstElementChild;
  document.querySelector("[data-people]").append(row);
  goLive(row);
  startFrom(row);
  return row;
}

export function goLive(root) {
  for (const one of root.querySelectorAll("[data-when-live]")) one.hidden = false;
  for (const one of root.querySelectorAll("[data-plain]")) one.remove();
}

// --- What a row says ------------------------------------------------------------------------------------------

export function tell(row, text, isAlert = false) {
  const place = row.querySelector("[data-state]");
  const sentence = document.createElement("p");
  sentence.textContent = text;
  if (isAlert) sentence.setAttribute("role", "alert");
  place.replaceChildren(...(text ? [sentence] : []));
}

/** „čeká na odeslání“, or both values and who wrote the other one. */
export function showState(row, settle) {
  const ticks = queue.of(row.dataset.row);
  const conflicting = ticks.filter((tick) => tick.conflict).at(-1);
  row.classList.toggle("attendance-waiting", ticks.length > 0);
  for (const button of row.querySelectorAll("[data-cancel]")) button.hidden = !valueOf(row, "presence");
  if (conflicting) showConflict(row, conflicting, settle);
  else if (ticks.length) tell(row, "čeká na odeslání");
  else if (!row.querySelector("[data-state] [role=alert]:not([data-conflict])")) tell(row, "");
}

function showConflict(row, tick, settle) {
  const { value, words, by } = tick.conflict;
  const who = by || "někdo jiný";
  const isCancelled = tick.pole === "presence" && !value;
  const isCancelling = tick.pole === "presence" && !tick.hodnota;
  tell(row, `${isCancelled ? `Mezitím záznam zrušil/a ${who}` : `Mezitím zapsal/a ${who}: ${words}`}. Vy: ${tick.slovy}.`, true);
  row.querySelector("[data-state] p").dataset.conflict = "yes";
  const buttons = document.createElement("div");
  buttons.className = "button-row";
  buttons.append(
    action(`Ponechat: ${words}`, () => settle(row, tick, false)),
    action(isCancelling ? "Přesto zrušit záznam" : `Zapsat: ${tick.slovy}`, () => settle(row, tick, true)),
  );
  row.querySelector("[data-state]").append(buttons);
}
