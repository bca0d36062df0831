"""Text of any origin becomes words that can be shown or compared."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def without_controls(text: str) -> str:
    """The text without the characters that XML and YAML refuse; tabs and line ends stay."""
    return _CONTROLS.sub("", text)


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
