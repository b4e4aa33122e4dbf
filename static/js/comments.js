// The thread opens beside the text; without this file the same links lead to pages of their own.
document.addEventListener("DOMContentLoaded", () => {
  const panel = document.getElementById("panel-pripominek");
  const content = document.getElementById("panel-obsah");
  const failure = document.getElementById("panel-chyba");
  if (!panel) return;

  // A page of signing in must not appear inside the panel.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== content || event.detail.isError) return;
    const isOurs = event.detail.serverResponse.includes("data-panel");
    failure.hidden = isOurs;
    if (isOurs) return;
    event.detail.shouldSwap = false;
    if (!panel.open) panel.showModal();
  });
  // A link replaced by a fresh one, with another number, would leave the reader at the top of the page.
  let opener = "";
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === content && !panel.contains(event.target)) opener = event.target.id;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target !== content) return;
    if (!panel.open) panel.showModal();
    if (!content.querySelector("[aria-invalid='true']")) content.querySelector("[data-panel-heading]")?.focus();
  });

  const isTyped = () => [...content.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
  const mayClose = () => !isTyped() || window.confirm("Rozepsaný text se zahodí. Opravdu zavřít?");
  panel.addEventListener("cancel", (event) => {
    if (!mayClose()) event.preventDefault();
  });
  panel.querySelector("form[method=dialog]").addEventListener("submit", (event) => {
    if (!mayClose()) event.preventDefault();
  });
  panel.addEventListener("close", () => {
    content.replaceChildren();
    document.getElementById(opener)?.focus();
  });
});
