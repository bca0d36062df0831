"""mkdocs.yml becomes settings; what is not understood keeps its default and is said."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.settings import Settings, read_config, read_settings


def test_nothing_gives_the_defaults() -> None:
    assert read_settings(None) == (Settings(), ())
    assert read_settings({}) == (Settings(), ())
    assert read_settings({f.name: None for f in fields(Settings)}) == (Settings(), ())


def test_each_setting_is_read() -> None:
    given = {
        "topics": "roadmap.md",
        "timezone": "Europe/Vienna",
        "permalink": "/:title",
        "execute": "never",
        "publish": ["annote"],
        "timeout_s": 30,
        "memory_mb": 4000.0,
        "output_mb": 5.0,
        "processes": 40.0,
        "launch": "binder",
        "entry_pages": False,
        "citations": "number",
    }
    settings, problems = read_settings(given)
    assert problems == ()
    assert settings == Settings(**{**given, "publish": ("annote",), "launch": ("binder",)})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("executte", "auto", "extra.studylog has no setting 'executte' (did you mean 'execute'?)"),
        ("colour", "red", "extra.studylog has no setting 'colour' (known are topics, timezone"),
        (3, "x", "extra.studylog has no setting '3' (known are"),
        ("execute", "nevr", "extra.studylog.execute is 'nevr' (did you mean 'never'?)"),
        ("execute", True, "extra.studylog.execute is 'True' (known are auto, always, never)"),
        (
            "timezone",
            "Europe/Wien",
            "extra.studylog.timezone is 'Europe/Wien' (write a name of the IANA",
        ),
        ("timeout_s", "1m", "extra.studylog.timeout_s is '1m' (write a number of seconds"),
        ("timeout_s", -1, "extra.studylog.timeout_s is '-1' (write a number of seconds"),
        ("timeout_s", float("nan"), "extra.studylog.timeout_s is 'nan' (write a number of seconds"),
        ("timeout_s", 10**400, "extra.studylog.timeout_s is '1000"),
        ("memory_mb", -5, "extra.studylog.memory_mb is '-5' (write a number of MB from 0 to"),
        ("processes", 0, "extra.studylog.processes is '0' (write a number of processes from 3"),
        ("launch", "colabb", "extra.studylog.launch is 'colabb' (did you mean 'colab'?)"),
        ("launch", ["deepnote"], "extra.studylog.launch is '['deepnote']' (known are colab, bin"),
        ("entry_pages", "no", "extra.studylog.entry_pages is 'no' (write true or false)"),
        ("publish", [{"a": 1}], "extra.studylog.publish is"),
        ("topics", ["a"], "extra.studylog.topics is '['a']' (write a text, in quotes)"),
    ],
)
def test_a_wrong_setting_is_said_and_keeps_its_default(
    name: object, value: object, said: str
) -> None:
    settings, problems = read_settings({"citations": "number", name: value})
    assert settings == Settings(citations="number")
    assert [str(p).startswith(f"mkdocs.yml: {said}") for p in problems] == [True]


@pytest.mark.parametrize("given", ["text", 3, ["a"]])
def test_settings_that_are_no_mapping_are_said(given: object) -> None:
    settings, problems = read_settings(given)
    assert (settings, len(problems)) == (Settings(), 1)


def test_tags_of_other_programs_are_passed_over() -> None:
    config, problems = read_config(
        "site_name: !ENV [NAME, My log]\nsite_url: !ENV URL\n"
        "markdown_extensions:\n- toc:\n    slugify: !!python/name:x.y\n    permalink: '#'\n"
        "- tables\n"
        "extra: {studylog: {topics: !ENV [TOPICS, a.md]}}\n"
    )
    assert problems == ()
    assert config.settings.topics == "a.md"
    assert config.markdown == {"toc": {"permalink": "#"}, "tables": {}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: [",
        "- a",
        "text",
        "a: !!timestamp x",
        "a: !!int ''",
        "[" * 5000,
        "\0",
        "extra: 3",
        "extra:",
        "markdown_extensions: 3",
        "markdown_extensions: [[a], 3, null]",
        "site_name: [a]",
        "{[a]: b}",
    ],
)
def test_a_broken_file_gives_the_defaults_and_an_exception_never(text: str) -> None:
    config, _ = read_config(text)
    assert config.settings == Settings()


def test_a_fault_of_yaml_is_said_at_its_line() -> None:
    (problem,) = read_config("site_name: a\nextra: b: c\n")[1]
    assert (problem.line, problem.level) == (2, "error")


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([f.name for f in fields(Settings)]) | st.integers(), VALUES))
def test_no_values_raise_and_each_setting_keeps_its_type(given: dict[object, object]) -> None:
    settings, _ = read_settings(given)
    for known in fields(Settings):
        assert type(getattr(settings, known.name)) is type(known.default)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_config(text)
