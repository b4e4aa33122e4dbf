// Takes what waits to the server in the order it was ticked, and again until there is an answer.
import { isSignedOutHere, isSomebodyElses, noteContact, whoIsThere } from "../session.js";
import { action, loginLink, sayAloud, show, showBusy } from "../typing/status.js";
import * as queue from "./queue.js";

const SEND_AFTER = 300;
const RETRY_FROM = 3000;
const RETRY_TO = 60 * 1000;
const GIVE_UP_AFTER = 20 * 1000; // a phone may hold a dead connection for minutes
const AT_ONCE = 100;
const state = { sending: null, timer: null, tries: 0, isClosed: false, answered: () => {} };

export const onAnswer = (act) => {
  state.answered = act;
};

function later(wait = SEND_AFTER) {
  clearTimeout(state.timer);
  state.timer = setTimeout(send, wait);
}

/** Something was just ticked: „Uloženo“ of an earlier tick is no longer true. */
export function soon() {
  showBusy();
  later();
}

const again = () => later(Math.min(RETRY_FROM * 2 ** state.tries++, RETRY_TO));

/** One request at a time; what is ticked during it goes with the next one. */
export function send() {
  clearTimeout(state.timer);
  if (!state.sending && queue.waiting().length && !state.isClosed) {
    state.sending = attempt().finally(() => {
      state.sending = null;
    });
  }
  return state.sending ?? Promise.resolve();
}

async function attempt(isSecondTry = false) {
  if (isSomebodyElses()) return refuse();
  const ticks = queue.waiting().slice(0, AT_ONCE);
  showBusy();
  try {
    return await judged(await post(ticks), ticks, isSecondTry);
  } catch {
    again();
    return show(`Bez spojení, na odeslání čeká: ${queue.waiting().length}. Zapisujte dál, záznamy zůstávají v tomto prohlížeči a odešlou se samy.`);
  }
}

function post(ticks) {
  const sent = ticks.map(({ radek, pole, bylo, hodnota }) => ({ radek, pole, bylo, hodnota }));
  return fetch(document.querySelector("[data-attendance]").dataset.attendance, {
    method: "POST",
    body: JSON.stringify({ zaznamy: sent }),
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
    },
    redirect: "manual",
    signal: AbortSignal.timeout(GIVE_UP_AFTER),
  });
}

async function judged(answer, ticks, isSecondTry) {
  if (answer.type === "opaqueredirect" || answer.status === 403) return judgedByPerson(isSecondTry);
  const isJson = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  if (answer.status === 404) return hold("Nezapsáno: tuto událost už nevidíte, nejspíš vám skončil přístup.");
  if (!isJson) {
    again();
    return show(`Server záznamy zatím nezpracoval, na odeslání čeká: ${queue.waiting().length}. Za chvíli to zkusíme znovu.`);
  }
  const told = await answer.json();
  if (!told.hodnoty) return hold(`Nezapsáno: ${told.zprava}`);
  noteContact();
  state.tries = 0;
  settle(ticks, told);
  const left = queue.waiting().length;
  if (left) later();
  else show(`Uloženo ${new Date().toLocaleTimeString("cs-CZ", { hour: "numeric", minute: "2-digit" })}`);
  return undefined;
}

function settle(ticks, told) {
  const conflicts = told.odmitnuto.filter((one) => one.jinak);
  const isOfConflict = (tick) => conflicts.some((one) => one.radek === tick.radek && one.pole === tick.pole);
  queue.remove(ticks.filter((tick) => !isOfConflict(tick)).map((tick) => tick.id));
  for (const one of conflicts) queue.mark(one.radek, one.pole, { value: one.ulozeno, words: one.slovy, by: one.kdo });
  state.answered(told);
}

/** Refused: the session may have ended, gone on under a new token, or belong to somebody else now. */
async function judgedByPerson(isSecondTry) {
  const who = await whoIsThere();
  if (who === "same" && !isSecondTry) return attempt(true);
  if (who === "same") return hold("Nezapsáno: účast této události už nemáte právo zapisovat.");
  return refuse(who);
}

function refuse(who) {
  again();
  const count = queue.waiting().length;
  if (who === "nobody" || isSignedOutHere()) {
    return sayAloud(`Přihlášení skončilo, na odeslání čeká: ${count}. Přihlaste se v novém okně a vraťte se sem, záznamy se odešlou.`, loginLink());
  }
  return sayAloud(`V tomto prohlížeči se přihlásil někdo jiný. Na odeslání čeká: ${count}. Záznamy se odešlou, až se sem přihlásíte pod svým účtem.`, loginLink());
}

/** Closed for good: what was not written is said by name, so that it can be written elsewhere. */
function hold(reason) {
  state.isClosed = true;
  const lost = queue.waiting().map((tick) => tick.popis).join("; ");
  const forget = action("Smazat neodeslané záznamy", () => {
    if (forget.dataset.asked) {
      queue.clear();
      location.reload();
    } else {
      forget.dataset.asked = "yes";
      forget.textContent = "Opravdu smazat natrvalo";
    }
  });
  sayAloud(`${reason} Neodeslané záznamy: ${lost}.`, forget);
}

window.addEventListener("online", () => {
  state.tries = 0;
  send();
});
window.addEventListener("storage", (event) => {
  if (event.key?.startsWith("popis.")) later(500);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") send();
});
