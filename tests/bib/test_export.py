"""What is published of papers.bib is BibTeX of the same entries, with nothing private in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studylog.bib import Entry, public_bib, public_sources, read_bibliography
from tests.samples import samples

#: None of these may reach a reader; each stands in a place that is not published.
SECRETS = {
    "a private field": "@misc{k, title = {T}, annote = {SECRET}}",
    "a field nobody has heard of": "@misc{k, title = {T}, zzz = {SECRET}, year = 2001}",
    "a file": "@misc{k, title = {T}, file = {:/home/SECRET/a.pdf:PDF}}",
    "a path in a published field": "@misc{k, title = {T}, url = {file:///home/SECRET/a.pdf}}",
    "a field that is switched off": "@misc{k, OPTnote = {SECRET}, title = {T}}",
    "the second of a field": "@misc{k, title = {T}, title = {SECRET}}",
    "a line of a status": "@misc{k, title = {T}, note = {N\nRead\\_Status: SECRET\nM}}",
    "nothing but a line of a status": "@misc{k, title = {T}, note = {Read_Status: SECRET}}",
    "a line that is joined": '@misc{k, title = {T}, note = {N\nRead_} # "Status: SECRET"}',
    "a line that a macro holds": "@string{s = {Read_Status: SECRET}}\n@misc{k, title = {T}, "
    "note = {N\n} # s}",
    "a line with an open brace": "@misc{k, title = {T}, note = {Read_Status: {SECRET\nN}}}\n"
    "@misc{l, title = {L}}",
    "a macro that is not used": "@string{a = {A}, s = {SECRET}}\n@misc{k, title = a}",
    "a macro with a path": "@string{s = {/home/SECRET}}\n@misc{k, title = {T}, pdf = s # {/a}}",
    "the macro of a private field": "@string{s = {SECRET}}\n@misc{k, title = {T}, review = s}",
    "a comment": "@comment{SECRET}\n@misc{k, title = {T}}",
    "a comment without braces": "@comment SECRET\n@misc{k, title = {T}}",
    "a preamble": '@preamble{"SECRET"}\n@misc{k, title = {T}}',
    "free text": "SECRET\n@misc{k, title = {T}}\nSECRET",
    "a comment between fields": "@misc{k,\n % SECRET\n title = {T},\n % SECRET\n}",
    "a comment in an @string": "@string{a = {A}, % SECRET\n}\n@misc{k, title = a}",
    "what is no field": "@misc{k,\n title = {T},\n SECRET {x},\n year = 2001\n}",
    "a private field left open": "@misc{k,\n title = {T},\n annote = {SECRET,\n year = 1\n}",
    "a private field behind one left open": "@misc{k,\n title = {T,\n annote = {SECRET}\n}",
}  # fmt: skip


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("behind", ["", "\n@misc{z, title = {Z}}\n"])
def test_nothing_private_is_published(name: str, behind: str) -> None:
    content = (SECRETS[name] + behind).encode()
    published = public_bib(content)
    assert "SECRET" not in published
    assert "read_status" not in published.lower().replace("\\", "")
    assert_same_facts(content)


def test_what_is_published_stands_there_as_it_was_typed() -> None:
    before = '@InProceedings ( k ,\r\n\tTitle="A {B} c"  # {d}'
    behind = ",\r\n year\t= 2001 ,\r\n)"
    entry = f"{before} ,\r\n  file = {{x}}{behind}"
    assert public_bib(entry.encode()) == f"{before}{behind}\n"


def test_the_macros_that_are_used_are_defined_before_the_entries() -> None:
    content = b"""@string{acm = "ACM", ieee = {IEEE}}
@misc{k, title = {T}, publisher = PRESS, month = jan}
@string{press = acm # " Press"}
@string{jan = {1}}
"""
    assert public_bib(content) == (
        '@string{acm = "ACM"}\n@string{press = acm # " Press"}\n@string{jan = {1}}\n\n'
        "@misc{k, title = {T}, publisher = PRESS, month = jan}\n"
    )


def test_a_log_may_publish_a_field_of_its_own() -> None:
    content = b"@misc{k, title = {T}, Annote = {A}, review = {R}}"
    assert public_bib(content, ("annote",)) == "@misc{k, title = {T}, Annote = {A}}\n"


def test_an_entry_with_no_public_field_is_published_with_its_key() -> None:
    assert public_bib(b"@misc{k, review = {R},\n}") == "@misc{k\n}\n"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("@misc(k, title = {T}", "@misc{k,\n  title = {T}\n}"),
        ("@misc(k, title = {T} year = {1})", "@misc{k, title = {T}, year = {1}\n}"),
        ("@misc{k,\n title = {T,\n year = 1\n}", "@misc{k,\n  title = {T},\n  year = {1}\n}"),
        ("@misc{ {k, title = {T}}", "@misc{k, title = {T}\n}"),
        ("@misc(k\x0cl, title = {T})", "@misc{k l, title = {T}\n}"),
    ],
)  # fmt: skip
def test_an_entry_with_a_fault_is_published_whole(written: str, published: str) -> None:
    assert public_bib(written.encode()) == published + "\n"


def test_the_files_of_others_are_published_with_the_same_facts() -> None:
    for path in sorted((samples() / "corpus" / "bib").iterdir()):
        assert_same_facts(path.read_bytes())


#: Facts that a note or DBLP's clock may have told, which are not published.
_OF_NOTES = ("status", "started", "finished", "added")


def assert_same_facts(content: bytes) -> None:
    """The published entries are those that were read, in their order, and tell the same."""
    entries = read_bibliography(content).entries
    assert len(public_sources(content)) == len(entries)
    again = read_bibliography(public_bib(content).encode()).entries
    assert [_facts(e) for e in again] == [_facts(e) for e in entries]


def _facts(entry: Entry) -> Entry:
    nothing = dict.fromkeys(_OF_NOTES)
    # Here the log has no files, so that none is named.
    return replace(entry, line=0, slug="", files=(), **nothing)  # type: ignore[arg-type]


def test_what_the_fields_tell_of_the_reading_is_published() -> None:
    content = b"""@misc{k, title = {T}, status = {read}, added = {2024-01-02}, started = {2024-02},
  date-read = {2024-03-01}, ranking = {rank3}, prioritiy = {x}, keywords = {a, prio2}}"""
    entry, again = (
        read_bibliography(c).entries[0] for c in (content, public_bib(content).encode())
    )
    assert replace(again, line=1) == entry
    assert (again.status, again.added, again.started, again.finished) == (
        "read", "2024-01-02", "2024-02", "2024-03-01",
    )  # fmt: skip
    assert (again.rating, again.priority, again.topics) == (3, 2, ("a",))


@given(st.binary())
@example(b'\xef\xbb\xbf@misc{\xff\xffm, titl = \xff\xff\x7f"x"tle =\\{}, f i{J')
def test_any_bytes_are_published_with_the_entries_that_are_read(content: bytes) -> None:
    assert_same_facts(content)


PARTS = st.sampled_from(
    [
        *(
            "@misc{k,",
            "@misc(k,",
            "@misc{l\n",
            "@string{",
            "@string{a = ",
            "@comment{",
            "@xdata{x,",
        ),
        *("}", ")", "{", '"', ",", " = ", "#", "%", "\n", "\r\n", " ", "\\", "\\}", "é", "$x$"),
        *("title", "note", "annote", "title = {A", "year = ", "2001", "{x}", '"x"', "a", "jan"),
        *("status = {read}", "crossref = {l}", "Read_Status: x", "note = {", "\n@book{m,\n"),
        *("file = {/home/x}", "title = {x},", "@misc{k, title={y}}\n"),
    ]
)


@given(st.lists(PARTS, max_size=40).map("".join))
def test_any_mixture_of_bibtex_is_published_with_the_entries_that_are_read(text: str) -> None:
    assert_same_facts(text.encode())
