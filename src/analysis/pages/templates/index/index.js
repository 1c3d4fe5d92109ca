"use strict";
document.documentElement.classList.add("script", "waiting");
document.addEventListener("DOMContentLoaded", () => {
  const STEP = 50;
  const [form, count, none] = [".filters", "#count", ".none"].map(name => document.querySelector(name));
  const fields = ["q", "kind", "year", "part", "bad"].map(name => form.elements[name]);
  const languages = [...document.querySelectorAll("[name=language]")];
  const plain = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u0111/g, "d");
  const tables = [...document.querySelectorAll("table.list")].map(table => ({
    table, body: table.tBodies[0], more: table.nextElementSibling, limit: STEP, section: table.closest("section"),
    language: table.parentElement.lang, rows: [...table.tBodies[0].rows].map(row => ({ row, cells: row.cells })),
  }));
  let sorted = { column: "", down: false };
  let saving = 0;

  const spoken = () => languages.find(choice => choice.checked);
  const value = field => field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;

  function matcher(part) {
    const [words, kind, year, wantedPart, bad] = fields.map(value);
    const { group, point } = spoken().dataset;
    const wanted = plain(words).split(/\s+/).filter(Boolean).map(word => ({
      word, figure: /^\d/.test(word) ? ` ${word.replaceAll(group, "").replace(point, ".")}` : "",
    }));
    return entry => {
      const told = entry.row.dataset;
      if ((wantedPart && wantedPart !== part) || (kind && kind !== told.kind) || (bad && told.bad === undefined)) return false;
      if (year) {
        const [first, last] = (told.years || "").split(" ");
        if (!first || year < first || year > last) return false;
      }
      entry.text ??= plain(entry.row.textContent);
      return wanted.every(({ word, figure }) => entry.text.includes(word) || (figure && told.figures.includes(figure)));
    };
  }

  function arranged(found, table) {
    const heads = [...table.tHead.rows[0].cells];
    const place = heads.findIndex(head => head.dataset.column === sorted.column);
    heads.forEach((head, at) => {
      if (at === place) head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    if (place < 0) return found;
    const compare = new Intl.Collator(table.parentElement.lang, { numeric: true }).compare;
    const keyed = found.map(entry => ({ entry, key: entry.cells[place].dataset.v ?? entry.cells[place].textContent }));
    keyed.sort((one, two) => (one.key === "") - (two.key === "") || (sorted.down ? -1 : 1) * compare(one.key, two.key));
    return keyed.map(({ entry }) => entry);
  }

  function show() {
    let [shown, all] = [0, 0];
    tables.forEach(({ section }) => { section.hidden = true; });
    for (const { table, body, more, limit, section, language, rows } of tables) {
      if (language !== spoken().value) continue;
      const found = arranged(rows.filter(matcher(section.dataset.part)), table);
      body.replaceChildren(...found.slice(0, limit).map(entry => entry.row));
      more.hidden = found.length <= limit;
      if (found.length) section.hidden = false;
      shown += body.rows.length;
      all += found.length;
    }
    const words = number => number.toLocaleString(spoken().value);
    count.textContent = shown < all ? `${words(shown)} / ${words(all)}` : words(all);
    none.hidden = all > 0;
  }

  function changed() {
    tables.forEach(table => { table.limit = STEP; });
    show();
    clearTimeout(saving);
    saving = setTimeout(save, 250);
  }

  function save() {
    const told = new URLSearchParams();
    fields.forEach(field => { if (value(field)) told.set(field.name, value(field)); });
    if (sorted.column) told.set("sort", (sorted.down ? "-" : "") + sorted.column);
    const rest = told.toString();
    history.replaceState(null, "", `#${spoken().value}${rest ? `&${rest}` : ""}`);
  }

  function restore() {
    const told = new URLSearchParams(location.hash.slice(1));
    const first = languages.find(choice => told.has(choice.value));
    if (!first) return false;
    first.checked = true;
    fields.forEach(field => {
      const wanted = told.get(field.name) ?? "";
      if (field.type === "checkbox") field.checked = wanted === "1";
      else field.value = field.options && ![...field.options].some(option => option.value === wanted) ? "" : wanted;
    });
    const sort = told.get("sort") ?? "";
    sorted = { column: sort.replace("-", ""), down: sort.startsWith("-") };
    return true;
  }

  function speak() {
    const language = spoken().value;
    document.documentElement.lang = language;
    form.querySelectorAll("[data-" + language + "]").forEach(option => { option.textContent = option.dataset[language]; });
  }

  tables.forEach(table => {
    for (const head of table.table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const { column } = head.dataset;
        sorted = { column, down: sorted.column === column ? !sorted.down : "greatest" in head.dataset };
        changed();
      });
    }
    table.more.addEventListener("click", () => {
      const before = table.body.rows.length;
      table.limit += STEP;
      show();
      table.body.rows[before].querySelector("a")?.focus({ preventScroll: true });
    });
  });
  languages.forEach(choice => choice.addEventListener("change", () => { speak(); changed(); }));
  form.addEventListener("input", changed);
  form.addEventListener("submit", event => event.preventDefault());
  none.querySelector("button").addEventListener("click", () => {
    form.reset();
    sorted = { column: "", down: false };
    changed();
    fields[0].focus();
  });
  addEventListener("hashchange", () => { if (restore()) { speak(); show(); } });

  if (!restore()) {
    const tags = navigator.languages.map(tag => tag.slice(0, 2));
    const known = tags.map(tag => languages.find(choice => choice.value === tag)).find(Boolean);
    if (known) known.checked = true;
  }
  speak();
  show();
  document.documentElement.classList.remove("waiting");
});
