"""Which rows are resources, and what they say."""

from __future__ import annotations

import pytest

from tests.importing.account import TABLE, entries, field_of, imported, lines, only

URL = "https://x.org/a"


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("- read a book", "no link"),
        ("- [ ] write to me@x.org", "no link"),
        (f"- see [this]({URL})", "link inside a sentence"),
        (f"- Read the first part of [this]({URL}) (done)", "link inside a sentence"),
        ("- [my notes](notes/a.md)", "link to a place in this site"),
        (f"- [my notes](notes/a.md) on [this]({URL})", "link to a place in this site"),
        ("- [a](javascript:alert)", "no link"),
    ],
)
def test_an_item_that_does_not_begin_with_a_link_is_no_resource(item: str, why: str) -> None:
    assert lines(item + "\n") == [f"log.md:1 not a resource: {why}"]


@pytest.mark.parametrize(
    ("item", "status", "kind"),
    [
        ("- [X] [Attention]({})", "read", "misc"),
        ("- [x] [Attention]({}) ", "read", "misc"),
        ("- [ ] [Attention]({})", "to-read", "misc"),
        ("- [] [Attention]({})", "to-read", "misc"),
        ("- [/] [Attention]({})", "reading", "misc"),
        ("- [?] [Attention]({})", "to-read", "misc"),
        ("- [-] [Attention]({})", "dropped", "misc"),
        ("- ✅ [Attention]({})", "read", "misc"),
        ("- [Attention]({}) ✅", "read", "misc"),
        ("- :white_check_mark: [Attention]({})", "read", "misc"),
        ("- ~~[Attention]({})~~", "read", "misc"),
        ("- [Attention]({}) (done)", "read", "misc"),
        ("- [Attention]({}) (done, kind of...)", "skimmed", "misc"),
        ("- [Attention]({}) (mostly done)", "skimmed", "misc"),
        ("- [Attention]({}) (skimmed)", "skimmed", "misc"),
        ("- [x] [Attention]({}) (skimmed)", "skimmed", "misc"),
        ("- [ ] [Attention]({}) (skimmed)", "to-read", "misc"),
        ("- [Attention]({}) (in progress)", "reading", "misc"),
        ("- [Attention]({}) (maybe)", "to-read", "misc"),
        ("- [x] x\n- [Attention]({}) ?", "to-read", "misc"),
        ("- [Attention]({}) (not started)", "to-read", "misc"),
        ("- [Attention]({}) (dropped)", "dropped", "misc"),
        ("- [Attention]({}) (skipped)", "dropped", "misc"),
        ("- [Attention]({})", None, "misc"),
        ("1. [x] Paper: [Attention]({})", "read", "article"),
        ("* [x] **Video**: [Attention]({})", "read", "video"),
        ("+ [x] **[Attention]({})**", "read", "misc"),
        ("- MIT OpenCourseWare: [Attention]({})", None, "misc"),
    ],
)
def test_an_item_that_begins_with_a_link_is_a_resource(
    item: str, status: str | None, kind: str
) -> None:
    entry = only(item.format(URL) + "\n")
    assert (str(entry.title), entry.url, entry.status) == ("Attention", URL, status)
    assert (entry.type, str(entry.note)) == (kind, "")


def test_an_unmarked_item_of_a_list_with_words_is_to_be_read() -> None:
    found = imported(f"- [A]({URL}) (done)\n- [B]({URL}b)\n")
    assert [e.status for e in entries(found)] == ["read", "to-read"]


def test_the_words_behind_a_link_are_its_note() -> None:
    entry = only(f"- [x] [Attention]({URL}) - by *Vaswani* et al., read twice (done)\n")
    assert str(entry.note) == "by Vaswani et al., read twice"


def test_a_bare_address_is_its_own_title() -> None:
    entry = only(f"- [ ] {URL}\n")
    assert (str(entry.title), entry.url) == (URL, URL)


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("✅", "read"), ("⬜", "to-read"), ("⬜ (Introduced it)", "to-read"), ("", "to-read"),
        ("Done (great)", "read"), ("done, mostly", "skimmed"), ("x", "read"), ("yes", "read"),
        ("no", "to-read"), ("-", "to-read"), ("3/8", "reading"), ("`1/7`", "reading"),
        ("8/8", "read"), ("0/8", "to-read"), ("40%", "reading"), ("Ch. 2", "reading"),
        ("skimmed", "skimmed"), ("partly", "skimmed"), ("In Progress", "reading"),
        ("🔄", "reading"), ("maybe", "to-read"), ("dropped", "dropped"), ("skipped", "dropped"),
        ("New", "to-read"), ("summary", "skimmed"), ("good", None),
    ],
)  # fmt: skip
def test_the_progress_of_a_row_is_its_status(cell: str, status: str | None) -> None:
    rows = "|[P](https://x.org/p)|✅||\n|[Q](https://x.org/q)|⬜||\n"
    found = imported(f"{TABLE}{rows}|[A]({URL})|{cell}||\n")
    assert entries(found)[2].status == status


def test_a_table_without_progress_and_links_has_no_rows() -> None:
    assert lines("|a|b|\n|-|-|\n|c|d|\n") == []


def test_a_table_with_links_and_no_progress_gives_entries_without_status() -> None:
    entry = only(f"|Name|Comment|\n|-|-|\n|[A]({URL})|good|\n")
    assert (entry.status, str(entry.note)) == (None, "good")


def test_a_row_without_a_link_is_a_resource_and_one_without_text_is_none() -> None:
    found = imported(f"{TABLE}|A book|✅||\n||✅||\n||||\n")
    assert [(r.line, r.outcome, r.remarks) for r in found.rows] == [
        (3, "imported", ()),
        (4, "not a resource", ("no text",)),
        (5, "not a resource", ("no text",)),
    ]


def test_the_resource_stands_in_the_column_that_is_headed_so() -> None:
    head = "|Format|Course|Resource|Progress|\n|-|-|-|-|\n"
    entry = only(f"{head}|Book|Stanford|[A]({URL})|✅|\n")
    assert (str(entry.title), entry.type) == ("A", "book")
    assert str(entry.note) == "Course: Stanford"
    entry = only(f"|Format|What|Done?|\n|-|-|-|\n||[A]({URL})|✅|\n")
    assert str(entry.title) == "A"


def test_an_empty_format_repeats_the_one_above() -> None:
    head = "|Format|Resource|Progress|\n|-|-|-|\n"
    rows = "".join(
        f"|{f}|[{n}]({URL}/{n})|✅|\n" for n, f in enumerate(["Udemy", "", "Article", ""])
    )
    assert [e.type for e in entries(imported(head + rows))] == [
        "course",
        "course",
        "online",
        "online",
    ]


def test_columns_for_authors_year_venue_code_and_slides_are_fields() -> None:
    head = "|Title|Authors|Year|Venue|Code|Slides|Progress|Notes|Topic|\n" + "|-" * 9 + "|\n"
    row = (
        "|[Deep Residual Learning](https://arxiv.org/abs/1512.03385)"
        "|Kaiming He, Xiangyu Zhang & Jian Sun|2016|CVPR|[code](https://github.com/a/b)|https://x.org/s|✅|good|nets|\n"
    )
    found = imported(head + row)
    (entry,) = entries(found)
    assert entry.key == "he2016deep"
    assert [n.family for n in entry.authors] == ["He", "Zhang", "Sun"]
    assert (entry.year, str(entry.venue), entry.arxiv) == ("2016", "CVPR", "1512.03385")
    labels = {link.label: link.url for link in entry.links}
    assert labels["Code"] == "https://github.com/a/b"
    assert labels["Slides"] == "https://x.org/s"
    assert b"note = {good\nTopic: nets}" in found.bib


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Kaiming He, Xiangyu Zhang and Jian Sun", ["He", "Zhang", "Sun"]),
        ("Kaiming He, Xiangyu Zhang, and Jian Sun", ["He", "Zhang", "Sun"]),
        ("He, K., Zhang, X. & Sun, J.", ["He", "Zhang", "Sun"]),
        ("He, Kaiming; Zhang, Xiangyu", ["He", "Zhang"]),
        ("He, Zhang, Ren, Sun", ["He", "Zhang", "Ren", "Sun"]),
        ("Tan & Le", ["Tan", "Le"]),
        ("He, Kaiming", ["He"]),
        ("Bolukbasi et al.", ["Bolukbasi", "et al."]),
        ("Andrew Ng", ["Ng"]),
    ],
)
def test_authors_as_people_list_them(typed: str, names: list[str]) -> None:
    entry = only(f"|Title|Author|Progress|\n|-|-|-|\n|A|{typed}|✅|\n")
    assert [name.family for name in entry.authors] == names


def test_a_year_that_is_none_stays_in_the_note() -> None:
    found = imported("|Title|Year|Progress|\n|-|-|-|\n|A|CVPR '16|✅|\n")
    assert entries(found)[0].year is None
    assert b"note = {Year: CVPR '16}" in found.bib


def test_a_link_in_another_column_is_the_address_if_the_cell_begins_with_it() -> None:
    head = "|Resource|Progress|Link|Notes|\n|-|-|-|-|\n"
    entry = only(f"{head}|A|✅|[here]({URL})|after [this](https://y.org)|\n")
    assert (entry.url, str(entry.note)) == (URL, "after [this](https://y.org)")
    assert only(f"{head}|A|✅||after [this](https://y.org)|\n").url is None


def test_the_nearest_heading_is_the_topic_unless_it_is_a_status() -> None:
    assert only(f"# A\n## B, C; *D*\n- [x] [T]({URL})\n").topics == ("B C D",)
    entry = only(f"# A\n## Read\n- [ ] [T]({URL})\n")
    assert (entry.topics, entry.status) == ((), "to-read")
    assert only(f"- [ ] [T]({URL})\n").topics == ()


def test_what_stands_in_quotes_comments_and_code_is_no_row() -> None:
    hidden = f"> - [A]({URL})\n\n<!--\n- [A]({URL})\n-->\n\n```\n- [A]({URL})\n```\n"
    assert lines(hidden) == []


def test_lines_are_those_of_the_file_with_its_front_matter() -> None:
    assert lines(f"---\ntitle: T\n---\n\n- [A]({URL})\n") == ["log.md:5 imported a misc"]


def test_a_list_a_thousand_deep_is_read() -> None:
    text = "".join(f"{'  ' * n}- [T{n}]({URL}/{n})\n" for n in range(1000))
    assert len(imported(text).rows) == 1000


def test_windows_line_ends_and_a_mark_at_the_beginning_are_understood() -> None:
    text = "\ufeff" + f"# Papers\n\n{TABLE}|[A]({URL})|✅|n|\n".replace("\n", "\r\n")
    entry = only(text)
    assert (entry.type, entry.status, str(entry.note)) == ("article", "read", "n")


def test_a_second_table_does_not_take_the_format_of_the_first() -> None:
    head = "|Format|Resource|Progress|\n|-|-|-|\n"
    text = f"{head}|Book|[A]({URL})|✅|\n\ntext\n\n{head}||[B]({URL}b)|✅|\n"
    assert [e.type for e in entries(imported(text))] == ["book", "misc"]
    assert field_of(imported(text), "note") == []


TARGET = "\n[1]: https://arxiv.org/abs/1706.03762 'A paper'\n[Notes]: https://x.org/n\n"


def test_a_link_by_reference_in_a_table_is_a_resource() -> None:
    found = imported(f"|Paper|Status|Notes|\n|---|---|---|\n|[Attention][1]|x|[Notes]|\n{TARGET}")
    (entry,) = entries(found)
    assert (entry.key, entry.status) == ("attention", "read")
    assert field_of(found, "title") == ["Attention"]
    assert field_of(found, "eprint") == ["1706.03762"]
    assert field_of(found, "url") == ["https://arxiv.org/abs/1706.03762"]


def test_a_link_by_reference_makes_its_column_that_of_the_resource() -> None:
    found = imported(f"|Nr|What|Status|\n|---|---|---|\n|7|[Attention][1]|done|\n{TARGET}")
    assert [row.title for row in found.rows] == ["Attention"]


@pytest.mark.parametrize(
    "item",
    [
        "- [Attention][1]",
        "- [x] Paper: [Attention][1] - long",
        "- [Attention] [1]\n\n[attention]: https://arxiv.org/abs/1706.03762",
        "- [Attention][]\n\n[ATTENTION]: https://arxiv.org/abs/1706.03762",
    ],
)
def test_a_link_by_reference_in_a_list_is_a_resource(item: str) -> None:
    found = imported(f"{item}\n{TARGET}")
    assert field_of(found, "title") == ["Attention"]
    assert field_of(found, "url") == ["https://arxiv.org/abs/1706.03762"]


def test_a_reference_to_nothing_is_no_link() -> None:
    assert lines("- [ref][2]\n" + TARGET) == ["log.md:1 not a resource: no link"]


def test_a_box_is_a_box_where_a_link_has_its_label() -> None:
    assert only("- [x] [Attention][1]\n\n[x]: https://x.org\n" + TARGET).status == "read"


def test_a_heading_is_a_keyword_without_its_attributes_and_links() -> None:
    for heading in ("## Papers {#pp .x}", "## Papers {: .x}", "## [Papers][1] {#pp}"):
        found = imported(f"{heading}\n\n- [Attention](https://x.org/a)\n{TARGET}")
        assert field_of(found, "keywords") == ["Papers"]


def test_attributes_behind_an_item_are_no_note() -> None:
    assert field_of(imported("- [A](https://x.org/a){: .button}\n"), "note") == []


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Bühler, Katja and Hladůvka, Jiří", "Bühler, Katja and Hladůvka, Jiří"),
        ("Bühler, Katja, and Hladůvka, Jiří et al.", "Bühler, Katja and Hladůvka, Jiří and others"),
        ("He, Kaiming & Sun, Jian", "He, Kaiming and Sun, Jian"),
        ("Kaiming He, Xiangyu Zhang and Jian Sun", "Kaiming He and Xiangyu Zhang and Jian Sun"),
        ("He, K., Zhang, X. and Sun, J.", "He, K. and Zhang, X. and Sun, J."),
    ],
)
def test_no_author_is_made_of_half_a_name(written: str, names: str) -> None:
    found = imported(f"|Paper|Author|\n|---|---|\n|[A](https://x.org/a)|{written}|\n")
    assert field_of(found, "author") == [names]


def of_status(*values: str, header: str = "Status") -> list[str]:
    rows = "".join(f"|[A{n}](https://x.org/{n})|{v}|\n" for n, v in enumerate(values))
    found = imported(f"# P\n\n|Paper|{header}|\n|---|---|\n{rows}")
    assert {p.level for p in found.problems} <= {"note"}
    return [str(problem) for problem in found.problems]


def test_a_column_of_statuses_that_is_not_read_is_told_with_the_nearest_words() -> None:
    assert of_status("doen", "done", "to raed") == [
        "log.md:3: column 'Status' is not read: 1 of 3 values is known "
        "(write 'done' for 'doen', 'to read' for 'to raed')"
    ]
    assert of_status("doen", "dnoe") == [
        "log.md:3: column 'Status' is not read: 0 of 2 values are known "
        "(write 'done' for 'doen', 'done' for 'dnoe')"
    ]


def test_a_value_that_is_not_known_in_a_column_that_is_read_is_told() -> None:
    assert of_status("done", "done", "doen") == [
        "log.md:3: 1 of 3 values in column 'Status' is not known, so its row has no status "
        "(write 'done' for 'doen')"
    ]
    assert of_status("done", "done", "blue", "green") == [
        "log.md:3: 2 of 4 values in column 'Status' are not known, so their rows have no status "
        "(known are done, partly, maybe, open and dropped)"
    ]


def test_a_column_that_is_none_of_statuses_is_not_told() -> None:
    assert of_status("California", "Texas", header="State") == []
    assert of_status("doen", "done", "to raed", header="Colour") == []
    assert of_status("done", "to read", "") == []
