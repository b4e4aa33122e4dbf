// A member found by a part of the name, of the function or of the organisation, with or without accents.
const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

export function startSearch(rows) {
  const field = document.querySelector("[data-find-member]");
  field?.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    const seats = rows.all().filter((row) => row.dataset.row.startsWith("misto-"));
    for (const row of seats) row.hidden = !plain(row.querySelector("legend").textContent).includes(wanted);
    for (const section of document.querySelectorAll("[data-section]"))
      section.hidden = !section.querySelector("[data-row]:not([hidden])");
    document.querySelector("[data-nothing-found]").hidden = seats.some((row) => !row.hidden);
  });
}
