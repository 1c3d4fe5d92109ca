"use strict";
(() => {
  const form = document.querySelector(".filters");
  const [words, subject] = [form.querySelector("input"), form.querySelector("select")];
  const rows = [...document.querySelectorAll(".list > li")];
  const languages = [...document.querySelectorAll("[name=language]")];
  const plain = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u0111/g, "d");
  const texts = rows.map(row => plain(row.textContent));

  function filter() {
    const wanted = plain(words.value).split(/\s+/);
    rows.forEach((row, place) => {
      const found = wanted.every(word => texts[place].includes(word));
      row.hidden = !found || (subject.value !== "" && row.dataset.subject !== subject.value);
    });
    document.querySelectorAll("main section").forEach(section => {
      section.hidden = !section.querySelector("li:not([hidden])");
    });
    document.getElementById("count").textContent = rows.filter(row => !row.hidden).length;
  }

  function speak() {
    const language = languages.find(choice => choice.checked).value;
    document.documentElement.lang = language;
    subject.querySelectorAll("option").forEach(option => { option.textContent = option.dataset[language]; });
    subject.querySelectorAll("optgroup").forEach(group => { group.label = group.dataset[language]; });
  }

  const asked = [location.hash.slice(1), ...navigator.languages.map(tag => tag.slice(0, 2))];
  const known = languages.map(choice => choice.value);
  const first = asked.find(tag => known.includes(tag));
  if (first) languages.find(choice => choice.value === first).checked = true;
  languages.forEach(choice => choice.addEventListener("change", speak));
  form.addEventListener("input", filter);
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  speak();
  filter();
})();
