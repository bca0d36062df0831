// Sorts tables of experiments; without it they are complete and newest first.
(() => {
  const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" });

  // What a row is sorted by in a column: a number, a text, or null where there is nothing.
  function keyOf(row, column) {
    const cell = row.cells[column];
    const text = cell.dataset.sort ?? (cell.querySelector(".experiment-title") ?? cell).textContent.trim();
    if (text === "" || text === "NaN" || text === "∞" || text === "-∞") return null;
    const number = Number(text);
    return Number.isNaN(number) ? text : number;
  }

  // Numbers stand before texts.
  function compare(one, other) {
    const numbers = (typeof one === "number") - (typeof other === "number");
    if (numbers) return -numbers;
    return typeof one === "number" ? one - other : collator.compare(one, other);
  }

  // Rows without a value come last in both directions; ties keep the order of the page.
  function sorted(rows, column, turn) {
    const keyed = rows.map((row) => [keyOf(row, column), row]);
    keyed.sort(([a], [b]) => (a === null || b === null ? (a === null) - (b === null) : turn * compare(a, b)));
    return keyed.map(([, row]) => row);
  }

  function makeSortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const first = heads.findIndex((th) => th.hasAttribute("aria-sort"));
    const way = first < 0 ? "" : heads[first].getAttribute("aria-sort");
    const page = first < 0 ? "" : `${way === "descending" ? "-" : ""}${first}`;
    let now = page;

    function sort(wanted) {
      now = wanted;
      const column = Math.abs(parseInt(wanted, 10));
      const down = wanted.startsWith("-");
      for (const [n, th] of heads.entries()) {
        if (wanted === "" || n !== column) th.removeAttribute("aria-sort");
        else th.setAttribute("aria-sort", down ? "descending" : "ascending");
      }
      body.append(...(wanted === page ? rows : sorted(rows, column, down ? -1 : 1)));
      if (select) select.value = wanted;
    }

    const able = heads.map((th, n) => n).filter((n) => !heads[n].classList.contains("cell-numbers"));
    for (const n of able) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heads[n].childNodes);
      // Up, then down, then the order of the page; numbers and dates begin with the greatest.
      const great = heads[n].matches(".is-number, .cell-date, .cell-run");
      const turns = great ? [`-${n}`, `${n}`] : [`${n}`, `-${n}`];
      button.addEventListener("click", () => {
        const at = turns.indexOf(now);
        sort(turns[at + 1] ?? (page === turns[0] || page === turns[1] ? turns[0] : page));
      });
      heads[n].append(button);
    }
    const select = rows.length > 1 ? addSelect(table, heads, able, page, sort) : null;
  }

  // Cards have no headers to press.
  function addSelect(table, heads, able, page, sort) {
    const select = document.createElement("select");
    const words = (n) => {
      if (heads[n].matches(".cell-date")) return ["oldest first", "newest first"];
      if (heads[n].matches(".is-number")) return ["least first", "greatest first"];
      return heads[n].matches(".cell-run") ? ["shortest first", "longest first"] : ["A–Z", "Z–A"];
    };
    for (const n of able) {
      const [up, down] = words(n);
      const name = heads[n].textContent;
      select.add(new Option(`${name}, ${up}`, `${n}`));
      select.add(new Option(`${name}, ${down}`, `-${n}`));
    }
    if (page === "") select.add(new Option("Order of the page", ""), 0);
    select.value = page;
    select.addEventListener("change", () => sort(select.value));
    const line = document.createElement("p");
    line.className = "experiments-order";
    const label = document.createElement("label");
    label.append("Order ", select);
    line.append(label);
    table.closest(".experiments-frame").prepend(line);
    return select;
  }

  for (const table of document.querySelectorAll("table.experiments")) makeSortable(table);
})();
