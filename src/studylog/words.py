"""Text of any origin becomes words that can be shown or compared."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"[\\`*_\[\]{}<>&$~|^#!\"']")


def without_controls(text: str) -> str:
    """The text without the characters that XML and YAML refuse; tabs and line ends stay."""
    return _CONTROLS.sub("", text)


def as_markdown(text: str) -> str:
    """Markdown that shows the text in one line as it is, also within a tag written as HTML."""
    return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))


def words_of(stem: str) -> str:
    """A file's name without its ending, as a title.

    >>> words_of("how-BERT_works")
    'How BERT works'
    """
    words = stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def folded(topic: str) -> str:
    """The same for all spellings of one topic: `Deep-Learning`, `deep learning`."""
    return topic.casefold().replace("-", " ")
