// Filters and folds the topic tree; without it the tree is complete, and each branch folds by itself.
(() => {
  const head = document.querySelector(".topic-head");
  const lists = [...document.querySelectorAll("article .topic-list")];
  const others = document.querySelector(".topic-others .topic-list"); // tags that are no topic
  const branches = lists.flatMap((list) => (list === others ? [] : [...list.querySelectorAll("details")]));

  // What an address names is shown, however deep it lies.
  function reveal() {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = named?.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    if (named?.matches(".topic")) named.scrollIntoView();
  }

  // On paper everything is unfolded, and afterwards as it was.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".topic-list details:not([open])")];
    for (const branch of folded) branch.open = true;
  });
  addEventListener("afterprint", () => { for (const branch of folded) branch.open = false; });
  addEventListener("hashchange", reveal);
  reveal();
  if (!head) return;

  // Letters compare without case, accents and hyphens.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[-\s]+/g, " ").trim();
  const topics = lists.flatMap((list) => [...list.querySelectorAll(".topic")]).map((item) => ({
    item,
    tag: Boolean(others?.contains(item)),
    own: fold(item.querySelector(":scope > .topic-name, :scope > a")?.textContent ?? ""),
    touched: !item.classList.contains("topic--untouched"),
    branch: item.querySelector(":scope > details"),
    above: item.parentElement.closest(".topic"),
  }));
  const total = topics.filter((topic) => !topic.tag).length;
  const before = new Map(topics.flatMap(({ branch }) => (branch ? [[branch, branch.open]] : [])));

  const tools = document.createElement("search");
  tools.className = "topic-tools";
  tools.ariaLabel = "Filter the topics";
  tools.innerHTML = `<label>Filter <input type="search" placeholder="Name of a topic" autocomplete="off" spellcheck="false"></label>
    <label><input type="checkbox"> Only touched</label> <button type="button"></button> <span role="status"></span>`;
  const [text, only] = tools.querySelectorAll("input");
  const button = tools.querySelector("button");
  const status = tools.querySelector("[role=status]");
  button.hidden = branches.length === 0;
  head.after(tools);

  // A list whose topics are all hidden hides with its heading and the sum between them.
  const parts = lists.map((list) => {
    const sum = list.previousElementSibling;
    const heading = sum?.matches(".topic-part-sum") ? sum.previousElementSibling : null;
    if (list === others) return { list, around: [list.parentElement] };
    return { list, around: heading?.matches("h2, h3, h4, h5, h6") ? [list, sum, heading] : [list] };
  });

  // A topic that matches is shown with all above it, unfolded down to it, and all below it.
  function apply() {
    const words = fold(text.value).split(" ").filter(Boolean);
    const shown = new Set();
    const opened = new Set();
    const within = new Set();
    let matches = 0;
    for (const { item, own, tag, touched, above } of topics) {
      const fits = words.every((word) => own.includes(word));
      if (!fits && !within.has(above)) continue;
      if (words.length) within.add(item);
      if (only.checked && !touched) continue;
      shown.add(item);
      if (!fits) continue;
      if (!tag) matches += 1;
      for (let up = above; up && !opened.has(up); up = up.parentElement.closest(".topic")) {
        shown.add(up);
        opened.add(up);
      }
    }
    for (const { item, branch } of topics) {
      item.hidden = !shown.has(item);
      if (branch) branch.open = before.get(branch) || (words.length > 0 && opened.has(item));
    }
    for (const { list, around } of parts) {
      const none = !list.querySelector(":scope > .topic:not([hidden])");
      for (const element of around) element.hidden = none;
    }
    const narrowed = words.length > 0 || only.checked;
    status.textContent = narrowed ? `${matches} of ${total} topics` : "";
    say();
  }

  function say() {
    button.textContent = branches.every((branch) => branch.open) ? "Fold all" : "Unfold all";
  }

  button.addEventListener("click", () => {
    const open = !branches.every((branch) => branch.open);
    for (const branch of branches) {
      branch.open = open;
      before.set(branch, open);
    }
    say();
  });
  for (const branch of branches) branch.addEventListener("toggle", say);
  text.addEventListener("input", apply);
  only.addEventListener("change", apply);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !text.value) return;
    event.stopPropagation();
    text.value = "";
    apply();
  });
  apply();
})();
