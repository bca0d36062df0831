// Material gives each code block's button a nav without a name: a screen reader would list them all as landmarks.
new MutationObserver(() => {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
}).observe(document.body, { childList: true, subtree: true });

// A chart wider than its place shows its last mark, which is the newest, and not its empty beginning.
for (const plot of document.querySelectorAll(".chart-plot--wide, .chart-plot--long")) {
  const last = [...plot.querySelectorAll("rect")].at(-1);
  if (last) plot.scrollLeft += last.getBoundingClientRect().right - plot.getBoundingClientRect().right + 24;
}
