const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const wanted = fold(this.value.trim());
const frame = this.closest(".analysis-frame");
let shown = 0;
for (const row of frame.querySelectorAll("tbody tr")) {
  row.hidden = !fold(row.textContent).includes(wanted);
  shown += !row.hidden;
}
frame.querySelector("output").value = shown;
