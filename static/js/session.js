// Who is signed in here and until when. Local copies of typed text belong to one person: they go when that person
// signs out or somebody else signs in, and stay when only the session ends.
const WARN_BEFORE = 3 * 60 * 1000;
const HEARD_EVERY = 5 * 60 * 1000;
const NOTED_LATE = 60 * 1000; // the server writes an activity down at most once a minute
const COPIES = "rozepsane:";
const WHO = "popis.kdo";
const UNTIL = "popis.konec";

const meta = document.querySelector('meta[name="csrf-token"]');
export const user = meta ? meta.dataset.user : null;
export const loginAddress = meta ? meta.dataset.login : "";
const lastMoment = meta ? Date.now() + meta.dataset.lasts * 1000 : 0;
let heard = Date.now();

// --- Local copies ---------------------------------------------------------------------------------------------

export const copies = {
  prefix: (path) => `${COPIES}${user}:${path}:`,
  keys: (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)),
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
};

function forgetCopies(except) {
  for (const key of copies.keys(COPIES)) if (!except || !key.startsWith(except)) localStorage.removeItem(key);
}

document.addEventListener("submit", (event) => {
  if (!("signsOut" in event.target.dataset)) return;
  forgetCopies(null);
  localStorage.removeItem(WHO);
});
if (user) {
  forgetCopies(`${COPIES}${user}:`);
  localStorage.setItem(WHO, user);
}

/** Another window of this browser signed somebody else in, or this person out. */
export const isSomebodyElses = () => localStorage.getItem(WHO) !== user;
export const isSignedOutHere = () => localStorage.getItem(WHO) === null;

// --- How long it lasts ----------------------------------------------------------------------------------------

export function noteContact() {
  heard = Date.now();
  const until = Math.min(heard + meta.dataset.idle * 1000 - NOTED_LATE, lastMoment);
  localStorage.setItem(UNTIL, String(until));
}
if (user) noteContact();

/** Asks the server who is signed in now: "same", "nobody" or "other". Throws without a connection. */
export async function whoIsThere() {
  const answer = await fetch(meta.dataset.stillHere, { cache: "no-store" });
  if (!answer.ok) throw new Error(answer.status);
  const state = await answer.json();
  if (state.user === null) return "nobody";
  if (String(state.user) !== user) return "other";
  meta.content = state.token;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = state.token;
  noteContact();
  return "same";
}

// --- The warning ----------------------------------------------------------------------------------------------

let warning = null;
function remove() {
  warning?.remove();
  warning = null;
}

function say(text, button) {
  if (!warning) {
    warning = document.createElement("div");
    warning.className = "session-warning";
    warning.id = "konec-prihlaseni";
    document.body.append(warning);
  }
  const sentence = document.createElement("p");
  sentence.setAttribute("role", "alert");
  sentence.textContent = text;
  warning.replaceChildren(sentence, ...(button ? [button] : []));
  warning.dataset.said = text;
}

function extendButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-primary";
  button.textContent = "Zůstat přihlášen/a";
  button.addEventListener("click", extend);
  return button;
}

function loginLink() {
  const link = document.createElement("a");
  link.className = "btn btn-primary";
  link.href = loginAddress;
  link.target = "_blank";
  link.textContent = "Přihlásit se v novém okně";
  return link;
}

const IDLE = "Za chvíli vás odhlásíme, protože jste tu delší dobu nic neudělali. Stiskněte kteroukoli klávesu a zůstanete přihlášen/a.";
const LAST = "Za chvíli vás odhlásíme, nejdelší doba jednoho přihlášení končí. Uložte, co máte rozepsáno, a přihlaste se znovu.";
const ENDED = "Přihlášení skončilo. Rozepsaný text zůstává na stránce; přihlaste se v novém okně a pak se vraťte sem.";
let asking = false;
async function extend() {
  if (asking) return;
  asking = true;
  try {
    if ((await whoIsThere()) === "same") remove();
    else say(ENDED, loginLink());
  } catch {
    say("Přihlášení se nepodařilo prodloužit, server neodpovídá. Zkontrolujte připojení a zkuste to znovu.", extendButton());
  } finally {
    asking = false;
  }
}

function watch() {
  const left = Number(localStorage.getItem(UNTIL)) - Date.now();
  if (left > WARN_BEFORE) {
    if (warning && warning.dataset.said !== ENDED) remove();
    return;
  }
  if (warning) return;
  const isLast = lastMoment - Date.now() <= WARN_BEFORE;
  if (left <= 0) say(ENDED, loginLink());
  else if (isLast) say(LAST);
  else say(IDLE, extendButton());
}

if (user) {
  setInterval(watch, 5000);
  window.addEventListener("focus", watch);
  document.addEventListener("keydown", () => {
    if (warning && warning.dataset.said !== ENDED) extend();
  });
  // Whoever types is not idle, on pages that save nothing by themselves, too.
  document.addEventListener("input", () => {
    if (Date.now() - heard < HEARD_EVERY) return;
    heard = Date.now();
    extend();
  });
}
