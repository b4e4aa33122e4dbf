// People without a seat: added by name or from the contacts, taken away, put back.
import * as queue from "./queue.js";
import { soon } from "./sending.js";

const KEPT = ["name_text", "organisation_text"];

function here(row, rows, value) {
  const popis = `${rows.titleOf(row)} – ${value ? "přidat" : "odebrat"}`;
  queue.add({ radek: row.dataset.row, pole: "is_here", bylo: "", hodnota: value, slovy: "", popis });
  soon();
}

export function startAdding(rows, refresh) {
  const [name, organisation] = ["pridat-jmeno", "pridat-organizaci"].map((id) => document.getElementById(id));
  const problem = document.getElementById("pridat-chyba");

  function add() {
    const written = { name_text: name.value.trim(), organisation_text: organisation.value.trim() };
    problem.textContent = written.name_text ? "" : "Napište jméno.";
    name.setAttribute("aria-invalid", String(!written.name_text));
    name.focus();
    if (!written.name_text) return;
    const row = rows.added(`ucast-${crypto.randomUUID()}`);
    for (const field of KEPT) {
      rows.setValue(row, field, written[field]);
      rows.note(row, field, written[field]);
    }
    here(row, rows, written);
    name.value = organisation.value = "";
    refresh(row);
  }

  document.querySelector("[data-add-button]").addEventListener("click", add);
  for (const field of [name, organisation])
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      add();
    });
}

export function startRemoving(rows, tick, refresh) {
  document.querySelector("[data-people]").addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    const row = button.closest("[data-row]");
    here(row, rows, null);
    row.hidden = true;
    row.before(undoLine(row, rows, tick, refresh));
    row.previousElementSibling.querySelector("button").focus();
    refresh(row);
  });
}

function undoLine(row, rows, tick, refresh) {
  const line = document.createElement("p");
  line.className = "attendance-undo";
  line.append(`Odebráno: ${row.dataset.contact ?? rows.titleOf(row)}. `);
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "btn btn-link";
  undo.textContent = "Vrátit";
  undo.addEventListener("click", () => {
    line.remove();
    row.hidden = false;
    const [name, organisation] = KEPT.map((field) => rows.valueOf(row, field));
    here(row, rows, { name_text: row.dataset.contact ?? name, organisation_text: organisation });
    for (const field of rows.fieldsOf(row).filter((one) => !KEPT.includes(one))) {
      const value = rows.valueOf(row, field);
      rows.note(row, field, "");
      tick(row, field, value);
    }
    refresh(row);
    row.querySelector("input")?.focus();
  });
  line.append(undo);
  return line;
}
