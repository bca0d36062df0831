// Filters and sorts the reading list; without it the list is complete and in its own order.
(() => {
  const all = [...document.querySelectorAll("table.reading-list")].map(readTable);
  const tables = all.filter((list) => list.section); // those of the whole list; the others are blocks
  const form = document.querySelector(".reading-list-filter form");
  const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" });

  // A row becomes an item; what is in it is read when it is first asked for, since a list may have thousands.
  function readTable(table) {
    const columns = [...table.tHead.rows[0].cells].map((th) => th.className.replace("cell-", ""));
    const groups = [...table.tBodies].map((body) => ({ body, items: [...body.rows].map((row) => ({ row })) }));
    const items = groups.flatMap((group) => group.items);
    return { table, columns, groups, items, section: table.closest(".reading-list-page > section") };
  }

  // Letters compare without case, accents and hyphens.
  function fold(text) {
    const letters = /[^\x00-\x7f]/.test(text) ? text.normalize("NFKD").replace(/\p{M}/gu, "") : text;
    return letters.toLowerCase().replace(/[-\s]+/g, " ").trim();
  }

  function cell(item, columns, name) {
    return item.row.children[columns.indexOf(name)];
  }

  // Authors that the cell counts but does not name are in a title.
  // One text per row, since a text per cell takes five times as long.
  function index(item, columns) {
    const unnamed = cell(item, columns, "authors").lastElementChild?.title ?? "";
    item.text = fold(`${item.row.textContent} ${unnamed} ${item.row.getAttribute("data-key")}`);
  }

  function topicsOf(item, columns) {
    return (item.topics ??= [...cell(item, columns, "topics").children].map((a) => fold(a.textContent)));
  }

  function yearOf(item, columns) {
    return (item.year ??= cell(item, columns, "year").textContent);
  }

  // In slices, so that a long list never keeps the page from answering.
  function indexSome(work) {
    for (const until = performance.now() + 8; work.length && performance.now() < until; ) {
      const [item, columns] = work.pop();
      if (item.text === undefined) index(item, columns);
    }
    if (work.length) setTimeout(indexSome, 0, work);
  }

  function show(element, shown) {
    if (element.hidden === shown) element.hidden = !shown;
  }

  // The rows of a group without a match stay as they are: the group is hidden, and thousands of changes are spared.
  function filterGroup(group, fits) {
    const fitting = group.items.filter(fits);
    show(group.body, fitting.length > 0);
    if (!fitting.length) return 0;
    const shown = new Set(fitting);
    for (const item of group.items) {
      if (item.hidden === !shown.has(item)) continue;
      item.hidden = !shown.has(item);
      item.row.hidden = item.hidden;
    }
    group.body.style.setProperty("--rows", fitting.length);
    return fitting.length;
  }

  function filterTable(list, state) {
    const words = fold(state.filter).split(" ").filter(Boolean);
    const topic = fold(state.topic);
    const fits = (item) => {
      if (words.length && item.text === undefined) index(item, list.columns);
      return words.every((word) => item.text.includes(word))
        && (!topic || topicsOf(item, list.columns).includes(topic))
        && (!state.year || yearOf(item, list.columns) === state.year);
    };
    const every = !words.length && !topic && !state.year;
    return list.groups.reduce((shown, group) => shown + filterGroup(group, every ? () => true : fits), 0);
  }

  // What a cell is sorted by: a number, a text, or null where there is nothing.
  const STATUSES = ["reading", "to-read", "skimmed", "read", "dropped"];
  const KEYS = {
    title: (td) => (td.querySelector("a") ?? td).textContent,
    authors: (td) => td.dataset.sort,
    year: (td) => parseFloat(td.textContent),
    rating: (td) => parseFloat(td.textContent),
    priority: (td) => parseFloat(td.textContent),
    added: (td) => td.querySelector("time")?.dateTime,
    started: (td) => td.querySelector("time")?.dateTime,
    finished: (td) => td.querySelector("time")?.dateTime,
    status: (td) => {
      const place = STATUSES.indexOf(td.parentElement.dataset.status);
      return td.textContent && (place < 0 ? STATUSES.length : place);
    },
  };

  function keyOf(item, columns, column) {
    const td = cell(item, columns, column);
    const value = (KEYS[column] ?? ((td) => td.textContent))(td);
    return value === undefined || value === "" || Number.isNaN(value) ? null : value;
  }

  function compare(one, other) {
    return typeof one === "number" && typeof other === "number" ? one - other : collator.compare(one, other);
  }

  // Rows without a value come last in both directions; ties keep the order of the page.
  function sortTable(list, sort) {
    const column = sort.replace("-", "");
    for (const [n, th] of [...list.table.tHead.rows[0].cells].entries()) {
      if (list.columns[n] !== column) th.removeAttribute("aria-sort");
      else th.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
    }
    if ((list.sort ?? "") === sort) return;
    list.sort = sort;
    let items = list.items;
    if (list.columns.includes(column)) {
      const turn = sort.startsWith("-") ? -1 : 1;
      const keyed = items.map((item) => [keyOf(item, list.columns, column), item]);
      keyed.sort(([a], [b]) => (a === null || b === null ? (a === null) - (b === null) : turn * compare(a, b)));
      items = keyed.map(([, item]) => item);
    }
    let from = 0;
    for (const group of list.groups) {
      group.items = items.slice(from, (from += group.items.length));
      group.body.replaceChildren(...group.items.map((item) => item.row));
    }
  }

  // A header's button sorts up, then down, then gives the order of the page again.
  function addButtons(list, press) {
    for (const [n, th] of [...list.table.tHead.rows[0].cells].entries()) {
      const column = list.columns[n];
      if (column === "links") continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...th.childNodes);
      button.addEventListener("click", () => {
        const now = list.sort ?? "";
        press(now === column ? `-${column}` : now === `-${column}` ? "" : column);
      });
      th.append(button);
    }
  }

  // Groups take their true heights when they first come near the window, which moves what an address led to.
  function settle(frames = 6) {
    document.querySelector(":target")?.scrollIntoView();
    if (frames) requestAnimationFrame(() => settle(frames - 1));
  }

  for (const list of all.filter((list) => !list.section)) addButtons(list, (sort) => sortTable(list, sort));
  if (!form) return;

  // Not `q`, at which Material opens its search.
  const NAMES = ["filter", "status", "topic", "year", "sort"];
  const controls = NAMES.map((name) => form.elements[name]).filter(Boolean);
  const status = form.querySelector("[role=status]");
  const clear = form.querySelector("[type=reset]");
  const total = tables.reduce((sum, list) => sum + list.items.length, 0);
  const anchors = new Map([...document.querySelectorAll(".reading-list-nav a")].map((a) => [a.hash.slice(1), a]));

  // A value that no option has, such as one of an old address, leaves its control as it is without one.
  function fromAddress() {
    const given = new URLSearchParams(location.search);
    for (const control of controls) {
      const value = given.get(control.name) ?? "";
      const same = (o) => fold(o.value) === fold(value) && o.value.startsWith("-") === value.startsWith("-");
      control.value = control.options ? [...control.options].find(same)?.value ?? "" : value;
    }
  }

  function toAddress() {
    const given = new URLSearchParams(location.search);
    for (const { name, value } of controls) {
      if (value.trim()) given.set(name, value);
      else given.delete(name);
    }
    const query = given.toString();
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
  }

  function apply() {
    const state = Object.fromEntries(NAMES.map((name) => [name, form.elements[name]?.value ?? ""]));
    const narrowed = Boolean(state.filter.trim() || state.status || state.topic || state.year);
    let sum = 0;
    for (const section of document.querySelectorAll(".reading-list-page > section")) {
      const { id } = section.querySelector("h2");
      const asked = !state.status || state.status === id;
      const list = tables.find((table) => table.section === section);
      show(section, asked);
      show(anchors.get(id).parentElement, asked);
      if (!list || !asked) continue;
      sortTable(list, state.sort);
      const shown = filterTable(list, state);
      sum += shown;
      show(list.table, shown > 0);
      list.none ??= noMatch(list.table);
      show(list.none, shown === 0);
      const count = shown < list.items.length ? `${shown} of ${list.items.length}` : String(shown);
      section.querySelector(".count").textContent = count;
      anchors.get(id).querySelector(".count").textContent = count;
    }
    const words = `${total} ${total === 1 ? "entry" : "entries"}`;
    status.textContent = narrowed ? `${sum} of ${words}` : words;
    show(clear, narrowed || Boolean(state.sort));
  }

  function noMatch(table) {
    const said = document.createElement("p");
    said.className = "empty";
    said.textContent = "Nothing here matches.";
    table.after(said);
    return said;
  }

  // Browsers refuse to change the address more than some hundred times in half a minute.
  let later = 0;
  function changed() {
    apply();
    clearTimeout(later);
    later = setTimeout(toAddress, 200);
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault(); // to the values that the page was sent with, which are empty, but after this event
    for (const control of controls) control.value = "";
    changed();
    form.elements.filter.focus();
  });
  for (const list of tables) addButtons(list, (sort) => {
    form.elements.sort.value = sort;
    changed();
  });
  addEventListener("pagehide", () => { clearTimeout(later); toAddress(); });
  addEventListener("hashchange", () => settle());
  addEventListener("popstate", () => { fromAddress(); apply(); });

  fromAddress();
  apply();
  form.parentElement.hidden = false;
  if (location.hash) settle();
  indexSome(tables.flatMap((list) => list.items.map((item) => [item, list.columns])).reverse());
})();
