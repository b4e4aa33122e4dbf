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
