// Today is the reader's: the build knows none. Draws its line over the bars, and says what each phase is at.
(() => {
  const DAY = 86400000;
  const day = (iso) => Date.parse(iso + "T00:00:00Z") / DAY;
  const counted = (number, unit) => `${number} ${unit}${number === 1 ? "" : "s"}`;

  // 12 as "12 days", 21 as "3 weeks", 90 as "3 months".
  const span = (days) => {
    if (days < 14) return counted(days, "day");
    if (days < 61) return counted(Math.round(days / 7), "week");
    if (days < 730) return counted(Math.round(days / 30.44), "month");
    return counted(Math.round(days / 365.25), "year");
  };
  const ago = (days) => (days === 1 ? "ended yesterday" : `ended ${span(days)} ago`);
  const ahead = (days) => (days === 1 ? "tomorrow" : `in ${span(days)}`);

  // What a phase is at, in one word and in a sentence; `spans` are pairs of days in any order.
  const state = (spans, today, counts) => {
    const now = spans.find(([first, last]) => first <= today && today <= last);
    if (now) return ["now", `now: day ${today - now[0] + 1} of ${now[1] - now[0] + 1}`];
    const next = Math.min(...spans.map(([first]) => first).filter((first) => first > today));
    const end = Math.max(...spans.map(([, last]) => last));
    const begun = spans.some(([first]) => first < today);
    if (next < Infinity) return ["ahead", (begun ? "goes on " : "") + ahead(next - today)];
    if (counts.left) return ["overdue", `overdue: ${ago(today - end)}, ${counts.said}`];
    return ["over", ago(today - end)];
  };

  const drawLine = (svg, x) => {
    svg.querySelector(".timeline-now-line")?.remove();
    if (x < 0 || x > 100) return;
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    const places = { class: "timeline-now-line", x1: `${x}%`, x2: `${x}%`, y1: "0", y2: "100%" };
    for (const [name, value] of Object.entries(places)) line.setAttribute(name, value);
    svg.append(line);
  };

  const show = () => {
    const local = new Date();
    const today = Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / DAY;
    const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }).format(local);
    for (const figure of document.querySelectorAll("figure.timeline[data-first]")) {
      const [first, last] = [day(figure.dataset.first), day(figure.dataset.last) + 1];
      const x = (100 * (today + 0.5 - first)) / (last - first);
      const note = figure.querySelector(".timeline-today");
      note.textContent = `Today is ${words}${x < 0 || x > 100 ? ", outside these months" : ", the line across the bars"}.`;
      note.hidden = false;
      for (const svg of figure.querySelectorAll(".timeline-track")) drawLine(svg, x);
      for (const phase of figure.querySelectorAll(".timeline-phase[data-spans]")) {
        const spans = phase.dataset.spans.split(" ").map((both) => both.split("/").map(day));
        const counts = phase.querySelector(".timeline-counts");
        const [word, said] = state(spans, today, { left: Number(counts?.dataset.left), said: counts?.textContent });
        if (counts) counts.hidden = word === "overdue"; // the sentence names them
        phase.dataset.state = word;
        const place = phase.querySelector(".timeline-now");
        place.textContent = said;
        place.hidden = false;
        if (word === "now") phase.setAttribute("aria-current", "date");
        else phase.removeAttribute("aria-current");
      }
    }
  };

  show();
  // A page may stay open over midnight.
  document.addEventListener("visibilitychange", () => document.hidden || show());
})();
