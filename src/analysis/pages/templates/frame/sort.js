const head = event.target.closest("thead th");
if (head) {
  const falling = head.getAttribute("aria-sort") === "ascending";
  const plain = row => row.cells[head.cellIndex].dataset.value ?? row.cells[head.cellIndex].textContent;
  const isNumber = text => text !== "" && isFinite(text);
  const order = (one, other) => isNumber(one) && isNumber(other)
    ? (one - other) * (falling ? -1 : 1)
    : isNumber(one) !== isNumber(other)
      ? isNumber(other) - isNumber(one)
      : one.localeCompare(other, this.lang) * (falling ? -1 : 1);
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
  this.tBodies[0].append(...[...this.tBodies[0].rows].sort((one, other) => order(plain(one), plain(other))));
}
