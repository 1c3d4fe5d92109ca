const picked = getSelection();
const rows = [...this.rows].filter(row => !row.hidden).map(row =>
  [...row.cells].filter(cell => picked.containsNode(cell, true)).map(cell => cell.dataset.value ?? cell.textContent));
const lines = rows.filter(row => row.length);
if (lines.length > 1 || lines.some(row => row.length > 1) || isFinite(lines[0]?.[0])) {
  event.clipboardData.setData("text/plain", lines.map(row => row.join("\t")).join("\n"));
  event.preventDefault();
}
