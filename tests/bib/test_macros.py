"""`@string` macros stand for their texts, wherever in the file they are defined."""

from __future__ import annotations

import pytest

from studylog.bib import Bibliography, read_bibliography
from studylog.bib.value import MONTHS


def read(text: str) -> Bibliography:
    return read_bibliography(text.encode())


def venue(text: str) -> str:
    return str(read(text).entries[0].venue)


@pytest.mark.parametrize(
    "text",
    [
        '@string{p = "A Press"}\n@misc{k, title = {T}, publisher = p}',
        "@STRING(P = {A Press})\n@misc{k, title = {T}, publisher = p}",
        '@string{a = "A"}\n@string{p = a # { } # "Press"}\n@misc{k, title = {T}, publisher = P}',
        '@string{a = "A", p = a # " Press"}\n@misc{k, title = {T}, publisher = p}',
        "@misc{k, title = {T}, publisher = p}\n@string{p = {A Press}}",
        '@string{a = {A}}\n@misc{k, title = {T}, publisher = a # " " #\n {Press}}',
        "@string{p = {A Press},}\n@misc{k, title = {T}, publisher = p,}",
    ],
)
def test_a_macro_stands_for_its_text(text: str) -> None:
    assert venue(text) == "A Press"
    assert read(text).problems == ()


def test_of_two_definitions_the_last_counts() -> None:
    assert venue("@string{p = {A}}\n@misc{k, title={T}, publisher = p}\n@string{p = {B}}") == "B"


def test_a_macro_that_is_empty_is_no_unknown_word() -> None:
    bibliography = read('@string{p = ""}\n@misc{k, title = {T}, publisher = p # {B}}')
    assert str(bibliography.entries[0].venue) == "B"
    assert bibliography.problems == ()


@pytest.mark.parametrize("month", MONTHS)
def test_months_need_no_definition(month: str) -> None:
    bibliography = read(f"@misc{{k, title = {month.upper()} # {{ 1st}}}}")
    assert str(bibliography.entries[0].title) == f"{MONTHS[month]} 1st"
    assert bibliography.problems == ()


def test_a_file_may_define_months_of_its_own() -> None:
    assert venue("@string{jan = {Jänner}}\n@misc{k, title = {T}, publisher = jan}") == "Jänner"


def test_a_word_that_no_macro_defines_is_itself_and_said() -> None:
    bibliography = read("@misc{k,\n title = {T},\n publisher = acm # { x}}")
    assert str(bibliography.entries[0].venue) == "acm x"
    assert [(p.line, p.level) for p in bibliography.problems] == [(3, "note")]
    assert "'acm'" in bibliography.problems[0].message


def test_a_macro_that_is_defined_by_itself_ends() -> None:
    assert venue('@string{a = a # "x"}\n@misc{k, title = {T}, publisher = a}') == "ax"


def test_a_faulty_definition_costs_no_other_and_no_entry() -> None:
    bibliography = read(
        '@string{a = "A"}\n@string{b = {B}\n@string{c = "C"}\n'
        "@misc{k, title = {T}, publisher = a # c}"
    )
    assert str(bibliography.entries[0].venue) == "AC"
    assert [p.line for p in bibliography.problems] == [2]


def test_a_definition_applies_to_a_file_in_latin_1() -> None:
    content = "@string{p = {Förlag}}\n@misc{k, title = {T}, publisher = p}".encode("latin-1")
    assert str(read_bibliography(content).entries[0].venue) == "Förlag"
