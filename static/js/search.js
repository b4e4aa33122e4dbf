// Suggestions under the search field, as a combobox: arrows choose, Enter opens, Esc closes. htmx fetches them;
// without JavaScript the field is a plain form that leads to the page of results.
const form = document.querySelector("[data-search]");
const LEAST_LETTERS = 2;

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

function start() {
  const field = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[role=status]");
  set(field, {
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id,
  });

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");
  const isOpen = () => !list.hidden;

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function show(isShown) {
    choose(null);
    list.hidden = !isShown;
    field.setAttribute("aria-expanded", String(isShown));
  }

  function close() {
    show(false);
    status.textContent = "";
  }

  // from the last option the field comes first, then the beginning again
  function move(step) {
    const all = [null, ...options()];
    const place = all.indexOf(chosen());
    choose(all[(place + step + all.length) % all.length]);
  }

  const keys = {
    ArrowDown: () => (isOpen() ? move(1) : options().length && show(true)),
    ArrowUp: () => isOpen() && move(-1),
    Escape: () => isOpen() && close(),
    Enter: () => chosen()?.click(),
  };

  field.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.isComposing) return;
    const isTaken = event.key === "Enter" ? chosen() : isOpen() || options().length;
    if (!isTaken) return;
    if (event.key === "Escape" && !isOpen()) return;
    event.preventDefault();
    keys[event.key]();
  });
  field.addEventListener("input", () => {
    if (field.value.trim().length >= LEAST_LETTERS) return;
    list.replaceChildren();
    close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());

  form.addEventListener("htmx:beforeRequest", (event) => {
    if (field.value.trim().length < LEAST_LETTERS) event.preventDefault();
  });
  form.addEventListener("htmx:afterSwap", () => {
    const rows = options().filter((option) => !option.classList.contains("suggestion-all")).length;
    if (document.activeElement !== field || field.value.trim().length < LEAST_LETTERS) return close();
    show(rows > 0);
    status.textContent = rows ? `Návrhů: ${rows}. Vybírejte šipkami.` : "Nic jsme nenašli.";
  });
  // a suggestion that did not come is no failure of what the person does on the page
  for (const failure of ["htmx:sendError", "htmx:responseError"]) {
    form.addEventListener(failure, (event) => {
      event.stopPropagation();
      close();
    });
  }

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

if (form) start();
