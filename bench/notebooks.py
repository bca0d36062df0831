"""What ten notebooks add to a whole build, run and shown, beside mkdocs-jupyter's `execute: true`.

Each figure is a build with the notebooks less the same build without them, in new processes: with
empty caches, with nothing changed, and with a word of prose changed in one notebook.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from markdown import Markdown
from mkdocs_jupyter import convert
from mkdocs_jupyter.plugin import get_nb_toc
from tests.logs import REPOSITORY, make_log

from studylog.notebooks import read_notebook
from studylog.settings import read_config

NOTEBOOKS = 10
RUNS = 3
#: Where nothing runs, a build differs from the next by as much as the notebooks add.
MORE_RUNS = 7
_AROUND = ("--posts", "4", "--notes", "4", "--papers", "4")
#: Both sides run what has outputs, too: those of the generator come from no kernel.
_ALWAYS = "extra:\n  generator: false\n  studylog:\n    execute: always\n"


def main(generator: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours = [_ours(generator, Path(folder, f"ours{n}"), n) for n in (NOTEBOOKS, 0)]
        stock = [_stock(generator, Path(folder, f"stock{n}"), n) for n in (NOTEBOOKS, 0)]
        first = _added(*ours, before=_without_runs)
        theirs = _added(*stock, before=_without_runs)
        kept = _files(ours[0], "runs", "*.run")
        unchanged = _added(*ours, before=lambda _: None, runs=MORE_RUNS)
        again = len(_files(ours[0], "runs", "*.run") - kept)
        edited = _added(*ours, before=_edit, runs=MORE_RUNS)
        ran = len(_files(ours[0], "runs", "*.run") - kept)
        converted = _files(ours[0], "pages", "*")
        _edit(ours[0])
        _build(ours[0])
        made = len(_files(ours[0], "pages", "*") - converted)
        each, each_stock = _conversion(ours[0] / "notebooks/exp-1.ipynb")
        page = _without_outputs(ours[0] / "site/notebooks/exp-1/index.html")
    print(
        f"{NOTEBOOKS} notebooks, a build with them less one without, median of {RUNS} (first run)"
    )
    print(f"and of {MORE_RUNS}:")
    print(
        f"  first run  studylog {first:6.2f} s   stock {theirs:6.2f} s   ratio {first / theirs:.2f}"
    )
    print(f"  unchanged  studylog {unchanged:6.2f} s   runs {again}")
    print(f"  prose edit studylog {edited:6.2f} s   runs {ran}, pages converted {made}")
    print(
        f"  one page   studylog {1000 * each:6.1f} ms  stock {1000 * each_stock:6.1f} ms "
        f" ratio {each / each_stock:.2f}"
    )
    print(f"  a page without its outputs: {page / 1000:.1f} kB of HTML")


def _added(with_: Path, without: Path, before: Callable[[Path], None], runs: int = RUNS) -> float:
    """Seconds that the notebooks add; `before` prepares the log that has them for each build."""
    pairs = []
    for _ in range(runs):
        before(with_)
        pairs.append((_build(with_), _build(without)))
    return statistics.median(a for a, _ in pairs) - statistics.median(b for _, b in pairs)


def _ours(generator: Path, root: Path, notebooks: int) -> Path:
    _generate(generator, root, notebooks, "--flavour", "card")
    make_log(root)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"^extra:\n(?:  .*\n)*", _ALWAYS, text, flags=re.M), encoding="utf-8")
    return root


def _stock(generator: Path, root: Path, notebooks: int) -> Path:
    _generate(generator, root, notebooks, "--flavour", "stock", "--execute", "true")
    return root


def _generate(generator: Path, root: Path, notebooks: int, *options: str) -> None:
    command = [sys.executable, str(generator), str(root), *_AROUND, *options]
    subprocess.run([*command, "--notebooks", str(notebooks)], check=True)


def _without_runs(root: Path) -> None:
    shutil.rmtree(root / ".cache", ignore_errors=True)


def _edit(root: Path) -> None:
    """Another word in the prose of one notebook."""
    path = root / "notebooks/exp-3.ipynb"
    node = json.loads(path.read_text(encoding="utf-8"))
    node["cells"][0]["source"] += f" Edited at {time.monotonic_ns()}."
    path.write_text(json.dumps(node), encoding="utf-8")


def _files(root: Path, kind: str, pattern: str) -> set[tuple[str, int]]:
    """What is kept of runs or pages, with the time of its last change."""
    found = (root / ".cache/studylog" / kind).glob(pattern)
    return {(path.name, path.stat().st_mtime_ns) for path in found if path.is_file()}


def _conversion(path: Path) -> tuple[float, float]:
    """Seconds from a notebook's bytes to the HTML of its page and its contents, on both sides."""
    converter = _converter()

    def ours() -> None:
        notebook, _ = read_notebook("notebooks/exp-1.ipynb", path.read_bytes())
        assert notebook
        converter.reset().convert(notebook.markdown)

    def stock() -> None:
        convert.nb2html(str(path))
        get_nb_toc(str(path), 6)

    return _best(ours), _best(stock)


def _converter() -> Markdown:
    """The site's own Markdown, as mkdocs.yml has it."""
    config, _ = read_config((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))
    options = {name: dict(own) for name, own in config.markdown.items()}
    return Markdown(extensions=list(options), extension_configs=options)


def _best(work: Callable[[], None]) -> float:
    times = []
    for _ in range(7):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _without_outputs(page: Path) -> int:
    html = page.read_text(encoding="utf-8")
    return len(re.sub(r'<div class="output.*?</div>', "", html, flags=re.S).encode())


def _build(root: Path) -> float:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, env=environment, check=True
    )
    return time.monotonic() - began
