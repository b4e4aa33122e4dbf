// Excel and Word put their table into the clipboard as HTML too; the server reads merged cells and lines from it.
// Nothing of it is shown here: the field keeps the plain text, the HTML goes along in a hidden one.
const MOST_BYTES = 2 * 1024 * 1024;

const form = document.querySelector("form[data-paste]");
const text = form.elements.text;
const html = form.elements.html;
const status = form.querySelector("[data-paste-status]");

// counted, not parsed: the browser would try the styles of a parsed page
const rowsOf = (source) => (source.match(/<tr[\s>]/gi) ?? []).length;

text.addEventListener("paste", (event) => {
  const source = event.clipboardData.getData("text/html").replaceAll("\0", "");
  const rows = rowsOf(source);
  if (!rows) return;
  if (new Blob([source]).size > MOST_BYTES) {
    status.textContent = "Tabulka je větší než 2 MB. Vložte ji po částech, nebo bez obrázků.";
    event.preventDefault();
    return;
  }
  event.preventDefault();
  html.value = source;
  text.classList.remove("is-invalid");
  text.removeAttribute("aria-invalid");
  text.value = event.clipboardData.getData("text/plain") || "(tabulka)";
  status.textContent = `Tabulka je vložená, řádků: ${rows}. Pokračujte tlačítkem Zobrazit náhled.`;
});

text.addEventListener("input", () => {
  if (!html.value) return;
  html.value = "";
  status.textContent = "Text jste upravili, přečte se tak, jak je v poli napsaný.";
});
