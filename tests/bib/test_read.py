"""papers.bib, whole or broken, becomes its entries and problems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib import Bibliography, public_bib, read_bibliography

BEFORE = "@misc{before, title = {Before}, year = 2001}\n"
AFTER = "\n@misc{after, title = {After}, year = 2002}\n"


def read(text: str) -> Bibliography:
    return read_bibliography(text.encode())


def said(bibliography: Bibliography) -> list[str]:
    return [str(p) for p in bibliography.problems]


FAULTS = {
    "brace never closed": (
        "@article{bad, title = {Never closed,",
        "papers.bib:2: the field 'title' of entry 'bad' is never closed",
    ),
    "quote never closed": (
        '@article{bad, title = "Never closed,\n}',
        "papers.bib:2: the field 'title' of entry 'bad' is never closed",
    ),
    "entry never closed": (
        "@article{bad,\n title = {Fine}",
        "papers.bib:3: entry 'bad' is never closed",
    ),
    "no key": ("@article{, title = {No key}}", "papers.bib:2: an entry has no key"),
    "no equals sign": (
        "@article{bad, title={x}, year {2020}}",
        "papers.bib:2: entry 'bad' has 'year' without '=' behind it (write year = {...})",
    ),
    "no comma behind the key": (
        "@article{bad\n title = {x}}",
        "papers.bib:2: the comma after the key of entry 'bad' is missing",
    ),
    "field without value": (
        "@article{bad, title={x}, year}",
        "papers.bib:2: entry 'bad' has 'year' without '=' behind it",
    ),
    "missing comma": (
        "@article{bad,\n title = {x}\n year = 2020}",
        "papers.bib:3: the comma after the field 'title' of entry 'bad' is missing",
    ),
    "field twice": (
        "@misc{bad, title={1},\n Title={2}}",
        "papers.bib:3: entry 'bad' has the field 'title' twice",
    ),
    "key twice": (
        "@misc{before, title={Other}}",
        "papers.bib:2: the key 'before' stands twice, first in line 1",
    ),
    "status misspelt": (
        "@misc{bad, title={x},\n status = {redaing}}",
        "papers.bib:3: entry 'bad' has status 'redaing' (did you mean 'reading'?)",
    ),
    "date that is none": (
        "@misc{bad, title={x}, added = {05/06/2024}}",
        "papers.bib:2: entry 'bad' has added '05/06/2024'",
    ),
    "no title": ("@misc{bad, year = 2020}", "papers.bib:2: entry 'bad' has no title"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_said_at_its_line_and_costs_at_most_its_own_entry(name: str) -> None:
    fault, message = FAULTS[name]
    bibliography = read(BEFORE + fault + AFTER)
    assert str(bibliography.by_key["before"].title) == "Before"
    assert str(bibliography.by_key["after"].title) == "After"
    assert bibliography.by_key["after"].year == "2002"
    assert len(said(bibliography)) == 1
    assert said(bibliography)[0].startswith(message)


def test_a_byte_that_is_not_utf_8_is_said_with_its_offset() -> None:
    bibliography = read_bibliography(
        BEFORE.encode() + b"@misc{m, title = {Caf\xe9}}" + AFTER.encode()
    )
    assert said(bibliography)[0].startswith("papers.bib:2: the byte at offset 66 is not UTF-8")
    assert [str(e.title) for e in bibliography.entries] == ["Before", "Café", "After"]


def test_a_byte_of_another_encoding_leaves_all_other_values_as_they_are() -> None:
    content = "@misc{a, title={Übung}}\n".encode() + "@misc{b, title={“Ü”}}\n".encode("cp1252")
    assert [str(e.title) for e in read_bibliography(content).entries] == ["Übung", "“Ü”"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_wide_encodings_are_told_with_and_without_a_mark(encoding: str) -> None:
    bibliography = read_bibliography((BEFORE + "@misc{b, title={Ü}}" + AFTER).encode(encoding))
    assert [str(e.title) for e in bibliography.entries] == ["Before", "Ü", "After"]
    assert said(bibliography) == []


@pytest.mark.parametrize(
    "entry",
    [
        "@misc{k,title={One, broken, annote={SECRET}, file={:home/u/SECRET.pdf:PDF}, year=2020}",
        "@misc{k, title={T}; annote={SECRET},\n}",
        "@misc{k, title={T,\n annote=\n {SECRET},\n}",
        '@misc{k, title={T, annote="SECRET", year=2020',
        "@misc{k, title={T, annote = SECRET, year=2020",
    ],
)
def test_an_entry_that_is_not_closed_tells_nothing_that_is_private(entry: str) -> None:
    content = (BEFORE + entry + AFTER).encode()
    bibliography = read_bibliography(content)
    assert [e.key for e in bibliography.entries] == ["before", "k", "after"]
    assert "SECRET" not in repr(bibliography.entries)
    assert "SECRET" not in public_bib(content)
    assert bibliography.problems[0].level == "error"


def test_a_value_may_quote_an_entry_and_is_not_torn_apart() -> None:
    quoted = "@misc{q,title={Q}, annote={Idea:\n@misc{leaked, title={IDEA}}\n}, status={read}}"
    bibliography = read(BEFORE + quoted + AFTER)
    assert [e.key for e in bibliography.entries] == ["before", "q", "after"]
    assert bibliography.by_key["q"].status == "read"
    assert [p.level for p in bibliography.problems] == ["note"]


def test_lines_that_speak_of_a_status_are_shown_in_no_field() -> None:
    line = "Read\\_Status: In Progress\nRead\\_Status\\_Date: 2024-06-24T07:27:24.312Z"
    for name in ("abstract", "addendum", "note"):
        entry = read(f"@misc{{a, title={{A}}, {name}={{{line}}}}}").entries[0]
        assert "Status" not in repr((entry.abstract, entry.note, entry.details))


@pytest.mark.parametrize(
    ("many", "problems"), [("%\n", 1), ("% x = {y}\n", 1), (",", 0), ("a={b},\n", 1999)]
)
def test_an_entry_of_one_thing_many_times_is_read_to_its_end(many: str, problems: int) -> None:
    found = read(f"{BEFORE}@misc{{long, {many * 2000} title={{T}}}}{AFTER}")
    assert [str(e.title) for e in found.entries] == ["Before", "T", "After"]
    assert len(found.problems) == problems


def test_each_of_many_parents_that_are_not_there_is_said_at_its_line() -> None:
    found = read("\n".join(f"@misc{{k{n}, title={{T}}, crossref={{p{n}}}}}" for n in range(600)))
    assert [p.line for p in found.problems] == list(range(1, 601))
    assert len(found.entries) == 600


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"@",
        b"@@@",
        b"@a",
        b"@a{",
        b"@a(",
        b"@comment",
        b"@string{",
        b"@string{a = a}",
        b"@preamble{",
        b"\xff\xfe",
        b"\xfe\xff\xd8",
        b"\xff\xfe\x00\xd8",
        b"{}{}{}",
        b'"' * 99,
        b"@a{k, =}",
        b"@a{k, ==}",
        b"@a{k, a=}",
        b"@{k, title={x}}",
        b"@a{k, title=#}",
        b"@a{k, year=" + b"9" * 9000 + b"}",
        b"@a{" + b"k" * 9000 + b"}",
        b"@a{k, title={" + b"{" * 9000,
    ],
)
def test_what_is_no_bibtex_is_read_without_an_exception(content: bytes) -> None:
    read_bibliography(content)
    read_bibliography(BEFORE.encode() + content + AFTER.encode())


def test_the_file_may_be_written_in_any_common_way() -> None:
    text = (
        "---\nlayout: x\n---\nprose\r\n"
        + BEFORE.replace("\n", "\r\n")
        + "more prose"
        + AFTER.upper()
    )
    for content in (text.encode("utf-8-sig"), text.encode("utf-16"), text.encode()):
        bibliography = read_bibliography(content)
        assert [e.key for e in bibliography.entries] == ["before", "AFTER"]
        assert [e.type for e in bibliography.entries] == ["misc", "misc"]
        assert said(bibliography) == []


def test_entries_may_stand_in_parentheses_and_end_without_a_comma() -> None:
    bibliography = read(BEFORE + '@article(p, title = "In (brackets)", year = 1999)' + AFTER)
    assert [e.key for e in bibliography.entries] == ["before", "p", "after"]
    assert str(bibliography.by_key["p"].title) == "In (brackets)"
    assert [(p.line, p.level) for p in bibliography.problems] == [(2, "note")]
    assert "entry 'p' stands in parentheses" in said(bibliography)[0]


def test_comments_of_programs_and_of_people_are_no_entries() -> None:
    bibliography = read(
        "@Comment{jabref-meta: grouping:{x};}\n@comment free text\n" + BEFORE
        + "@misc{c,\n  % a note above a field\n  title = {C},\n  year = 2000,\n}" + AFTER
    )  # fmt: skip
    assert [e.key for e in bibliography.entries] == ["before", "c", "after"]
    assert (str(bibliography.by_key["c"].title), bibliography.by_key["c"].year) == ("C", "2000")


def test_macros_and_joined_pieces_are_resolved() -> None:
    bibliography = read(
        '@string{acm = "ACM"}\n@STRING{toplas = acm # { Transactions}}\n'
        + BEFORE
        + '@article{j, title = {A} # " and " # {{B}}, journal = TOPLAS # " on X", month = jan}'
        + AFTER
    )
    entry = bibliography.by_key["j"]
    assert (str(entry.title), str(entry.venue)) == ("A and B", "ACM Transactions on X")


def test_only_the_outermost_braces_and_quotes_are_taken_off() -> None:
    entry = read(
        '@misc{q, title = {"Why?" and "How?"}, author = {{The Quiet Team} and {Others Ltd}}}'
    ).entries[0]
    assert str(entry.title) == '"Why?" and "How?"'
    assert [n.family for n in entry.authors] == ["The Quiet Team", "Others Ltd"]
    assert read("@misc{q, author = {{The Quiet Team}}}").entries[0].cited_as == "The Quiet Team"


def test_a_value_behind_a_missing_comma_is_read_all_the_same() -> None:
    bibliography = read("@misc{m,\n title = {T}\n year = 2020\n url = {https://e.org/?a=b}\n}")
    entry = bibliography.entries[0]
    assert (str(entry.title), entry.year, entry.url) == ("T", "2020", "https://e.org/?a=b")
    assert [p.line for p in bibliography.problems] == [2, 3]


def test_of_a_field_that_stands_twice_the_first_counts() -> None:
    assert read("@misc{m, title={{One}}, title={Two}}").entries[0].title.parts == ("One",)


def test_of_a_key_that_stands_twice_both_are_listed_and_the_first_is_cited() -> None:
    bibliography = read("@misc{m, title={One}}\n@book{m, title={Two}, title={Three}}")
    assert [str(e.title) for e in bibliography.entries] == ["One", "Two"]
    assert str(bibliography.by_key["m"].title) == "One"
    assert [e.slug for e in bibliography.entries] == ["m", "m-2"]


def test_keys_with_any_signs_have_pages_of_their_own() -> None:
    keys = ["a/b:c+d.e", "conf/nips/A", "ключ", "a&b <x>", "index", "README", "../../x", "!", "?"]
    bibliography = read("\n".join(f"@misc{{{k}, title={{T}}}}" for k in keys))
    assert [e.key for e in bibliography.entries] == keys
    assert [e.slug for e in bibliography.entries] == [
        "a-b-c-d-e", "conf-nips-a", "ключ", "a-b-x", "index-2", "readme-2", "x", "entry", "entry-2",
    ]  # fmt: skip


def test_crossrefs_in_a_circle_are_entries_as_any_other() -> None:
    bibliography = read("@misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}}")
    assert [e.key for e in bibliography.entries] == ["a", "b"]


def test_the_same_bytes_give_the_same_bibliography() -> None:
    content = (BEFORE + FAULTS["field twice"][0] + AFTER).encode()
    assert read_bibliography(content) == read_bibliography(content)


def _within(bibliography: Bibliography, content: bytes) -> bool:
    # A UTF-16 line end has two bytes, one of which looks like the one counted here.
    lines = content.count(b"\n") + content.count(b"\r") + 1
    return all(p.line is None or 1 <= p.line <= lines for p in bibliography.problems)


@given(st.binary())
def test_no_bytes_raise_and_no_problem_lies_outside_the_file(content: bytes) -> None:
    assert _within(read_bibliography(content), content)


PARTS = st.sampled_from(
    [
        "@",
        "article",
        "@misc{",
        "@string{",
        "@comment{",
        "(",
        ")",
        "{",
        "}",
        '"',
        ",",
        "=",
        "#",
        "%",
        "\n",
        " ",
        "\\",
        "$",
        "key",
        "title",
        "author",
        "status",
        "added",
        "keywords",
        "url",
        "and",
        "ü",
        "read",
        "2020",
        "\x00",
        "title = {x},",
        "@misc{k, title={y}}\n",
    ]
)


@given(st.lists(PARTS, max_size=40).map("".join))
def test_no_mixture_of_bibtex_raises(text: str) -> None:
    content = text.encode()
    assert _within(read_bibliography(content), content)


@pytest.mark.parametrize(
    "part", ["{", "}", '"', ",", "=", "#", "\\", "$", "@a{k,", "@", "\n", " and ", "\\("]
)
def test_the_entries_beside_a_long_hostile_one_are_kept(part: str) -> None:
    run = part * 2000
    entry = f"@misc{{long, title = {{{run}}}, author = {{{run}}}, url = {{{run}}}, year = 2000}}"
    entries = read(BEFORE + entry + AFTER).entries
    assert [entries[0].key, entries[1].key, entries[-1].key] == ["before", "long", "after"]
    assert (str(entries[0].title), str(entries[-1].title)) == ("Before", "After")
    assert part in ("{", "}", "@a{k,") or (entries[1].year, len(entries)) == ("2000", 3)


@pytest.mark.parametrize("name", ["title", "booktitle", "abstract", "note"])
def test_a_formula_that_cannot_be_typeset_is_said_with_its_fields_line(name: str) -> None:
    other = "" if name == "title" else "title = {A $x^2$}, "
    found = read(BEFORE + f"@misc{{a, {other}\n year = 2020,\n {name} = {{$x$ B $\\frac{{a}}$}}}}")
    assert [(p.line, p.level, p.message) for p in found.problems] == [
        (4, "warning", r"the formula '\frac{a}' can't be typeset")
    ]
    assert found.problems[0].hint
    assert len(found.entries) == 2


def test_a_formula_in_a_field_that_is_not_shown_is_not_said() -> None:
    assert said(read("@misc{a, title = {A}, journal = {B}, publisher = {$\\frac{a}$}}")) == []
