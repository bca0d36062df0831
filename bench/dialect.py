"""What reading Markdown as GitHub does costs beside Python-Markdown's own reading, in one run."""

from __future__ import annotations

import random
import runpy
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from markdown import Markdown

from studylog.settings import read_config

_ROUNDS = 9
_CONFIG = Path(__file__).parents[1] / "mkdocs.yml"
#: What costs a careless reader more than its length.
_SHAPES: dict[str, Callable[[int], str]] = {
    "a list of tasks": lambda n: "- [ ] read it (done)\n" * n,
    "a list that wanders": lambda n: "\n".join(" " * (k % 90) + "- x y" for k in range(n)),
    "numbers in a paragraph": lambda n: "some words\n2. more words\n" * n,
    "a long table": lambda n: "|a|b|\n|-|-|\n" + "|x|y|\n" * n,
}


def main(gen: Path) -> None:
    """Prints the ratios; `gen` makes pages, and seeds/ and corpus/ lie beside its folder."""
    samples = gen.parents[1]
    stock, ours = _converters()
    pages = _generated(gen)
    ratios, own = [], []
    for _ in range(_ROUNDS):
        for page in pages:
            before, after = _seconds(stock, page), _seconds(ours, page)
            ratios.append(after / before)
            own.append(after / len(page))
    alike = min(own)
    print(f"pages that both read alike: {statistics.median(ratios):.2f} of Python-Markdown's time")
    for path in sorted([*(samples / "seeds").iterdir(), *(samples / "corpus/logs").iterdir()]):
        text = path.read_text(encoding="utf-8")
        each = min(_seconds(ours, text) for _ in range(_ROUNDS)) / len(text)
        print(f"  {path.name[:24]:24} {each / alike:.2f} of that for each character")
    _growth(ours)


def _growth(ours: Markdown) -> None:
    for name, shape in _SHAPES.items():
        small, large = (_each(ours, shape(n)) for n in (1_000, 10_000))
        print(f"  {name}, ten times as long: {large / small:.2f} for each character")
    shallow, deep = (_each(ours, _nested(n)) for n in (100, 1_000))
    print(f"  1,000 levels beside 100: {deep / shallow:.2f} for each character")
    words = "".join(random.Random(1).choices("abcdefg hi\n", k=1_000_000))
    whole, part = _each(ours, words), _each(ours, words[:100_000])
    print(f"  1 MB of prose beside 100 kB: {whole / part:.2f} for each character")


def _nested(levels: int) -> str:
    return "\n".join("  " * n + f"- item {n}" for n in range(levels))


def _each(converter: Markdown, text: str) -> float:
    return min(_seconds(converter, text) for _ in range(2)) / len(text)


def _seconds(converter: Markdown, text: str) -> float:
    begun = time.process_time()
    converter.reset()
    converter.convert(text)
    return time.process_time() - begun


def _converters() -> tuple[Markdown, Markdown]:
    """With the extensions of mkdocs.yml, without ours and with it."""
    site, _ = read_config(_CONFIG.read_text(encoding="utf-8"))
    own = {name: dict(options) for name, options in site.markdown.items()}
    others = {name: options for name, options in own.items() if name != "studylog"}
    made = (Markdown(extensions=list(o), extension_configs=o) for o in (others, own))
    return next(made), next(made)


def _generated(gen: Path) -> list[str]:
    arguments = sys.argv
    with TemporaryDirectory(prefix="studylog-") as folder:
        sys.argv = ["gen.py", folder, "--notes", "6", "--posts", "6"]
        try:
            runpy.run_path(str(gen))
        finally:
            sys.argv = arguments
        texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).rglob("*.md"))]
    return [text.partition("\n---\n")[2] or text for text in texts]
