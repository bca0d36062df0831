// Filters and sorts the reading list; without it the list is complete and in its own order.
(() => {
  const all = [...document.querySelectorAll("table.reading-list")].map(readTable);
  const tables = all.filter((list) => list.section); // those of the whole list; the others are blocks
  const form = document.querySelector(".reading-list-filter form");
  const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" });

  // A list may have thousands of rows: a group's are looked at when they are first asked for.
  function readTable(table) {
    const columns = [...table.tHead.rows[0].cells].map((th) => th.className.replace("cell-", ""));
    const groups = [...table.tBodies].map((body) => ({ body, size: body.rows.length }));
    const size = groups.reduce((sum, group) => sum + group.size, 0);
    return { table, columns, groups, size, section: table.closest(".reading-list-page > section") };
  }

  // A row becomes an item; what is in it is read when it is first asked for.
  function itemsOf(group) {
    return (group.items ??= Array.from(group.body.rows, (row) => ({ row, hidden: false })));
  }

  // Letters compare without case, accents and hyphens. Most blanks are as they should be, and passed over.
  function fold(text) {
    const letters = text.replace(/[^\x00-\x7f]+/g, (some) => some.normalize("NFKD").replace(/\p{M}/gu, ""));
    return letters.toLowerCase().replace(/[-\s]{2,}|-|[^\S ]/g, " ").trim();
  }

  function cell(item, columns, name) {
    return item.row.children[columns.indexOf(name)];
  }

  // Authors that the cell counts but does not name are in a title. All the texts of a group are folded at once, since
  // one by one they take far longer; a document holds no U+0000 that could stand in them.
  function index(group) {
    const items = itemsOf(group).filter((item) => item.text === undefined);
    if (!items.length) return;
    const unnamed = new Map();
    for (const span of group.body.querySelectorAll(".cell-authors > span")) unnamed.set(span.closest("tr"), span.title);
    const texts = items.map(({ row }) => `${row.textContent} ${unnamed.get(row) ?? ""} ${row.getAttribute("data-key")}`);
    fold(texts.join("\0")).split("\0").forEach((text, n) => { items[n].text = text; });
  }

  // Topics are plain text on the list's own page, unless one has a comma: links to a page that filters itself are for
  // those who have a script, and thousands of them would keep everybody waiting.
  function topicsOf(td) {
    return td.childElementCount ? Array.from(td.children, (a) => a.textContent) : td.textContent.split(", ").filter(Boolean);
  }

  function topicsOfItem(item, columns) {
    return (item.topics ??= topicsOf(cell(item, columns, "topics")).map(fold));
  }

  // They become links shortly before they come into view.
  const near = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) if (isIntersecting) linkTopics(target);
  }, { rootMargin: "100%" });

  function linkTopics(body) {
    for (const td of body.querySelectorAll(".cell-topics")) {
      if (td.childElementCount) continue;
      const links = topicsOf(td).map((topic) => {
        const link = document.createElement("a");
        link.href = `?topic=${encodeURIComponent(topic)}`;
        link.textContent = topic;
        return link;
      });
      td.replaceChildren(...links.flatMap((link, n) => (n ? [", ", link] : [link])));
    }
  }

  function yearOf(item, columns) {
    return (item.year ??= cell(item, columns, "year").textContent);
  }

  // In slices, so that a long list never keeps the page from answering.
  function indexSome(work) {
    for (const until = performance.now() + 8; work.length && performance.now() < until; ) {
      index(work.pop());
    }
    if (work.length) setTimeout(indexSome, 0, work);
  }

  function show(element, shown) {
    if (element.hidden === shown) element.hidden = !shown;
  }

  // The rows of a group without a match stay as they are: the group is hidden, and thousands of changes are spared.
  function filterGroup(group, fits) {
    if (!fits && !group.items) return group.size;
    const fitting = fits ? itemsOf(group).filter(fits) : group.items;
    show(group.body, fitting.length > 0);
    if (!fitting.length) return 0;
    const shown = new Set(fitting);
    for (const item of group.items) {
      if (item.hidden !== shown.has(item)) continue;
      item.hidden = !item.hidden;
      item.row.hidden = item.hidden;
    }
    group.body.style.setProperty("--rows", fitting.length);
    return fitting.length;
  }

  function filterTable(list, state) {
    const words = fold(state.filter).split(" ").filter(Boolean);
    const topic = fold(state.topic);
    const every = !words.length && !topic && !state.year;
    const fits = (item) => words.every((word) => item.text.includes(word))
      && (!topic || topicsOfItem(item, list.columns).includes(topic))
      && (!state.year || yearOf(item, list.columns) === state.year);
    return list.groups.reduce((shown, group) => {
      if (words.length) index(group);
      return shown + filterGroup(group, every ? null : fits);
    }, 0);
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
    let items = (list.items ??= list.groups.flatMap(itemsOf));
    if (list.columns.includes(column)) {
      const turn = sort.startsWith("-") ? -1 : 1;
      const keyed = items.map((item) => [keyOf(item, list.columns, column), item]);
      keyed.sort(([a], [b]) => (a === null || b === null ? (a === null) - (b === null) : turn * compare(a, b)));
      items = keyed.map(([, item]) => item);
    }
    let from = 0;
    for (const group of list.groups) {
      group.items = items.slice(from, (from += group.size));
      group.body.replaceChildren(...group.items.map((item) => item.row));
      near.unobserve(group.body); // so that it is told of the group's new rows
      near.observe(group.body);
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

  for (const list of all) for (const { body } of list.groups) near.observe(body);
  for (const list of all.filter((list) => !list.section)) addButtons(list, (sort) => sortTable(list, sort));
  if (!form) return;

  // Not `q`, at which Material opens its search.
  const NAMES = ["filter", "status", "topic", "year", "sort"];
  const controls = NAMES.map((name) => form.elements[name]).filter(Boolean);
  const status = form.querySelector("[role=status]");
  const clear = form.querySelector("[type=reset]");
  const total = tables.reduce((sum, list) => sum + list.size, 0);
  const none = Object.assign(document.createElement("p"), { className: "empty", textContent: "No entry matches.", hidden: true });
  form.parentElement.after(none);
  const anchors = new Map([...document.querySelectorAll(".reading-list-nav a")].map((a) => [a.getAttribute("href").slice(1), a]));

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
      show(anchors.get(id).parentElement, asked);
      if (!list) show(section, asked && !narrowed); // it says that nothing has the status
      if (!list || !asked) {
        if (list) show(section, false);
        continue;
      }
      sortTable(list, state.sort);
      const shown = filterTable(list, state);
      sum += shown;
      show(section, shown > 0 || !narrowed);
      const count = shown < list.size ? `${shown} of ${list.size}` : String(shown);
      section.querySelector(".count").textContent = count;
      anchors.get(id).querySelector(".count").textContent = count;
    }
    show(none, narrowed && sum === 0);
    const words = `${total} ${total === 1 ? "entry" : "entries"}`;
    status.textContent = narrowed ? `${sum} of ${words}` : words;
    show(clear, narrowed || Boolean(state.sort));
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
  indexSome(tables.flatMap((list) => list.groups).reverse());
})();
