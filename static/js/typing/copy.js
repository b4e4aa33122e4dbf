// The copy of an unsaved form in this browser, and the offer to restore one that an earlier page left behind.
import { copies, isSomebodyElses } from "../session.js";
import { fill, form, pairs } from "./form.js";
import { action } from "./status.js";

const HANDED_OVER = "popis.predano";
const own = `${copies.prefix(location.pathname)}${crypto.randomUUID()}`;

export function writeCopy() {
  if (!form() || isSomebodyElses()) return;
  try {
    localStorage.setItem(own, JSON.stringify({ at: Date.now(), pairs: pairs() }));
  } catch {
    // a private window or a full storage: then the text is only on the page and on the server
  }
}

export const dropCopy = () => localStorage.removeItem(own);
/** The next page comes with what is typed here, so the copy need not be offered there. */
export const handOver = (key = own) => sessionStorage.setItem(HANDED_OVER, key);

/** A lock held as long as the page lives tells other windows that its copy is nobody's to restore. */
export function holdCopy() {
  navigator.locks?.request(own, () => new Promise(() => {}));
}

async function openElsewhere() {
  const held = navigator.locks ? (await navigator.locks.query()).held : [];
  return new Set(held.map((lock) => lock.name));
}

const PLACE = new Set(["revision", "new_key"]);
const textOf = (some) => JSON.stringify(some.filter(([name]) => !PLACE.has(name)));

export async function offerCopies(afterRestore) {
  const elsewhere = await openElsewhere();
  const current = textOf(pairs());
  const shown = "unsaved" in form().dataset ? sessionStorage.getItem(HANDED_OVER) : null;
  sessionStorage.removeItem(HANDED_OVER);
  const found = copies.keys(copies.prefix(location.pathname)).filter((key) => key !== own && !elsewhere.has(key));
  for (const key of found) {
    const copy = copies.read(key);
    if (!copy || key === shown || textOf(copy.pairs) === current) localStorage.removeItem(key);
    else form().before(offer(key, copy, afterRestore));
  }
}

function moment(at) {
  const time = new Date(at).toLocaleTimeString("cs-CZ", { hour: "numeric", minute: "2-digit" });
  const day = new Date(at).toLocaleDateString("cs-CZ");
  return day === new Date().toLocaleDateString("cs-CZ") ? time : `${day} ${time}`;
}

function offer(key, copy, afterRestore) {
  const box = document.createElement("div");
  box.className = "alert alert-warning unsaved-copy";
  box.setAttribute("role", "alert");
  const sentence = document.createElement("p");
  sentence.textContent = "V tomto prohlížeči zůstal rozepsaný text, který se nestihl uložit.";
  const restoreIt = action(`Obnovit rozepsaný text z ${moment(copy.at)}`, () => restore(key, copy, afterRestore));
  const discard = action("Zahodit", () => {
    if (discard.dataset.asked) {
      localStorage.removeItem(key);
      box.remove();
      form().querySelector("input:not([type=hidden]), textarea, select")?.focus();
    } else {
      discard.dataset.asked = "yes";
      discard.textContent = "Opravdu zahodit natrvalo";
    }
  });
  const buttons = document.createElement("div");
  buttons.className = "button-row";
  buttons.append(restoreIt, discard);
  box.append(sentence, buttons);
  return box;
}

/** With the revision it was written from, so that what others saved since then is not overwritten unseen. */
function restore(key, copy, afterRestore) {
  if (fill(copy.pairs)) {
    localStorage.removeItem(key);
    document.querySelectorAll(".unsaved-copy").forEach((box) => box.remove());
    form().querySelector("input:not([type=hidden]), textarea, select")?.focus();
    afterRestore();
  } else {
    handOver(key);
    sendBack(copy.pairs);
  }
}

/** Rows that this page lacks are drawn by the server, from what was in them. */
function sendBack(values) {
  const again = document.createElement("form");
  again.method = "post";
  again.hidden = true;
  const token = form().elements.csrfmiddlewaretoken.value;
  for (const [name, value] of [...values, ["csrfmiddlewaretoken", token], ["obnovit", "ano"]]) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    again.append(field);
  }
  document.body.append(again);
  again.submit();
}
