// Nothing typed is lost: a form with `data-autosave` is saved while one types, and until it is, this browser keeps a
// copy of it. The server answers a post with the header X-Autosave by JSON.
import { isSomebodyElses, isSignedOutHere, noteContact, user, whoIsThere } from "./session.js";
import { dropCopy, handOver, holdCopy, offerCopies, writeCopy } from "./typing/copy.js";
import { form } from "./typing/form.js";
import { action, alertOf, loginLink, place, show, showAllSaved, showBusy } from "./typing/status.js";

const SAVE_AFTER = 2000;
const COPY_AFTER = 1000;
const RETRY_FROM = 3000;
const RETRY_TO = 60 * 1000;
const CHANGING = new Set(["radek", "prevzit"]); // names of buttons that change what is typed and save nothing
const KEEPALIVE_LIMIT = 60 * 1000; // browsers refuse more in a request that outlives its page
const WORTH_RETRYING = new Set(["network", "server", "signedOut"]);
const FINAL = new Set(["conflict", "forbidden", "closed", "tooLarge"]);
const SAID_BY_THE_PAGE = new Set([null, "conflict", "invalid", "incomplete"]);

const state = {
  typed: 0, saved: 0, saving: null, failure: null, tries: 0, timer: null, copyTimer: null, keys: {},
  unanswered: [], // bodies that may have been saved although the answer got lost
};
const isUnsaved = () => state.typed !== state.saved;
/** Beside what somebody else saved: only the person's own „Uložit“ decides which of the two is kept. */
const isUndecided = () => "undecided" in (form()?.dataset ?? {});
const isHeld = () => !form() || FINAL.has(state.failure) || isUndecided();

function typed() {
  state.typed += 1;
  if (["invalid", "incomplete"].includes(state.failure)) state.failure = null;
  state.copyTimer ??= setTimeout(copyNow, COPY_AFTER);
  later(SAVE_AFTER);
}

function copyNow() {
  clearTimeout(state.copyTimer);
  state.copyTimer = null;
  if (isUnsaved() && state.failure !== "other") writeCopy();
}

function fail(kind, detail = "", button = null) {
  state.failure = kind;
  if (WORTH_RETRYING.has(kind)) later(Math.min(RETRY_FROM * 2 ** state.tries++, RETRY_TO));
  alertOf(kind, detail, button);
}

// --- Saving ---------------------------------------------------------------------------------------------------

function later(wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(save, wait);
}

/** One request at a time; what is typed during it goes with the next one. */
function save() {
  clearTimeout(state.timer);
  if (!state.saving && isUnsaved() && !isHeld()) {
    state.saving = send().finally(() => {
      state.saving = null;
      if (isUnsaved() && !state.failure) later(SAVE_AFTER);
    });
  }
  return state.saving ?? Promise.resolve();
}

async function send(isSecondTry = false) {
  const sent = state.typed;
  if (isSomebodyElses()) return refusedHere();
  const body = new URLSearchParams([...new FormData(form())].filter(([, value]) => typeof value === "string"));
  showBusy();
  try {
    const answer = await post(body);
    if (answer.status === 409 && (await wasSavedUnanswered())) return send();
    return await judged(answer, sent, isSecondTry);
  } catch {
    state.unanswered = [...state.unanswered.slice(0, 2), { body, sent }];
    return fail("network");
  }
}

function post(body) {
  const keepalive = body.toString().length < KEEPALIVE_LIMIT;
  return fetch(form().action, { method: "POST", body, headers: { "X-Autosave": "yes" }, redirect: "manual", keepalive });
}

/** The stored text may be this page's own: the server tells by being sent the same once more. */
async function wasSavedUnanswered() {
  for (const { body, sent } of state.unanswered.splice(0)) {
    body.set("csrfmiddlewaretoken", form().elements.csrfmiddlewaretoken.value);
    const answer = await post(body);
    if (answer.status === 200) {
      accepted(await answer.json(), sent);
      return true;
    }
  }
  return false;
}

async function judged(answer, sent, isSecondTry) {
  const isJson = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  if (answer.type === "opaqueredirect" || answer.status === 403) return judgedByPerson(answer, isSecondTry);
  if (answer.status === 200 && isJson) return accepted(await answer.json(), sent);
  if (answer.status === 409 && isJson) return fail("conflict", "", action("Zobrazit rozdíly", () => leaveByForm()));
  if (answer.status === 422 && isJson) return failInForm((await answer.json()).errors);
  if (answer.status === 413) return fail("tooLarge");
  if (answer.status === 404) return fail("forbidden");
  return fail("server", `Číslo požadavku pro správce: ${answer.headers.get("X-Request-ID") ?? "neznámé"}.`);
}

/** Refused: the session may have ended, gone on under a new token, or belong to somebody else now. */
async function judgedByPerson(answer, isSecondTry) {
  const who = await whoIsThere();
  if (who === "nobody") return fail("signedOut", "", loginLink());
  if (who === "other") return refusedHere();
  if (answer.status === 403) return isSecondTry ? fail("forbidden") : send(true);
  return fail("closed");
}

function refusedHere() {
  dropCopy();
  return fail(isSignedOutHere() ? "left" : "other", "", loginLink());
}

function accepted(answer, sent) {
  noteContact();
  state.saved = sent;
  state.failure = null;
  state.tries = 0;
  state.unanswered = [];
  state.revision = answer.revision;
  Object.assign(state.keys, answer.keys);
  if (answer.address) {
    form().action = answer.address;
    history.replaceState(history.state, "", answer.address);
  }
  fillIn();
  for (const [id, text] of Object.entries(answer.texts ?? {})) {
    const place = document.getElementById(id);
    if (place) place.textContent = text;
  }
  if (!isUnsaved()) dropCopy();
  show(`Uloženo ${answer.saved_at}`);
}

/** What the server gave the form and its rows since the page was made. */
function fillIn() {
  if (state.revision !== undefined) form().elements.revision.value = state.revision;
  for (const [name, key] of Object.entries(state.keys)) {
    const field = form().elements.namedItem(name);
    if (field && !field.value) field.value = key;
  }
}

function failInForm(errors) {
  const [name, sentences] = Object.entries(errors)[0];
  const found = form().elements.namedItem(name);
  const field = found instanceof RadioNodeList ? found[0] : found;
  const label = field?.labels?.[0]?.textContent.trim();
  const text = `${label ? `${label}: ` : ""}${sentences.join(" ")}`;
  // a row one is still writing is no mistake yet
  if (field?.closest("[role=group], fieldset")?.contains(document.activeElement)) {
    state.failure = "incomplete";
    show(`Zatím neuloženo, dopište: ${text}`);
  } else {
    fail("invalid", text, field && action("Přejít k chybě", () => reach(field)));
  }
}

function reach(field) {
  field.closest("details:not([open])")?.setAttribute("open", "");
  field.focus();
}

// --- Leaving by the form's own button -------------------------------------------------------------------------

function leaveByForm(button = null) {
  state.leaving = true;
  handOver();
  delete form().dataset.sent;
  if (button?.name) form().requestSubmit(button);
  else form().submit();
}

/** First saved like always, then sent: a server that does not answer must not take the page away. */
async function finish(button) {
  await state.saving;
  do await save();
  while (isUnsaved() && !state.failure);
  if (SAID_BY_THE_PAGE.has(state.failure)) leaveByForm(button);
  else delete form().dataset.sent;
}

document.addEventListener("submit", (event) => {
  if (event.target !== form() || event.defaultPrevented || state.leaving) return;
  if (CHANGING.has(event.submitter?.name)) {
    // the next page shows the same text with its rows changed
    copyNow();
    handOver();
    state.leaving = true;
    return;
  }
  delete form().dataset.undecided;
  if (!isUnsaved()) return;
  event.preventDefault();
  finish(event.submitter);
});

window.addEventListener("beforeunload", (event) => {
  if (isUnsaved() && (state.failure || isUndecided()) && !state.leaving) event.preventDefault();
});

// --- Rows the server adds, moves and takes away ---------------------------------------------------------------

// Such a request starts from what is saved: its answer replaces the form, and a save under way brings keys.
document.addEventListener("htmx:confirm", (event) => {
  if (!state.saving || !form()?.contains(event.target)) return;
  event.preventDefault();
  state.saving.then(() => event.detail.issueRequest(true));
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!form()?.contains(event.target)) return;
  clearTimeout(state.timer);
  form().inert = state.isReplacing = true;
});
document.addEventListener("htmx:afterRequest", () => {
  if (!state.isReplacing) return;
  form().inert = state.isReplacing = false;
  fillIn();
  relabel();
  typed();
});

// --- Start ----------------------------------------------------------------------------------------------------

function watchTyping() {
  for (const kind of ["input", "change"])
    document.addEventListener(kind, (event) => {
      if (form()?.contains(event.target)) typed();
    });
  document.addEventListener("focusout", (event) => {
    const isCalm = !state.failure || state.failure === "incomplete";
    if (form()?.contains(event.target) && isUnsaved() && isCalm && !state.isReplacing) later(200);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    delete form()?.dataset.undecided;
    if (!isUnsaved()) showAllSaved();
    else save();
  });
}

function watchSurroundings() {
  document.addEventListener("visibilitychange", () => {
    copyNow();
    if (state.failure !== "invalid") save();
  });
  window.addEventListener("pagehide", copyNow);
  window.addEventListener("pageshow", () => {
    state.leaving = false;
  });
  window.addEventListener("online", save);
  // another window may have signed in, out, or somebody else in
  window.addEventListener("storage", (event) => {
    if (event.key?.startsWith("popis.") && isUnsaved() && (state.failure || isSomebodyElses())) later(500);
  });
}

/** Nothing is left behind unsaved, so the way back does not say so. */
function relabel() {
  for (const link of document.querySelectorAll("[data-autosaved-label]")) link.textContent = link.dataset.autosavedLabel;
}

function start() {
  holdCopy();
  form().after(place);
  relabel();
  watchTyping();
  watchSurroundings();
  if (isUndecided()) show("Zatím neuloženo. Až rozdíly projdete, stiskněte Uložit.");
  if ("unsaved" in form().dataset) {
    typed();
    copyNow();
  }
  offerCopies(typed);
}

if (user && form()) start();
