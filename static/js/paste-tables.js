// Fills the cells of a table block with a table that is pasted from Word, a spreadsheet or a web page.
(() => {
  const MOST_CELLS = 200; // Each cell is an editor of its own: more of them make a browser slow.
  const WIDEST_CELL = 10;

  const headings = (block) => [...block.querySelectorAll("thead input.column-heading")];

  const bodyRows = (block) => [...block.querySelectorAll("tbody > tr")];

  const cellTexts = (row) =>
    [...row.cells].flatMap((cell) => [
      cell.textContent.replace(/\s+/g, " ").trim(),
      ...Array(Math.min(cell.colSpan, WIDEST_CELL) - 1).fill(""),
    ]);

  const read = (clipboard) => {
    const page = new DOMParser().parseFromString(clipboard.getData("text/html"), "text/html");
    const table = page.querySelector("table");
    if (table) return [...table.rows].map(cellTexts);
    const lines = clipboard.getData("text/plain").trimEnd().split(/\r?\n/);
    return lines.some((line) => line.includes("\t")) ? lines.map((line) => line.split("\t")) : [];
  };

  const writeHeading = (field, words) => {
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // The editor of a cell takes the words as if somebody had pasted them there.
  const writeCell = (cell, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", words);
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    cell.querySelector("[contenteditable=true]").dispatchEvent(paste);
  };

  const addColumn = (block) => {
    block.querySelector("[data-append-column]").click();
    block.querySelector(".add-column-menu button").click();
  };

  const fill = (event) => {
    const block = event.target.closest?.(".typed-table-block");
    const rows = block ? read(event.clipboardData) : [];
    if (rows.flat().length < 2 || rows.flat().length > MOST_CELLS) return;
    event.preventDefault();
    event.stopPropagation();
    const cell = event.target.closest("tbody td");
    const top = cell ? cell.parentElement.sectionRowIndex : 0;
    const left = cell ? cell.cellIndex - 1 : Math.max(headings(block).indexOf(event.target), 0);
    const width = Math.max(...rows.map((row) => row.length));
    while (headings(block).length < left + width) addColumn(block);
    if (!cell) rows.shift().forEach((words, at) => writeHeading(headings(block)[left + at], words));
    while (bodyRows(block).length < top + rows.length) block.querySelector("[data-add-row]").click();
    rows.forEach((row, down) => {
      const { cells } = bodyRows(block)[top + down];
      row.forEach((words, at) => words && writeCell(cells[left + at + 1], words));
    });
  };

  document.addEventListener("paste", fill, true);
})();
