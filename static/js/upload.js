// A file goes to the server in parts before its form does: a lost line costs one part, and a form with a mistake
// costs no file. Without this script the file goes with the form, as it always did.
import { user } from "./session.js";
import { action, loginLink } from "./typing/status.js";

const START = "/nahravani/";
const KEPT = `nahravani:${user}:`; // the key of a file that was not finished, by what the browser knows of the file
const PART_TAKES_AT_MOST = 60 * 1000;
const RETRY_AFTER = 5000;

class Refused extends Error {}

async function ask(address, options = {}) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), PART_TAKES_AT_MOST);
  options.signal?.addEventListener("abort", () => limit.abort(), { once: true });
  const answer = await fetch(address, {
    ...options,
    headers: { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content, ...options.headers },
    redirect: "manual",
    signal: limit.signal,
  }).finally(() => clearTimeout(timer));
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new Refused("login");
  if (answer.status === 422) throw new Refused((await answer.json()).zprava);
  if (answer.status === 404) throw new Refused("gone");
  if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
  return answer.json();
}

const nameOf = (file) => `${KEPT}${file.name}:${file.size}:${file.lastModified}`;
const percent = (part, whole) => `${Math.floor((100 * part) / whole)} %`;

function enhance(input) {
  const form = input.form;
  const state = { file: null, key: null, received: 0, stop: null, timer: null, submitter: null };
  const box = document.createElement("div");
  box.className = "upload";
  box.innerHTML = '<p role="status"></p><progress max="1" hidden></progress><div class="button-row"></div>';
  const [sentence, bar, buttons] = box.children;
  bar.setAttribute("aria-label", "Průběh nahrávání");
  const key = document.createElement("input");
  key.type = "hidden";
  key.name = `${input.name}-nahrano`;
  input.after(box);
  box.append(key);

  const isBusy = () => Boolean(state.file) && !key.value;
  function say(text, ...actions) {
    if (sentence.textContent !== text) sentence.textContent = text;
    if (actions.length || buttons.children.length) buttons.replaceChildren(...actions);
  }
  function draw() {
    bar.hidden = !isBusy();
    bar.value = state.file ? state.received / state.file.size : 0;
    bar.textContent = state.file ? percent(state.received, state.file.size) : "";
  }

  function forget() {
    state.stop?.abort();
    clearTimeout(state.timer);
    if (state.file) localStorage.removeItem(nameOf(state.file));
    Object.assign(state, { file: null, key: null, received: 0, submitter: null });
    key.value = "";
    draw();
  }
  function cancel() {
    if (state.key) ask(`${START}${state.key}/zrusit/`, { method: "POST" }).catch(() => {});
    forget();
    input.value = "";
    input.hidden = false;
    say("Nahrávání je zrušené.");
    input.focus();
  }
  const cancelButton = (label = "Zrušit nahrávání") => action(label, cancel);

  async function begin() {
    const kept = localStorage.getItem(nameOf(state.file));
    if (kept) {
      try {
        return take(await ask(`${START}${kept}/`));
      } catch (problem) {
        if (!(problem instanceof Refused)) throw problem;
        localStorage.removeItem(nameOf(state.file));
      }
    }
    const body = new URLSearchParams({ nazev: state.file.name, velikost: state.file.size });
    return take(await ask(START, { method: "POST", body }));
  }
  function take({ klic, prijato, cast }) {
    Object.assign(state, { key: klic ?? state.key, received: prijato, part: cast ?? state.part });
    localStorage.setItem(nameOf(state.file), state.key);
    draw();
  }

  async function go() {
    clearTimeout(state.timer);
    const stop = new AbortController();
    Object.assign(state, { stop });
    say(`Nahrávám soubor ${state.file.name}…`, cancelButton());
    draw();
    try {
      if (state.key) take(await ask(`${START}${state.key}/`, { signal: stop.signal }));
      else await begin();
      while (state.received < state.file.size) {
        if (stop.signal.aborted) return;
        const body = state.file.slice(state.received, state.received + state.part);
        const headers = { "Upload-Offset": String(state.received), "Content-Type": "application/octet-stream" };
        take(await ask(`${START}${state.key}/`, { method: "POST", body, headers, signal: stop.signal }));
      }
      finish(state.file.name, state.key);
    } catch (problem) {
      if (!stop.signal.aborted) fail(problem);
    }
  }

  function finish(name, value) {
    key.value = value;
    if (state.file) localStorage.removeItem(nameOf(state.file));
    input.value = "";
    input.hidden = true;
    input.removeAttribute("aria-invalid");
    draw();
    say(`Soubor ${name} je nahraný. Uloží se s formulářem.`, cancelButton("Vybrat jiný soubor"));
    if (state.submitter) form.requestSubmit(state.submitter);
  }

  function fail(problem) {
    state.submitter = null;
    if (problem instanceof Refused && problem.message === "login") {
      say(`Nahrávání se přerušilo na ${percent(state.received, state.file.size)}, přihlášení skončilo. Přihlaste se v novém okně a pokračujte.`, loginLink(), again(), cancelButton());
    } else if (problem instanceof Refused && problem.message === "gone") {
      state.key = null;
      localStorage.removeItem(nameOf(state.file));
      say("Rozdělané nahrávání už na serveru není. Nahrajte soubor znovu.", again("Nahrát znovu"), cancelButton());
    } else if (problem instanceof Refused) {
      forget();
      input.value = "";
      input.setAttribute("aria-invalid", "true");
      say(problem.message);
      input.focus();
    } else {
      state.timer = setTimeout(go, RETRY_AFTER);
      say(`Nahrávání se přerušilo na ${percent(state.received, state.file.size)}. Zkontrolujte připojení, zkoušíme to dál.`, again(), cancelButton());
    }
  }
  const again = (label = "Pokračovat v nahrávání") => action(label, go);

  input.addEventListener("change", () => {
    const [file] = input.files;
    forget();
    input.removeAttribute("aria-invalid");
    if (!file) return;
    state.file = file;
    go();
  });
  form.addEventListener("submit", (event) => {
    if (!isBusy()) return;
    event.preventDefault();
    setTimeout(() => delete form.dataset.sent); // it was not sent, whatever app.js has noted
    state.submitter = event.submitter;
    say(`Nahrávám soubor ${state.file.name}, pak se formulář uloží sám…`, cancelButton());
  });
  window.addEventListener("online", () => isBusy() && state.timer && go());
  if (input.dataset.key) finish(input.dataset.file, input.dataset.key);
}

if (user) document.querySelectorAll("input[type=file][data-in-parts]").forEach(enhance);
