"""The rows of the logs that people typed, on the pages of a strict build.

A real log and our own have the same shapes of lines, so that a row holds for both by its lines.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import Tag

from tests.fixtures import KINDS, LOGS, build_typed, typed
from tests.fixtures.built import (
    Built,
    article,
    broken,
    cells,
    counts,
    depth,
    flat,
    following,
    headings,
    items,
    lists_of,
    own_text,
    paragraphs,
)
from tests.logs import listing
from tests.samples import samples

#: The lines of the items of each log; in that of phases 4-7 look like items and are none.
ITEMS = {
    "phases": [*range(9, 25), *range(28, 60), *range(61, 67)],
    "agenda": [4, 5, 6, 7, 11, 12, 13, 14, 20, 23, 24, 25, *range(28, 33), *range(36, 52), 55],
    "checklist": [43, 44, 45],
}
STATES = {
    "phases": {
        **dict.fromkeys([9, 10, 11, 12, 13, 19], "done"),
        18: "partly",
        **dict.fromkeys([14, 15, 16, 17, 20, 21, 22, 23, 24, 29, 30, 31, 40, 53, 63], "maybe"),
    },
    "agenda": dict.fromkeys(range(36, 48), "open"),
    "checklist": {},
}
#: Done, partly, maybe and open by the lines of the headings that say so; at 0 that of the page.
COUNTS = {
    "phases": {0: (6, 1, 15, 0), 1: (6, 1, 9, 0), 26: (0, 0, 5, 0), 60: (0, 0, 1, 0)},
    "agenda": {0: (0, 0, 0, 12), 1: (0, 0, 0, 12), 27: (0, 0, 0, 12)},
    "roadmap": {},
    "checklist": {
        0: (11, 0, 0, 28), 6: (10, 0, 0, 27), 8: (9, 0, 0, 8), 11: (2, 0, 0, 2), 20: (0, 0, 0, 2),
        27: (7, 0, 0, 4), 49: (1, 0, 0, 19), 76: (0, 0, 0, 1), 83: (1, 0, 0, 1), 85: (1, 0, 0, 1),
    },
}  # fmt: skip


@pytest.fixture(scope="session", params=KINDS)
def log(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    kind = str(request.param)
    return Built(kind, build_typed(tmp_path_factory.mktemp(f"typed-{kind}"), kind))


def item(log: Built, name: str, line: int) -> Tag:
    return items(log.page(name))[ITEMS[name].index(line)]


# The counts of the lists, the tasks and their sums.


@pytest.mark.parametrize(
    ("name", "all_items", "lists", "deepest"),
    [("phases", 54, 16, 6), ("agenda", 34, 7, 2), ("roadmap", 98, 27, 3), ("checklist", 3, 1, 1)],
)
def test_lists_items_and_depth_are_those_that_github_shows(
    log: Built, name: str, all_items: int, lists: int, deepest: int
) -> None:
    page = log.page(name)
    assert (len(items(page)), len(lists_of(page))) == (all_items, lists)
    assert max(depth(li) for li in items(page)) == deepest


@pytest.mark.parametrize("name", ITEMS)
def test_every_item_stands_on_the_page_as_typed_and_in_its_order(log: Built, name: str) -> None:
    typed_items = [log.said(name, line) for line in ITEMS[name]]
    shown = [own_text(li) for li in items(log.page(name))]
    more = {"agenda": {20: (21, 22), 55: (56,)}}.get(name, {})
    for line, further in more.items():
        joined = [typed_items[ITEMS[name].index(line)], *(flat(log.line(name, n)) for n in further)]
        typed_items[ITEMS[name].index(line)] = " ".join(joined)
    assert shown == typed_items


@pytest.mark.parametrize("name", ITEMS)
def test_every_item_has_its_state_and_the_others_have_none(log: Built, name: str) -> None:
    found = zip(ITEMS[name], items(log.page(name)), strict=True)
    states = {line: li.get("data-state") for line, li in found if "task" in li.get("class", [])}
    assert states == STATES[name]
    for li in log.page(name).select("li.task"):
        state = li.select_one(".task-state")
        assert state and state.text.split()[-1] == li["data-state"]


@pytest.mark.parametrize("name", LOGS)
def test_sums_stand_below_their_headings_and_in_progress_json(log: Built, name: str) -> None:
    page, expected = log.page(name), COUNTS[name]
    rows = json.loads((log.site / "progress.json").read_text("utf-8"))
    rows = [r for r in rows if r["page"] == f"docs/{name}.md"]
    assert [r["line"] if r["heading"] else 0 for r in rows] == list(expected)
    assert [(r["done"], r["partly"], r["maybe"], r["open"]) for r in rows] == [*expected.values()]
    for row in rows[1:]:
        assert log.line(name, row["line"]).strip() == f"{'#' * row['level']} {row['heading']}"
    shown = {}
    for sum_ in page.select(".progress"):
        above = sum_.find_previous(["h1", "h2", "h3", "h4"])
        line = next((r["line"] for r in rows[1:] if r["heading"] == flat(above.text)), 0)
        shown[0 if above.name == "h1" else line] = counts(sum_)
    assert shown == dict(expected)


@pytest.mark.parametrize(
    ("name", "words"),
    [("phases", "6 of 22 done, 1 partly, 15 maybe"), ("agenda", "0 of 12 done"),
     ("checklist", "11 of 39 done")],
)  # fmt: skip
def test_the_sum_of_a_page_is_said_in_the_same_words_everywhere(
    log: Built, name: str, words: str
) -> None:
    first = log.page(name).select_one(".progress")
    assert first and flat(first.text).startswith(words)
    assert words in log.page("progress").text
    assert "%" not in first.text


# 000: phases.


def test_a1_it_begins_at_the_third_level_and_has_three_of_the_second(log: Built) -> None:
    assert headings(log.page("phases")) == [
        ("h1", "Phases"),
        ("h2", log.said("phases", 1)),
        ("h2", log.said("phases", 26)),
        ("h2", log.said("phases", 60)),
    ]


def test_a4_four_lines_that_look_like_items_stay_text_on_lines_of_their_own(log: Built) -> None:
    paragraph = paragraphs(log.page("phases"))[0]
    typed_lines = [flat(log.line("phases", n)) for n in range(2, 9)]
    shown = broken(paragraph)
    assert shown == [f"{typed_lines[0].strip('*')} {typed_lines[1]}", *typed_lines[2:]]
    assert paragraph.em and flat(paragraph.em.text) == typed_lines[0].strip("*")
    notes = [n["line"] for n in log.notes if "look like list items" in str(n["message"])
             and n["path"] == "docs/phases.md"]  # fmt: skip
    assert notes == [4]


def test_a5_a_list_right_below_text_has_sixteen_items(log: Built) -> None:
    paragraph = paragraphs(log.page("phases"))[0]
    below = following(paragraph)
    assert below.name == "ul" and len(below.find_all("li", recursive=False)) == 16


def test_a8_words_inside_an_item_are_no_state(log: Built) -> None:
    """`(SOTA?)` stands in text, and `(re)` begins an item whose state is that of its end."""
    sota = paragraphs(log.page("phases"))[0]
    assert "(SOTA?)" in sota.text
    reread = item(log, "phases", 20)
    assert own_text(reread).startswith("(re)") and reread["data-state"] == "maybe"


def test_a9_four_blanks_nest_down_to_the_sixth_level(log: Built) -> None:
    shown = [depth(li) for li in items(log.page("phases"))]
    assert shown == [
        1 + (len(line) - len(line.lstrip())) // 4
        for line in (log.line("phases", n) for n in ITEMS["phases"])
    ]
    assert [depth(item(log, "phases", n)) for n in (56, 57, 58)] == [6, 6, 6]


def test_a10_two_blanks_behind_a_dash_are_one_item(log: Built) -> None:
    lines = [n for n in ITEMS["phases"] if re.match(r" *-  \S", log.line("phases", n))]
    assert len(lines) == 15
    for line in lines:
        li = item(log, "phases", line)
        assert own_text(li) == log.said("phases", line)
        assert li.select("pre, code, p") == []


def test_a11_items_that_open_a_sublist_have_no_state_on_the_page(log: Built) -> None:
    opening = [n for n in ITEMS["phases"] if log.line("phases", n).endswith(":")]
    assert len(opening) == 9
    for line in opening:
        li = item(log, "phases", line)
        assert li.get("data-state") is None and li.ul


def test_a12_a_link_inside_an_item_is_a_link(log: Built) -> None:
    li = item(log, "phases", 39)
    found = re.search(r"\[(.+)\]\((.+)\)", log.line("phases", 39))
    assert found and li.a
    assert (li.a.text, li.a["href"]) == (found[1], found[2])


def test_a13_signs_are_kept_to_the_letter(log: Built) -> None:
    text = flat(log.page("phases").text)
    for line in (1, 2, 13, 18, 35, 58, 59, 66):
        assert log.said("phases", line).strip("*") in text
    typed_text = "\n".join(log.lines("phases")[:69])
    for sign in "–+/%~":
        assert sign in typed_text and sign in text
    assert log.page("phases").select("del, sub, s") == []


def test_a14_items_that_repeat_others_are_neither_merged_nor_marked(log: Built) -> None:
    last = log.page("phases").select("article > ul")[-1]
    assert len(last("li")) == 6 and len(last.select("li.task")) == 1
    assert "same text" not in log.page("phases").text


def test_a15_what_is_in_comments_is_in_no_file_of_the_site(log: Built) -> None:
    hidden = [words(line[4:-3]) for line in log.lines("phases") if line.startswith("<!--")]
    assert len(hidden) == 18 and all(hidden)
    searched = {name: words(text_of(name, content)) for name, content in listing(log.site).items()}
    for expected in ("search/search_index.json", "sitemap.xml", "sitemap.xml.gz", "feed.xml",
                     "papers/feed.xml", "progress.json", "papers.json"):  # fmt: skip
        assert expected in searched
    assert [(n, c) for n, text in searched.items() for c in hidden if c in text] == []
    # What is shown is found in this way.
    shown = words(log.said("phases", 42))
    assert {n for n, text in searched.items() if shown in text} == {
        "phases/index.html",
        "search/search_index.json",
    }


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def text_of(name: str, content: bytes) -> str:
    plain = gzip.decompress(content) if name.endswith(".gz") else content
    text = plain.decode("utf-8", "replace")
    return html.unescape(text.replace('\\"', '"').replace("\\n", "\n"))


def test_a16_a_line_of_blanks_is_nothing(log: Built) -> None:
    assert log.line("phases", 69).isspace()
    page = log.page("phases")
    assert page.select("pre, code") == []
    assert [p for p in page("p") if not p.text.strip()] == []
    shown = [c for c in page.find_all(recursive=False) if c.text.strip()]
    assert shown[-1].name == "ul"


# 001: an agenda.


def ordered(log: Built) -> list[Tag]:
    return log.page("agenda").select("ol")


def test_b1_b2_headings_stand_at_their_levels_and_no_others_are_made(log: Built) -> None:
    lines = [3, 10, 16, 17, 19, 27, 58]
    shown = headings(log.page("agenda"))
    assert shown[:2] == [("h1", "Agenda"), ("h2", "Agenda")]
    assert shown[2:] == [("h3", log.said("agenda", n)) for n in lines]


def test_b3_four_ordered_lists(log: Built) -> None:
    assert [len(ol.find_all("li", recursive=False)) for ol in ordered(log)] == [4, 4, 4, 5]
    assert len(log.page("agenda").select("ul")) == 3


def test_b4_numbers_count_on_and_nested_lines_that_begin_at_3_stay_text(log: Built) -> None:
    assert [ol.get("start") for ol in ordered(log)] == [None] * 4
    assert [li.get("value") for li in log.page("agenda").select("ol > li")] == [None] * 17
    first = ordered(log)[2].li
    assert isinstance(first, Tag) and first.select("ol, ul") == []
    shown = broken(first)
    assert shown == [log.said("agenda", 20), *(flat(log.line("agenda", n)) for n in (21, 22))]
    assert [(n["line"], n["level"]) for n in log.notes if n["path"] == "docs/agenda.md"] == [
        (21, "note")
    ]


def test_b5_four_blanks_below_a_box_are_a_sublist(log: Built) -> None:
    (below,) = item(log, "agenda", 47).find_all("ul", recursive=False)
    assert [own_text(li) for li in below("li")] == [log.said("agenda", n) for n in range(48, 52)]


def test_b6_a_heading_right_below_a_paragraph_is_a_heading(log: Built) -> None:
    paragraph = paragraphs(log.page("agenda"))[0]
    assert flat(paragraph.text) == log.said("agenda", 9)
    assert following(paragraph).name == "h3"
    assert flat(following(paragraph).text) == log.said("agenda", 10)


def test_b7_four_dashes_are_a_rule_and_the_line_below_is_text(log: Built) -> None:
    (rule,) = log.page("agenda")("hr")
    below = following(rule)
    assert (below.name, flat(below.text)) == ("p", log.line("agenda", 35))
    assert following(below).name == "ul"


def test_b8_twelve_boxes_one_of_them_bold_and_one_with_a_plain_sublist(log: Built) -> None:
    found = [item(log, "agenda", n) for n in range(36, 48)]
    assert [li.get("data-state") for li in found] == ["open"] * 12
    assert found[1].strong and found[1].strong.text == log.line("agenda", 37).split("**")[1]
    assert [li.get("data-state") for li in found[11]("li")] == [None] * 4
    assert "[ ]" not in log.page("agenda").text
    assert log.page("agenda")("input") == []


def test_b9_quotes_ampersands_arrows_and_slips_are_verbatim(log: Built) -> None:
    text = flat(log.page("agenda").text)
    for line in (4, 7, 32):
        assert log.said("agenda", line) in text
    assert '"' in log.line("agenda", 4) and "&" in log.line("agenda", 7)
    assert "->" in log.line("agenda", 32) and "Comming" in log.line("agenda", 32)
    assert not set("“”‘’→…") & set(text)


def test_b10_a_heading_without_a_blank_behind_its_colon_is_verbatim(log: Built) -> None:
    assert ":(" in log.line("agenda", 17)
    assert ("h3", log.said("agenda", 17)) in headings(log.page("agenda"))


def test_b11_a_lazy_line_belongs_to_the_item_and_the_heading_below_stands(log: Built) -> None:
    li = item(log, "agenda", 55)
    assert own_text(li) == f"{log.said('agenda', 55)} {log.line('agenda', 56)}"
    below = following(li.parent)  # type: ignore[arg-type]
    assert (below.name, flat(below.text)) == ("h3", log.said("agenda", 58))


# 002: a roadmap.


def test_c4_blank_lines_change_neither_the_nesting_nor_the_items(log: Built) -> None:
    lines = [line for line in log.lines("roadmap") if re.match(r" *- ", line)]
    shown = [(depth(li), own_text(li)) for li in items(log.page("roadmap"))]
    bandits = next(n for n, (_, text) in enumerate(shown) if " -" in text)
    shown[bandits] = (shown[bandits][0], shown[bandits][1].partition(" -")[0])
    assert shown == [
        (1 + (len(line) - len(line.lstrip())) // 2, line.strip()[2:]) for line in lines
    ]


def test_c5_a_dash_without_a_blank_is_text_on_a_line_of_its_own(log: Built) -> None:
    (line,) = log.page("roadmap").select("li br")
    li = line.parent
    assert isinstance(li, Tag)
    typed_lines = [log.said("roadmap", 37), log.line("roadmap", 38).strip()]
    assert broken(li) == typed_lines
    assert [(n["line"], n["level"]) for n in log.notes if n["path"] == "docs/roadmap.md"] == [
        (38, "note")
    ]


def test_c6_the_anchors_of_the_topics_are_unique(log: Built) -> None:
    for name in ("roadmap", "topics"):
        ids = [str(e["id"]) for e in log.page(name).select("[id]")]
        assert not [i for i, n in Counter(ids).items() if n > 1], name


def test_c8_without_a_mark_there_is_no_progress_anywhere(log: Built) -> None:
    page = log.page("roadmap")
    assert page.select(".task, .progress, .task-state, [data-state]") == []
    for name in ("roadmap", "topics"):
        text = flat(log.page(name).text)
        assert "0 %" not in text and "0%" not in text and "done" not in text.split()
    assert "docs/roadmap.md" not in (log.site / "progress.json").read_text("utf-8")
    assert log.page("progress").select('a[href*="roadmap"]') == []
    home = article(log.site / "index.html")
    assert not [s for s in home.select(".progress") if "Roadmap" in s.parent.text]  # type: ignore[union-attr]


def test_c11_the_topics_can_be_scanned_and_folded(log: Built) -> None:
    page = log.page("topics")
    shown = page.select("li.topic[id]")
    assert len(shown) == 98
    assert len({str(li["id"]) for li in shown}) == 98
    branches = [li for li in shown if li.select("li.topic")]
    assert branches and all(li.select("details > summary") for li in branches)
    assert len(page.select(".topic-map li")) == 3


# 004: checklists in tables.


def tables(log: Built) -> list[Tag]:
    return log.page("checklist")("table")


def rows(log: Built) -> dict[int, Tag]:
    """The rows of the bodies by their lines."""
    lines = [
        n for n, line in enumerate(log.lines("checklist"), 1) if re.match(r"\|[^-R]|\|Re[^s]", line)
    ]
    found = log.page("checklist").select("tbody tr")
    return dict(zip(lines, found, strict=True))


def test_e1_one_title_and_no_level_is_skipped(log: Built) -> None:
    lines = [(n, line) for n, line in enumerate(log.lines("checklist"), 1) if line[:1] == "#"]
    assert headings(log.page("checklist")) == [
        (f"h{min(len(line.split()[0]) + (n > 1), 6)}", log.said("checklist", n))
        for n, line in lines
    ]
    assert Counter(tag for tag, _ in headings(log.page("checklist"))) == {
        "h1": 1, "h2": 2, "h3": 3, "h4": 5,
    }  # fmt: skip
    assert len(log.page("checklist")("hr")) == 3


def test_e2_six_tables_two_of_them_with_two_columns(log: Built) -> None:
    three, two = ["Resource", "Progress", "Notes"], ["Resource", "Progress"]
    headers = [cells(table, "th")[0] for table in tables(log)]
    assert headers == [three, two, ["Resources", *three[1:]], three, two, three]


def test_e3_missing_cells_are_filled_and_empty_ones_beyond_say_nothing(log: Built) -> None:
    for table in tables(log):
        width = len(cells(table, "th")[0])
        assert {len(row) for row in cells(table, "td")} == {width}
    found = rows(log)
    for line in (15, 16, 17, 31, 32, 54, 88, 89):
        assert flat(found[line]("td")[-1].text) == "", line
    assert found[53]("td")[-1].text.startswith("(Introduced")
    assert [n for n in log.notes if n["path"] == "docs/checklist.md"] == []


def test_e4_the_last_row_counts_without_a_line_end(log: Built) -> None:
    assert log.lines("checklist")[-1] == log.line("checklist", 89) != ""
    last = list(rows(log).values())[-1]
    assert (last["class"], last["data-state"]) == (["task"], "done")


def test_e5_three_dashes_below_a_table_are_a_rule(log: Built) -> None:
    assert log.line("checklist", 79)[0] == "|" and log.line("checklist", 80) == "---"
    fifth = tables(log)[4]
    assert len(cells(fifth, "td")) == 1
    after = fifth.find_next("hr")
    assert after and after.find_next_sibling("h2")
    assert "---" not in log.page("checklist").text


def test_e6_every_row_has_the_state_of_its_cell(log: Built) -> None:
    states = {n: tr.get("data-state") for n, tr in rows(log).items()}
    assert len(states) == 39
    assert states == {n: "done" if "✅" in log.line("checklist", n) else "open" for n in states}
    found = [Counter(tr["data-state"] for tr in t.select("tr.task")) for t in tables(log)]
    assert [(c["done"], c.total()) for c in found] == [
        (2, 4), (0, 2), (7, 11), (1, 19), (0, 1), (1, 2),
    ]  # fmt: skip
    for line, row in rows(log).items():
        cell, shown = row("td")[1], row.select(".task-state")
        assert [chip.text.split()[-1] for chip in shown] == [row["data-state"]]
        assert log.line("checklist", line).split("|")[2].strip() in cell.text.split()


def test_e7_links_keep_their_text_and_their_prefix(log: Built) -> None:
    for line, row in rows(log).items():
        cell = log.line("checklist", line).split("|")[1]
        said = re.sub(r"\[(.+)\]\((.+)\)", r"\1", cell).replace("*", "")
        assert flat(row.td.text) == flat(said), line  # type: ignore[union-attr]
        found = re.search(r"\]\((.+)\)", cell)
        links = [str(a["href"]) for a in row.select("td:first-child a")]
        assert links == ([found[1]] if found else []), line


def test_e8_two_tasks_have_the_same_text_and_it_is_said(log: Built) -> None:
    first = log.page("checklist").select_one(".progress")
    assert first and "2 tasks have the same text" in first.text


def test_e12_long_notes_stand_whole_in_their_cell(log: Built) -> None:
    long = {n: log.line("checklist", n).split("|")[3] for n in (30, 35, 55, 70)}
    assert min(len(note) for note in long.values()) > 180
    for line, note in long.items():
        assert flat(rows(log)[line]("td")[2].text) == flat(note)


def test_e13_a_long_address_is_in_the_link_alone(log: Built) -> None:
    link = rows(log)[66].a
    assert isinstance(link, Tag) and len(str(link["href"])) > 300
    assert "https:" not in link.text
    (url,) = re.findall(r"\((https.+)\)\|⬜", log.line("checklist", 66))
    assert link["href"] == url


def test_e15_a_bare_address_is_a_link(log: Built) -> None:
    url = log.line("checklist", 4).split()[-1]
    (link,) = [a for a in log.page("checklist").select("p a") if a["href"] == url]
    assert link.text == url


def test_e16_a_word_is_bold_in_its_paragraph(log: Built) -> None:
    bold, _, rest = log.line("checklist", 9).removeprefix("**").partition("**")
    (strong,) = log.page("checklist")("strong")
    assert strong.text == bold and strong.parent
    assert (strong.parent.name, flat(strong.parent.text)) == ("p", bold + rest)


def test_e17_three_items_between_tables_are_a_list_without_states(log: Built) -> None:
    (found,) = log.page("checklist")("ul")
    assert [flat(li.text) for li in found("li")] == [log.said("checklist", n) for n in (43, 44, 45)]
    assert found.select(".task, .task-state") == []
    before, after = found.find_previous_sibling(), following(found)
    assert isinstance(before, Tag) and (before.name, after.name) == ("h4", "hr")


# What is typed is worth as much as before.


def test_the_sources_stay_as_they_were_typed(log: Built) -> None:
    now = listing(log.root)
    assert {name: now[name] for name in typed(log.kind)} == typed(log.kind)


def _shape(line: str) -> tuple[object, ...]:
    """What decides how a line is read, without its words."""
    found = re.match(r"( *)(<!--|#+|[-*]  ?(?! )|\d+\.|-+$|\||)", line)
    assert found
    signs = re.findall(r"✅|⬜ ?|\[ \]|-->|\*\*|\]\(|\(|arxiv\.org/\w+|utm_", line)
    end = re.search(r"(\?|:|\(done[^)]*\)|) *$", line)
    return (*found.groups(), line.count("|"), line.endswith(" "), len(signs), bool(end and end[1]))


def test_our_own_logs_have_the_lines_of_the_real_ones_in_other_words() -> None:
    samples()
    own, real = (Built(kind, Path()) for kind in KINDS)
    for name in LOGS:
        pairs = list(zip(own.lines(name), real.lines(name), strict=True))
        differing = [n for n, (a, b) in enumerate(pairs, 1) if _shape(a) != _shape(b)]
        assert differing == [], name
        same = [a for a, b in pairs if a == b and len(words(a).split()) > 4]
        assert same == [], name
