"""Notebooks become what a list says of each of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from studylog.markdown import Reference
from studylog.notebooks import Notebook
from studylog.notebooks.figures import Figure
from studylog.pages.experiment_values import Value, values_of
from studylog.pages.experiment_words import Badge, Ran, badge_of, ran_of
from studylog.pages.inline import inline_html, inliner

#: Where a sentence may end, and the signs between which it does not.
_END = re.compile(r"(?P<pair>\$\$?|`+|\*\*|[()\[\]])|(?P<end>(?<!\.)[.!?])(?=\s+[^\sa-z])")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|al|[Ff]ig|[Ee]q|[Ss]ec|Dr|Mr|Mrs|Prof|St|[A-Z]))\Z"
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a list says of one notebook.

    `summary` is its first paragraph, `sentence` the first of that; `figure` is the address of its
    first image, `values` are its params and metrics by key. `badge` is None where the outputs are
    those of the code, `ran` where nothing is known of a run.
    """

    notebook: Notebook
    summary: Markup
    sentence: Markup
    figure: str | None
    values: Mapping[str, Value]
    badge: Badge | None
    ran: Ran | None

    @property
    def size(self) -> tuple[int | None, int | None]:
        """The figure's, in pixels."""
        image = _image(self.notebook)
        return (image.width, image.height) if image else (None, None)

    @property
    def day(self) -> str:
        """The day the author wrote, else that of the run; empty without either."""
        return self.notebook.date or (self.ran.day if self.ran else "")

    @property
    def seconds(self) -> float | None:
        standing = self.notebook.standing
        return standing.record.seconds if standing and standing.record else None


def cards(notebooks: Sequence[Notebook], references: Mapping[str, Reference]) -> tuple[Card, ...]:
    """A card for each notebook, newest first; those without a date last, by title."""
    converter = inliner(references)
    made = (
        Card(
            notebook=notebook,
            summary=inline_html(notebook.summary, converter),
            sentence=inline_html(first_sentence(notebook.summary), converter),
            figure=_figure(notebook),
            values=values_of(notebook),
            badge=badge_of(notebook.standing),
            ran=ran_of(notebook.standing),
        )
        for notebook in sorted(notebooks, key=lambda n: (n.title, n.path))
    )
    return tuple(sorted(made, key=lambda card: card.day, reverse=True))


def _figure(notebook: Notebook) -> str | None:
    folder, image = notebook.url.rstrip("/").rpartition("/")[0], _image(notebook)
    return f"{folder}/{quote(image.path)}" if image else None


def _image(notebook: Notebook) -> Figure | None:
    """The first file beside its page that is an image, and no frame, sound or film."""
    return next((figure for figure in notebook.figures if figure.alt or figure.width), None)


def first_sentence(markdown: str) -> str:
    """The paragraph's Markdown up to its first full stop that ends a sentence: none within a
    formula, code, bold words, brackets or an abbreviation.

    >>> first_sentence("See e.g. Adam at $x. Y$ (Fig. 3. So). Then more.")
    'See e.g. Adam at $x. Y$ (Fig. 3. So).'
    """
    within, depth = "", 0
    for found in _END.finditer(markdown):
        sign = found["pair"]
        if not sign:
            before = markdown[max(0, found.start() - 8) : found.start()]
            if not (within or depth or (found["end"] == "." and _SHORT.search(before))):
                return markdown[: found.end()]
        elif sign == within:
            within = ""
        elif not within and sign in "()[]":
            depth = max(0, depth + (1 if sign in "([" else -1))
        elif not within:
            within = sign
    return markdown
