"""The readers of text, each with what makes a careless one look at the same characters again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bib.hostile import HOSTILE

from studylog import read_log
from studylog.bib import read_bibliography
from studylog.bib.fields import read_reading
from studylog.bib.names import read_names
from studylog.bib.parts import parts
from studylog.bib.published import is_local_path
from studylog.bib.status_lines import NOTE_FIELDS, without_status_lines
from studylog.bib.text import decode
from studylog.bib.topics import TOPIC_FIELDS
from studylog.dates import read_moment
from studylog.dialect import read_document
from studylog.front_matter import split
from studylog.history import Commits, first_years
from studylog.maths import typeset
from studylog.notebooks import read_notebook
from studylog.notebooks.ansi import read_terminal
from studylog.notebooks.cells import Cell, Output
from studylog.notebooks.markdown import to_markdown
from studylog.notebooks.secrets import find_secrets
from studylog.notebooks.untrusted import defused, without_html
from studylog.phases import read_ranges, week_numbers
from studylog.posts.excerpt import split_excerpt
from studylog.posts.kramdown import without_kramdown
from studylog.posts.liquid import without_liquid
from studylog.posts.outputs import Here
from studylog.runs import Program, imports_of, seeds_of
from studylog.sources import Sources
from studylog.tasks import rollups_of, states_of
from studylog.tasks.marks import read_end_mark
from studylog.titles import heading_text, title_markdown
from studylog.topics import cover, normal, read_topics
from studylog.topics import read_names as read_topic_names

#: What is timed; whatever it needs is made before.
Work = Callable[[], object]


@dataclass(frozen=True)
class Reader:
    """A function by its name, and its work on a piece that is repeated so many times.

    Beyond `most` repetitions it refuses the input. Below `least` it may still spend what it allows
    a whole file for searches in vain, which is bounded and grows otherwise.
    """

    name: str
    work: Callable[[str, int], Work]
    pieces: Sequence[str]
    least: int = 100
    most: int = 10_000_000


def _on(read: Callable[[str], object], *first: str) -> Callable[[str, int], Work]:
    """The function on the repeated piece, behind each of the given beginnings."""

    def work(piece: str, times: int) -> Work:
        texts = [before + piece * times for before in first or ("",)]
        return lambda: [read(text) for text in texts]

    return work


def _title(text: str) -> None:
    title_markdown(text)
    heading_text("$x$" + text)


def _topic_name(text: str) -> None:
    read_topic_names(text)
    normal(text)


def _acronym(bracket: str, times: int) -> Work:
    name = "A" * times + bracket * times
    return lambda: read_topic_names(name)


def _heading(text: str) -> None:
    read_ranges(text)
    week_numbers(text)


def _scan(name: str, times: int) -> Work:
    content = HOSTILE[name](times)
    return lambda: list(parts(content, {}))


def _one_entry(many: str, times: int) -> Work:
    content = f"@misc{{long, {many * times} title={{T}}}}".encode()
    return lambda: read_bibliography(content)


def _one_value(part: str, times: int) -> Work:
    run = part * times
    entry = f"@misc{{long, title = {{{run}}}, author = {{{run}}}, url = {{{run}}}}}"
    content = f"{entry}\n@misc{{after, title = {{After}}}}\n".encode()
    return lambda: read_bibliography(content)


def _parents(_: str, times: int) -> Work:
    entries = (f"@misc{{k{n}, title={{T}}, crossref={{p{n}}}}}" for n in range(times))
    content = "\n".join(entries).encode()
    return lambda: read_bibliography(content)


def _fields(part: str, times: int) -> Work:
    names = ("status", "readstatus", "read", *NOTE_FIELDS, *TOPIC_FIELDS, "added", "rating")
    fields = dict.fromkeys(names, part * times)
    return lambda: read_reading(fields)


def _head(part: str, times: int) -> Work:
    text = f"---\n{part * times}\n---\nbody"
    return lambda: split(text, "p.md")


def _liquid(part: str, times: int) -> Work:
    here = Here("posts/2020-04-24-x.md", "T", read_moment("2020-04-24 01:03:29 +0200"), "blog/x/")
    text = "{% x %}" + part * times
    return lambda: without_liquid(text, here)


def _notebook(part: str, times: int) -> Work:
    run = part * times
    data = {"text/html": run, "text/latex": "$" + run, "text/plain": run}
    outputs = (Output("stream", text=run), Output("display_data", data=data))
    cells = [Cell(0, "code", run, outputs=outputs), Cell(1, "markdown", run)]
    return lambda: to_markdown(cells, "python", "f", "T")


def _code(part: str, times: int) -> Work:
    program = Program("n.ipynb", cells=(part * times,))
    return lambda: (imports_of(program), seeds_of(program))


def _secrets(part: str, times: int) -> Work:
    cell = Cell(0, "code", "x", ordinal=1, outputs=(Output("stream", text=part * times),))
    return lambda: find_secrets("n.ipynb", [cell])


def _cells(source: str, times: int) -> Work:
    cell = {"cell_type": "code", "source": source, "metadata": {"tags": ["metrics"]}}
    node = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell] * times}
    content = json.dumps(node).encode()
    return lambda: read_notebook("n.ipynb", content)


def _tasks(piece: str, times: int) -> Work:
    document = read_document("|A|Done|\n|---|---|\n" + piece * times)
    return lambda: rollups_of(document, states_of(document))


def _tree(_: str, times: int) -> Work:
    text = "\n".join("  " * min(n, 90) + "- a" for n in range(times))
    return lambda: read_topics(read_document(text))


def _cover(_: str, times: int) -> Work:
    names = [f"Topic {n} of kind {n % 37}" for n in range(times)]
    text = "\n".join("  " * (n % 4) + f"- {name}" for n, name in enumerate(names))
    topics = read_topics(read_document(text))
    entries = (f"@misc{{k{n}, keywords={{{name}, own {n}}}}}" for n, name in enumerate(names))
    log = read_log(Sources({"papers.bib": "\n".join(entries).encode()}))
    return lambda: cover(topics, log)


def _renamed(_: str, times: int) -> Work:
    """A page that had as many names, in as many commits."""
    steps = (f"\x01201{n % 9}-01-02\0\nR100\0p{n}\0p{n + 1}\0" for n in reversed(range(times)))
    log = "".join(steps) + "\x012009-01-02\0\nA\0p0\0"
    return lambda: first_years(Commits(log=log), [f"p{times}"])


READERS = (
    Reader("bib.parts", _scan, tuple(HOSTILE), least=5_000),
    Reader("bib.read_bibliography, a value", _one_value,
           ("{", "}", '"', ",", "=", "#", "\\", "$", "@a{k,", "@", "\n", " and ", "\\("),
           least=10_000),
    Reader("bib.read_bibliography, an entry", _one_entry,
           ("%\n", "% x = {y}\n", ",", "a={b}\n")),
    Reader("bib.read_bibliography, parents", _parents, ("not there",), least=600),
    Reader("bib.read_names", _on(read_names, "", "{", "family="),
           ("{", "}", "{a}", "a and ", "and ", "\\", ", ", " et al", "a ")),
    Reader("bib.decode", _on(decode, "", "\\(", "$"),
           ("\\", "$", "{", "}", '"', "'", "`", "-", "~", " ", "\\(", "\\(x", "$x", "$\\", "\\'",
            "\\'{", "\\u ", "\\u{", "\\a ", "a$\\$", "$$", "$ ", "\\) \\(", "\\\\", "\\u\n")),
    Reader("bib.is_local_path", _on(is_local_path, "", ":", "$", "\\("),
           ("/", "\\", ":", "/home/", ":a.b", "\\\\a", "a.", "C:\\a ", "$")),
    Reader("bib.without_status_lines", _on(without_status_lines, "Read_Status: New "),
           ("Read_Status: ", "Read_Status_Date: ", " ", "\\\\", "\t\n", "status \\",
            "Read_Status")),
    Reader("bib.read_reading", _fields,
           ("{", "}", "{}", "\\", "read,unread,", "⭐", "; ", "Read_Status: ")),
    Reader("front_matter.split, refused", _head, ("[", "{", "- ", "\n", "\\", "a\n"),
           least=60_000),
    Reader("front_matter.split", _head,
           ("[", "{", "- ", "? ", "a: ", "&a ", "!!", "'", "\\", "a:\n "), most=16_000),
    Reader("posts.without_liquid", _liquid,
           ("{%", "{{", "{% raw %}", "{% comment %}", "{% highlight x %}", "{% endraw %}", "`",
            "``a`", "$", "$$", "$a ", "<!--", "<pre", "<pre>", "[", "](", "](a", '="',
            "{% include a", "\n\n    x", "{{ site.baseurl }}", "- ", "> ", "1. ", "{% link x %}",
            "[a]({% post_url x %})", "{%-", "{% a=", "\n```\n", "\n~~~", " ", "\n", "{{{", "}}",
            "%}", "{% highlight x %}`", 'a="b" ', "\\")),
    Reader("posts.without_kramdown", _on(without_kramdown, "{: .x}"),
           ("{:", "{: .x}\n", "\n{: .x}", "\n\n{: .x}\nx", "{::comment}", "{::x", "$$", "$$x",
            "$$x$$ ", "\n$$x$$\n", "x\n{: .x}\n", "- {: .x} ", "*a*{: .x}", "{:a: .x}\n",
            "# h\n{: .x}\n", "{: a=", "{: .", "|a|\n", "{:/}", '{: "')),
    Reader("posts.split_excerpt", _on(split_excerpt), (" ", "#", "`", "<!--", "- ", "x")),
    Reader("notebooks.to_markdown", _notebook,
           ("\r", "\n", "`", "~", " ", "<", "\x1b[", "\x1b", "$", "\n \n")),
    Reader("notebooks.read_notebook", _cells, ("#| label: a\nx = 1",)),
    Reader("notebooks.read_terminal", _on(read_terminal),
           ("\x1b[31mx", "\rx", "\x1b]", "\x1b[", "\x1b[1;", "\b", "x\x1b[A", "\x1b[9Cx\n",
            "\x1b[K")),
    Reader("notebooks.defused", _on(defused),
           ("<", "{", "![", "](", "<!--", "`", "```\n", "[", " ", "on", "&", "x=\n")),
    Reader("notebooks.without_html", _on(without_html),
           ("<", "{", "![", "](", "<!--", "`", "```\n", "[", " ", "on", "&", "x=\n")),
    Reader("notebooks.find_secrets", _secrets,
           ("/home/", "C:\\Users\\", "xoxb-", "wandb", '"key":', "-----BEGIN ", "AKIA", "hf_",
            "aws_secret_access_key=", " ", "a", "A", "-", ".", '"', "\n", ":", "\x1b[", "é")),
    Reader("runs.imports_of, seeds_of", _code,
           ("(", "[(", "{", "-", "a.", "1+", "lambda:", "lambda a=", "%x\n", "a, ", " ", "?", "'",
            "!\\\n", "x=%", "f(seed=", "import a\n", "seed = 1\n",
            "def f(a): return [a for a in a]\n")),
    Reader("titles", _on(_title),
           ("$", "$a", "$a ", "\\(", "\\(a\\)", "[@", "[@a", "`", "``a", "$$", "\\$", "$\\$",
            "`a$"), least=1_000),
    Reader("maths.typeset", _on(typeset),
           ("{", "\\left(", "\\frac", "x^{", "\\sqrt{", "\\sqrt[", "\\sqrt[x", "\\begin{align}",
            "\\not", "\\overset{", "\\left(\\middle|"), least=175, most=700),
    Reader("tasks.rollups_of", _tasks,
           ("- a (done)\n", "# a ✅\n", "|a|x|\n", "- a?\n", "> - [ ] a\n\n")),
    Reader("tasks.read_end_mark", _on(lambda text: read_end_mark(text + "x)")),
           ("(", ")", "[", "[ ] ", "(done", " - ", "✅", "?", "{#", " \t", "done, but ", "()",
            ".!")),
    Reader("phases", _on(_heading),
           ("20 May to ", "20 - ", "May - ", "1-5 and ", "week 1 & ", "( ", "20 of the ",
            "1-5 May ", "2025-05-20 ")),
    Reader("topics.read_topics", _tree, ("deep",)),
    Reader("topics.names", _on(_topic_name), ("(", "()", "(AB)", ") (", "A")),
    Reader("topics.names, an acronym", _acronym, ("(b)", "(AA)", "(a b c d e)")),
    Reader("topics.cover", _cover, ("tags",)),
    Reader("history.first_years", _renamed, ("names",)),
)  # fmt: skip
