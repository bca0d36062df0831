"""The option lines at the top of a code cell become its options, and the code without them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from studylog import front_matter

# https://quarto.org/docs/reference/cells/cells-jupyter.html
_OPTION = re.compile(r"#\|[ \t]?(?P<text>.*)")
_PLAIN = re.compile(
    r"(?P<key>[A-Za-z][\w-]*):[ \t]+"
    r"(?:(?P<value>[^\s\"'\[\]{}|>&*!%@`#?,-][^#:]*)"
    r"|(?:\"(?P<double>[^\"\\]*)\"|'(?P<single>[^']*)')[ \t]*)"
)
#: What Quarto's switches mean in the tags of Jupyter Book.
_TAGS = {
    ("echo", "false"): "remove-input",
    ("output", "false"): "remove-output",
    ("include", "false"): "remove-cell",
    ("code-fold", "true"): "hide-input",
    ("eval", "false"): "skip-execution",
    ("error", "true"): "raises-exception",
}


def split_options(source: str) -> tuple[str, str]:
    """The text of the option lines `#| key: value` at the top, and the code below them."""
    lines = source.lstrip("\n").split("\n")
    if not lines[0].startswith("#|"):
        return "", source
    found = [_OPTION.fullmatch(line) for line in lines]
    count = next((n for n, option in enumerate(found) if option is None), len(lines))
    texts = (option["text"] for option in found[:count] if option)
    return "\n".join(texts), "\n".join(lines[count:])


def read_options(text: str) -> Mapping[str, Any]:
    """The options by their names; lines that are no YAML give what can be read of them."""
    if not text:
        return {}
    plain = [_PLAIN.fullmatch(line) for line in text.split("\n") if line.strip()]
    if all(plain):  # the usual case, and a thousandth of what YAML takes
        return {found["key"]: found[found.lastgroup or 0].strip() for found in plain if found}
    return front_matter.split(f"---\n{text}\n---\n", "").meta


def tags_of(options: Mapping[str, Any]) -> frozenset[str]:
    """The tags that the options stand for: their own, and those that Quarto's switches mean."""
    switched = {tag for (name, value), tag in _TAGS.items() if _word(options.get(name)) == value}
    return frozenset(switched | words(options.get("tags")))


def words(value: Any) -> set[str]:
    """The texts of a list, or the one text."""
    listed = value if isinstance(value, list) else [value]
    return {word for word in listed if isinstance(word, str)}


def _word(value: Any) -> str:
    return front_matter.text_of(value).lower()
