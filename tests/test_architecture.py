"""The rules of the library's rooms, read from its syntax trees."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[1] / "src" / "studylog"
ALL = sorted(LIBRARY.rglob("*.py"))
#: The command is an adapter, as the hooks are: it prints, and knows the current folder and time.
PURE = [p for p in ALL if "cli" not in p.relative_to(LIBRARY).parts]
FORBIDDEN = {"mkdocs", "logging", "material", "properdocs", "mkdocs_jupyter", "click", "requests"}
IMPURE = {
    "os.getcwd",
    "Path.cwd",
    "os.chdir",
    "datetime.now",
    "datetime.today",
    "date.today",
    "time.time",
    "sys.stdout",
    "sys.stderr",
}


def name(path: Path) -> str:
    return path.relative_to(LIBRARY).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", PURE, ids=name)
def test_the_library_knows_no_site_generator_and_no_log(path: Path) -> None:
    assert not {module.partition(".")[0] for module in imported(tree(path))} & FORBIDDEN


@pytest.mark.parametrize("path", PURE, ids=name)
def test_the_library_prints_nothing_and_asks_for_no_folder_and_no_time(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            assert not (
                isinstance(node.func, ast.Name) and node.func.id in ("print", "input", "open")
            )
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) not in IMPURE


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_module_begins_with_a_sentence(path: Path) -> None:
    said = ast.get_docstring(tree(path)) or ""
    first = re.sub(r"`[^`]*`", "It", said.split("\n")[0])
    assert re.fullmatch(r"(?:[A-Z]|\w+\.(?:bib|yml)|/).*\.", first), first
    assert ". " not in first


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_fault_is_never_hidden(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert ast.unparse(node.type) not in ("Exception", "BaseException")


ARROWS = {
    "bib": {"bib", "problem", "slugs", "sources", "dates", "maths"},
    "posts": {"posts", "problem", "slugs", "sources", "dates", "front_matter", "lines"},
    "notebooks": {"notebooks", "problem", "dates", "lines", "maths"},
    "problem": set(),
    "lines": set(),
    "slugs": set(),
    "maths": set(),
}


@pytest.mark.parametrize("room", ARROWS)
def test_arrows_go_one_way(room: str) -> None:
    for path in PURE:
        if path.relative_to(LIBRARY).with_suffix("").parts[0] == room:
            used = {m.split(".")[1] for m in imported(tree(path)) if m.startswith("studylog.")}
            if "studylog" in imported(tree(path)):
                used |= {"front_matter"}
            assert used <= ARROWS[room], name(path)
