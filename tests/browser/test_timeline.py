"""Today in a timeline, as the reader's own clock has it; the look of it in all places."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.colours import colour, ratio
from tests.browser.conftest import Visit
from tests.browser.looks import faults_in_every_look, settle
from tests.browser.serving import served_from
from tests.logs import build, make_log

PLAN = """---
year: 2025
---
# Plan

```timeline
```

## Over: 1 to 10 March
- [x] one

## Late: 20 May to 1 June
- [x] one
- [ ] two
- [?] three

## Without tasks: 1 to 31 May

## Now, with a name so long that it takes more than one line at any width: 10 to 22 June
- [ ] one

## In two parts: 1 to 3 June and 20 to 25 June

## Ahead: 4 July to 20 July (17 days)

## Far: 20 December to 6 January

## Training and architectures: 28 September to 18 October
"""
UNDATED = "# Undated\n\n```timeline\n```\n\n## A: 20 May to 1 June\n"
WEEKS = "# Agenda\n\n## Week 3\n\nText.\n"
POST = "---\ntitle: Shapes\ndate: 2025-05-18\nweek: 3\n---\nText.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    files: dict[str, str | bytes] = {
        "docs/plan.md": PLAN,
        "docs/undated.md": UNDATED,
        "docs/agenda.md": WEEKS,
        "posts/2025-05-18-shapes.md": POST,
    }
    root = make_log(tmp_path_factory.mktemp("timeline"), files=files)
    result = build(root)
    assert result.returncode == 0, result.stdout
    with served_from(root / "site") as address:
        yield address


def at(visit: Visit, url: str, *day: int) -> Page:
    """The page, opened at that day and hour of the reader's clock."""
    stop(visit, *day)
    return visit.open(url)


def stop(visit: Visit, *day: int) -> None:
    visit.page.clock.set_fixed_time(datetime.datetime(*day))


def said(page: Page) -> list[str]:
    now = page.locator("article figure.timeline .timeline-phase .timeline-now")
    return now.all_inner_texts()


def test_what_each_phase_is_at_is_said_in_words(visit: Visit, site: str) -> None:
    page = at(visit, site + "plan/", 2025, 6, 13, 23, 59)
    assert said(page) == [
        "ended 3 months ago",
        "overdue: ended 12 days ago, 1 of 3 done, 1 maybe",
        "ended 13 days ago",
        "now: day 4 of 13",
        "goes on in 7 days",
        "in 3 weeks",
        "in 6 months",
        "in 4 months",
    ]
    assert "Today is 13 June 2025" in page.locator(".timeline-today").inner_text()
    assert page.locator("[aria-current=date] .timeline-name").inner_text().startswith("Now, with")
    assert visit.faults == []


@pytest.mark.parametrize(
    ("day", "late", "now"),
    [
        ((2025, 6, 1, 23, 59), "now: day 13 of 13", "in 9 days"),
        ((2025, 6, 2, 0, 1), "overdue: ended yesterday, 1 of 3 done, 1 maybe", "in 8 days"),
        ((2025, 6, 9, 12), "overdue: ended 8 days ago, 1 of 3 done, 1 maybe", "tomorrow"),
        (
            (2025, 6, 10, 0, 0),
            "overdue: ended 9 days ago, 1 of 3 done, 1 maybe",
            "now: day 1 of 13",
        ),
    ],
)
def test_both_ends_belong_to_a_phase(
    visit: Visit, site: str, day: tuple[int, ...], late: str, now: str
) -> None:
    words = said(at(visit, site + "plan/", *day))
    assert (words[1], words[3]) == (late, now)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_today_is_that_of_the_reader_s_own_zone(chromium: Browser, site: str, zone: str) -> None:
    context = chromium.new_context(timezone_id=zone)
    page = context.new_page()
    page.clock.set_fixed_time(datetime.datetime(2025, 6, 13, 11, 30, tzinfo=datetime.UTC))
    page.goto(site + "plan/")
    day = {"Pacific/Auckland": 4, "America/Los_Angeles": 4}[zone]
    assert f"now: day {day} of 13" in said(page)
    page.clock.set_fixed_time(datetime.datetime(2025, 6, 13, 12, 30, tzinfo=datetime.UTC))
    page.reload()
    day = {"Pacific/Auckland": 5, "America/Los_Angeles": 4}[zone]
    assert f"now: day {day} of 13" in said(page)
    context.close()


def test_the_line_of_today_stands_at_its_place_on_the_scale(visit: Visit, site: str) -> None:
    page = at(visit, site + "plan/", 2025, 6, 10, 12)
    track = page.locator("figure.timeline .timeline-track").nth(3)
    line = track.locator(".timeline-now-line").bounding_box()
    bar = track.locator(".timeline-bar").bounding_box()
    assert line and bar
    assert bar["x"] - 1 <= line["x"] + line["width"] / 2 <= bar["x"] + bar["width"] / 6
    assert page.locator("figure.timeline .timeline-now-line").count() == 8


def test_outside_the_scale_there_is_no_line_and_that_is_said(visit: Visit, site: str) -> None:
    page = at(visit, site + "plan/", 2031, 1, 1)
    assert page.locator(".timeline-now-line").count() == 0
    assert "outside these months" in page.locator(".timeline-today").inner_text()
    assert said(page)[1] == "overdue: ended 6 years ago, 1 of 3 done, 1 maybe"


def test_without_javascript_nothing_is_missing_but_today(scriptless: Page, site: str) -> None:
    scriptless.goto(site + "plan/")
    assert scriptless.locator("figure.timeline .timeline-bar").count() == 9
    late = scriptless.locator(".timeline-phase").nth(1).inner_text()
    assert late.split("\n")[0] == "Late"
    assert "1 of 3 done, 1 maybe" in late
    assert not scriptless.locator(".timeline-today").is_visible()
    scriptless.goto(site + "undated/")
    assert "the year is not known" in scriptless.locator(".timeline-phase").inner_text()


def test_a_name_leads_to_its_heading_by_keyboard(visit: Visit, site: str) -> None:
    page = at(visit, site + "plan/", 2025, 6, 13)
    page.get_by_role("link", name="Late", exact=True).focus()
    page.keyboard.press("Enter")
    target = page.evaluate("document.querySelector(':target').textContent")
    assert target.startswith("Late: 20 May to 1 June")


@pytest.mark.parametrize("path", ["plan/", "undated/", "progress/", "blog/2025/05/18/shapes/"])
def test_it_fits_the_screen_and_axe_finds_no_fault(visit: Visit, site: str, path: str) -> None:
    stop(visit, 2025, 6, 13)
    assert faults_in_every_look(visit, site + path) == []
    assert visit.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_bar_and_the_line_stand_out_from_the_ground(
    visit: Visit, site: str, scheme: str
) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = at(visit, site + "plan/", 2025, 6, 13)
    ground = colour(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    for name, part in (("timeline-bar", "fill"), ("timeline-now-line", "stroke")):
        script = f"es => es.map(e => getComputedStyle(e).{part})"
        colours = page.locator(f"figure.timeline .{name}").evaluate_all(script)
        assert colours and all(ratio(ground, colour(c)) >= 3 for c in colours)


def test_it_prints_in_the_colours_of_paper(visit: Visit, site: str, tmp_path: Path) -> None:
    visit.page.emulate_media(color_scheme="dark", media="print")
    page = at(visit, site + "plan/", 2025, 6, 13)
    name = page.locator(".timeline-name").first
    assert colour(name.evaluate("e => getComputedStyle(e).color")) == (0, 0, 0)
    (tmp_path / "plan.pdf").write_bytes(page.pdf())


def test_a_post_leads_to_the_heading_of_its_week(visit: Visit, site: str) -> None:
    page = visit.open(site + "blog/2025/05/18/shapes/")
    page.get_by_role("link", name="Agenda: Week 3").click()
    page.wait_for_url("**/agenda/#week-3")
    assert page.locator("h2:target").inner_text().startswith("Week 3")


def test_a_bar_stands_in_the_middle_of_its_row_and_its_words_need_no_second_line(
    visit: Visit, site: str
) -> None:
    page = at(visit, site + "plan/", 2025, 6, 13)
    row = page.locator("figure.timeline .timeline-phase").nth(1)
    whole, bar = row.bounding_box(), row.locator(".timeline-bar").bounding_box()
    assert whole and bar
    assert abs(whole["y"] + whole["height"] / 2 - bar["y"] - bar["height"] / 2) < 2
    words = "overdue: ended 5 weeks ago, 4 of 6 done, 1 partly, 1 maybe"
    now = row.locator(".timeline-now")
    assert now.evaluate("(e, text) => { e.textContent = text; return e.offsetHeight; }", words) < 25


#: Of each heading: the lines of its text alone, and those it is high.
LINES = """headings => headings.map(e => {
  const range = document.createRange();
  range.selectNodeContents(e.firstChild);
  const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top))).size;
  const style = getComputedStyle(e);
  const around = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  return [lines, Math.round((e.clientHeight - around) / parseFloat(style.lineHeight))];
})"""


def test_no_heading_has_a_line_for_its_hidden_link_alone(visit: Visit, site: str) -> None:
    page = at(visit, site + "plan/", 2025, 6, 13)
    for width in range(320, 480, 10):
        page.set_viewport_size({"width": width, "height": 850})
        settle(page)
        headings = page.locator("article h2").evaluate_all(LINES)
        assert len(headings) == 8
        assert [(typed, shown) for typed, shown in headings if typed != shown] == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
