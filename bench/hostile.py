"""The readers of text, each with what makes a careless one look at the same characters again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bib.hostile import HOSTILE

from bench import hostile_work as work
from bench.hostile_work import Work
from studylog.bib.names import read_names
from studylog.bib.published import is_local_path
from studylog.bib.status_lines import without_status_lines
from studylog.bib.text import decode
from studylog.maths import typeset
from studylog.notebooks.ansi import read_terminal
from studylog.notebooks.untrusted import defused, without_html
from studylog.posts.excerpt import split_excerpt
from studylog.posts.kramdown import without_kramdown
from studylog.tasks.marks import read_end_mark


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


READERS = (
    Reader("bib.parts", work.scan, tuple(HOSTILE), least=5_000),
    Reader("bib.read_bibliography, a value", work.one_value,
           ("{", "}", '"', ",", "=", "#", "\\", "$", "@a{k,", "@", "\n", " and ", "\\("),
           least=10_000),
    Reader("bib.read_bibliography, an entry", work.one_entry,
           ("%\n", "% x = {y}\n", ",", "a={b}\n")),
    Reader("bib.read_bibliography, parents", work.parents, ("not there",), least=600),
    Reader("bib.read_names", work.on(read_names, "", "{", "family="),
           ("{", "}", "{a}", "a and ", "and ", "\\", ", ", " et al", "a ")),
    Reader("bib.decode", work.on(decode, "", "\\(", "$"),
           ("\\", "$", "{", "}", '"', "'", "`", "-", "~", " ", "\\(", "\\(x", "$x", "$\\", "\\'",
            "\\'{", "\\u ", "\\u{", "\\a ", "a$\\$", "$$", "$ ", "\\) \\(", "\\\\", "\\u\n")),
    Reader("bib.is_local_path", work.on(is_local_path, "", ":", "$", "\\("),
           ("/", "\\", ":", "/home/", ":a.b", "\\\\a", "a.", "C:\\a ", "$")),
    Reader("bib.without_status_lines", work.on(without_status_lines, "Read_Status: New "),
           ("Read_Status: ", "Read_Status_Date: ", " ", "\\\\", "\t\n", "status \\",
            "Read_Status")),
    Reader("bib.read_reading", work.fields,
           ("{", "}", "{}", "\\", "read,unread,", "⭐", "; ", "Read_Status: ")),
    Reader("front_matter.split, refused", work.head, ("[", "{", "- ", "\n", "\\", "a\n"),
           least=60_000),
    Reader("front_matter.split", work.head,
           ("[", "{", "- ", "? ", "a: ", "&a ", "!!", "'", "\\", "a:\n "), most=16_000),
    Reader("posts.without_liquid", work.liquid,
           ("{%", "{{", "{% raw %}", "{% comment %}", "{% highlight x %}", "{% endraw %}", "`",
            "``a`", "$", "$$", "$a ", "<!--", "<pre", "<pre>", "[", "](", "](a", '="',
            "{% include a", "\n\n    x", "{{ site.baseurl }}", "- ", "> ", "1. ", "{% link x %}",
            "[a]({% post_url x %})", "{%-", "{% a=", "\n```\n", "\n~~~", " ", "\n", "{{{", "}}",
            "%}", "{% highlight x %}`", 'a="b" ', "\\")),
    Reader("posts.without_kramdown", work.on(without_kramdown, "{: .x}"),
           ("{:", "{: .x}\n", "\n{: .x}", "\n\n{: .x}\nx", "{::comment}", "{::x", "$$", "$$x",
            "$$x$$ ", "\n$$x$$\n", "x\n{: .x}\n", "- {: .x} ", "*a*{: .x}", "{:a: .x}\n",
            "# h\n{: .x}\n", "{: a=", "{: .", "|a|\n", "{:/}", '{: "')),
    Reader("posts.split_excerpt", work.on(split_excerpt), (" ", "#", "`", "<!--", "- ", "x")),
    Reader("notebooks.to_markdown", work.notebook,
           ("\r", "\n", "`", "~", " ", "<", "\x1b[", "\x1b", "$", "\n \n")),
    Reader("notebooks.read_notebook", work.cells, ("#| label: a\nx = 1",)),
    Reader("notebooks.read_terminal", work.on(read_terminal),
           ("\x1b[31mx", "\rx", "\x1b]", "\x1b[", "\x1b[1;", "\b", "x\x1b[A", "\x1b[9Cx\n",
            "\x1b[K")),
    Reader("notebooks.defused", work.on(defused),
           ("<", "{", "![", "](", "<!--", "`", "```\n", "[", " ", "on", "&", "x=\n")),
    Reader("notebooks.without_html", work.on(without_html),
           ("<", "{", "![", "](", "<!--", "`", "```\n", "[", " ", "on", "&", "x=\n")),
    Reader("notebooks.find_secrets", work.secrets,
           ("/home/", "C:\\Users\\", "xoxb-", "wandb", '"key":', "-----BEGIN ", "AKIA", "hf_",
            "aws_secret_access_key=", " ", "a", "A", "-", ".", '"', "\n", ":", "\x1b[", "é")),
    Reader("runs.imports_of, seeds_of", work.code,
           ("(", "[(", "{", "-", "a.", "1+", "lambda:", "lambda a=", "%x\n", "a, ", " ", "?", "'",
            "!\\\n", "x=%", "f(seed=", "import a\n", "seed = 1\n",
            "def f(a): return [a for a in a]\n")),
    Reader("titles", work.on(work.title),
           ("$", "$a", "$a ", "\\(", "\\(a\\)", "[@", "[@a", "`", "``a", "$$", "\\$", "$\\$",
            "`a$"), least=1_000),
    Reader("maths.typeset", work.on(typeset),
           ("{", "\\left(", "\\frac", "x^{", "\\sqrt{", "\\sqrt[", "\\sqrt[x", "\\begin{align}",
            "\\not", "\\overset{", "\\left(\\middle|"), least=175, most=700),
    Reader("tasks.rollups_of", work.tasks,
           ("- a (done)\n", "# a ✅\n", "|a|x|\n", "- a?\n", "> - [ ] a\n\n")),
    Reader("tasks.read_end_mark", work.on(lambda text: read_end_mark(text + "x)")),
           ("(", ")", "[", "[ ] ", "(done", " - ", "✅", "?", "{#", " \t", "done, but ", "()",
            ".!")),
    Reader("phases", work.on(work.heading),
           ("20 May to ", "20 - ", "May - ", "1-5 and ", "week 1 & ", "( ", "20 of the ",
            "1-5 May ", "2025-05-20 ")),
    Reader("topics.read_topics", work.tree, ("deep",)),
    Reader("topics.names", work.on(work.topic_name), ("(", "()", "(AB)", ") (", "A")),
    Reader("topics.names, an acronym", work.acronym, ("(b)", "(AA)", "(a b c d e)")),
    Reader("topics.cover", work.tags, ("tags",)),
    Reader("history.first_years", work.renamed, ("names",)),
)  # fmt: skip
