// htmx sends the same token that the forms carry.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token) event.detail.headers["X-CSRFToken"] = token.content;
});

// A form that came back with errors puts the reader at the first of them.
function focusFirstError(root) {
  const field = root.querySelector("[aria-invalid='true'], .is-invalid");
  if (field) field.focus();
}
document.addEventListener("DOMContentLoaded", () => focusFirstError(document));
document.addEventListener("htmx:afterSettle", (event) => focusFirstError(event.target));

// Two quick clicks send a form once; the server would refuse the second anyway, but with a worse sentence.
const SEND_AGAIN_AFTER = 5000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, SEND_AGAIN_AFTER);
});
function release() {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
}
window.addEventListener("pageshow", release);
document.addEventListener("htmx:afterRequest", release);

// A part of the page that could not be fetched must not fail in silence; the next success takes the sentence away.
function sayFailed(sentence) {
  let alert = document.getElementById("cast-stranky-selhala");
  if (!alert) {
    alert = document.createElement("div");
    alert.id = "cast-stranky-selhala";
    alert.className = "alert alert-danger";
    alert.setAttribute("role", "alert");
    document.getElementById("zpravy").append(alert);
  }
  alert.textContent = sentence;
}
document.addEventListener("htmx:sendError", () =>
  sayFailed("Spojení se serverem vypadlo a nic se neodeslalo. Zkontrolujte připojení a zkuste to znovu."));
document.addEventListener("htmx:responseError", (event) => {
  const id = event.detail.xhr.getResponseHeader("X-Request-ID") || "neznámé";
  sayFailed(`Server požadavek nezpracoval. Zkuste to za chvíli znovu; správci uveďte číslo požadavku ${id}.`);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) document.getElementById("cast-stranky-selhala")?.remove();
});
