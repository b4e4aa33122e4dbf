// The form that is saved while one types; an answer of the server may replace its element.
const NOT_TYPED = new Set(["csrfmiddlewaretoken"]);

export const form = () => document.querySelector("form[data-autosave]");

export function pairs() {
  return [...new FormData(form())].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.has(name));
}

const rowCounts = (some) => JSON.stringify(some.filter(([name]) => name.endsWith("-TOTAL_FORMS")));

/** Writes the values into the fields; false when the form lacks some of their rows. */
export function fill(values) {
  const fields = form().elements;
  if (rowCounts(values) !== rowCounts(pairs()) || values.some(([name]) => !fields.namedItem(name))) return false;
  const wanted = new Set(values.map(([name, value]) => `${name}=${value}`));
  const byName = new Map(values);
  for (const field of fields) {
    if (["checkbox", "radio"].includes(field.type)) field.checked = wanted.has(`${field.name}=${field.value}`);
    else if (field.type === "select-multiple")
      for (const option of field.options) option.selected = wanted.has(`${field.name}=${option.value}`);
    else if (byName.has(field.name)) field.value = byName.get(field.name);
  }
  return true;
}
