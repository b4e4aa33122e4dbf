// The line under the form: what became of the last save, and after a failure what to do.
import { loginAddress } from "../session.js";

const TEXTS = {
  network: "Neuloženo: server není dostupný. Zkontrolujte připojení a pište dál, text zatím zůstává v tomto prohlížeči a uloží se sám.",
  signedOut: "Neuloženo: přihlášení skončilo. Pište dál, text zatím zůstává v tomto prohlížeči. Přihlaste se v novém okně a vraťte se sem, uložení bude pokračovat.",
  other: "Neuloženo: v tomto prohlížeči se mezitím přihlásil někdo jiný a pod jeho jménem váš text uložit nelze. Zkopírujte si ho, nebo se znovu přihlaste pod svým účtem.",
  left: "Neuloženo: v jiném okně jste se odhlásili. Přihlaste se v novém okně a vraťte se sem, uložení bude pokračovat.",
  conflict: "Neuloženo: konflikt, tuto část mezitím uložil někdo jiný. Vaše znění zůstává ve formuláři; podívejte se, v čem se liší.",
  invalid: "Neuloženo: chyba ve formuláři.",
  forbidden: "Neuloženo: tuto část už nemáte právo upravovat. Text si zkopírujte a obraťte se na manažera nebo manažerku spolupráce.",
  closed: "Neuloženo: text už upravovat nelze, jeho stav se mezitím změnil. Zkopírujte si ho.",
  tooLarge: "Neuloženo: formulář je příliš velký. Rozdělte činnost na dvě a uložte každou zvlášť.",
  server: "Neuloženo: server požadavek nezpracoval. Text zatím zůstává v tomto prohlížeči a uložení za chvíli zkusíme znovu.",
};

export const place = document.createElement("div");
place.className = "save-status";
place.innerHTML = '<p role="status" aria-live="polite"></p><div></div>';
const [calm, loud] = place.children;

export function show(text) {
  calm.textContent = text;
  loud.replaceChildren();
  delete loud.dataset.said;
}

export const showBusy = () => {
  if (!loud.firstChild) calm.textContent = "Ukládám…";
};
export const showAllSaved = () => {
  if (!calm.textContent.startsWith("Uloženo")) show("Všechno je uloženo.");
};

export const alertOf = (kind, detail, button) => sayAloud(detail ? `${TEXTS[kind]} ${detail}` : TEXTS[kind], button);

/** Said aloud once; the same sentence again stays where it stands. */
export function sayAloud(text, button) {
  if (loud.dataset.said === text) return;
  calm.textContent = "";
  const sentence = document.createElement("p");
  sentence.setAttribute("role", "alert");
  sentence.textContent = text;
  loud.dataset.said = text;
  loud.replaceChildren(sentence, ...(button ? [button] : []));
}

export function action(label, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-outline-primary btn-sm";
  button.textContent = label;
  button.addEventListener("click", act);
  return button;
}

export function loginLink() {
  const link = document.createElement("a");
  link.className = "btn btn-outline-primary btn-sm";
  link.href = loginAddress;
  link.target = "_blank";
  link.textContent = "Přihlásit se v novém okně";
  return link;
}
