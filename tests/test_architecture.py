"""The rules of the library's rooms, read from its syntax trees."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[1] / "src" / "studylog"
ALL = sorted(LIBRARY.rglob("*.py"))
HOOKS = sorted((LIBRARY.parents[1] / "hooks").glob("*.py"))
#: The command is an adapter, as the hooks are: it prints, and knows the current folder and time.
PURE = [p for p in ALL if "cli" not in p.relative_to(LIBRARY).parts]
FORBIDDEN = {"mkdocs", "logging", "material", "properdocs", "mkdocs_jupyter", "click", "requests"}
#: What the room `writing` does for all others, and none of them for itself.
WRITING = {"write_bytes", "write_text", "mkdir", "unlink", "rmdir", "rename", "touch", "symlink_to"}
ALSO = {"history/git.py": {"subprocess"}}
#: What is kept of runs, and the folder of a run's own processes, are no files of the author.
KEEPING = {"execution/aside.py", "execution/parcel.py", "execution/store.py", "execution/worker.py"}
#: The room of processes, which alone knows how long something takes, and when it began.
PROCESSES = "execution"
CLOCK = {"datetime.now"}
OF_PROCESSES = {"asyncio", "ctypes", "filelock", "multiprocessing", "nbclient", "psutil", "queue"}
OF_PROCESSES |= {"jupyter_client", "signal", "subprocess", "tempfile", "threading", "time", "zmq"}
#: Those of the extra `cluster`, which are imported where it is asked for only.
OF_CLUSTERS = {f"execution/{n}.py" for n in ("cluster", "remote", "returned", "scheduler", "sent")}
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
            allowed = CLOCK if room_of(path) == PROCESSES else set()
            assert ast.unparse(node) not in IMPURE - allowed


@pytest.mark.parametrize("path", PURE, ids=name)
def test_only_one_room_has_processes_threads_and_time_that_passes(path: Path) -> None:
    if room_of(path) != PROCESSES:
        used = {module.partition(".")[0] for module in imported(tree(path))}
        assert used & OF_PROCESSES <= ALSO.get(name(path), set())


@pytest.mark.parametrize("path", ALL, ids=name)
def test_only_what_sends_runs_to_a_cluster_needs_one(path: Path) -> None:
    used = {module.partition(".")[0] for module in imported(tree(path))}
    assert name(path) in OF_CLUSTERS or not used & {"dask", "distributed"}


@pytest.mark.parametrize("path", ALL, ids=name)
def test_only_one_room_writes_files(path: Path) -> None:
    if room_of(path) != "writing" and name(path) not in KEEPING:
        named = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        assert not named & WRITING


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_module_begins_with_a_sentence(path: Path) -> None:
    said = ast.get_docstring(tree(path)) or ""
    first = re.sub(r"`[^`]*`", "It", said.split("\n")[0])
    assert re.fullmatch(r"(?:[A-Z]|\w+\.(?:bib|yml)|/).*\.", first), first
    assert ". " not in first


def broad(module: ast.Module) -> list[ast.ExceptHandler]:
    """The handlers that catch whatever comes."""
    handlers = (node for node in ast.walk(module) if isinstance(node, ast.ExceptHandler))
    return [
        h for h in handlers if h.type is None or caught(h.type) & {"Exception", "BaseException"}
    ]


def caught(given: ast.expr) -> set[str]:
    return {ast.unparse(e) for e in (given.elts if isinstance(given, ast.Tuple) else [given])}


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_fault_is_never_hidden(path: Path) -> None:
    assert not broad(tree(path))


@pytest.mark.parametrize("path", HOOKS, ids=lambda path: path.name)
def test_a_hook_that_catches_whatever_comes_says_why(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    for handler in broad(tree(path)):
        said = lines[handler.lineno - 2 : handler.body[0].lineno - 1]
        assert any("# " in line for line in said), f"{path.name}:{handler.lineno}"


#: Each room and module imports from itself and from what stands above it here.
LAYERS = (
    {"collector", "dates", "history", "kept", "lines", "maths", "page_meta", "problem", "slugs"},
    {"dialect", "sources", "words", "writing"},
    {"settings", "tasks", "titles"},
    {"front_matter"},
    {"runs"},
    {"bib", "notebooks", "page", "posts"},
    {"notebook_posts", "page_tasks", "paper_notes", "phases"},
    {"contents"},
    {"charts", "importing", "log", "markdown", "page_text"},
    {"topics"},
    {"pages", "targets"},
    {"blocks", "shelf"},
    {"check", "execution"},
    {"__init__"},
    {"cli"},
)


def room_of(path: Path) -> str:
    return path.relative_to(LIBRARY).with_suffix("").parts[0]


def rooms_used(module: ast.Module) -> set[str]:
    """The rooms it imports from; `from studylog import x` is one if there is a file for it."""
    found = {m.split(".")[1] for m in imported(module) if m.startswith("studylog.")}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "studylog":
            rooms = {room_of(path) for path in ALL}
            found |= {a.name if a.name in rooms else "__init__" for a in node.names}
        elif isinstance(node, ast.Import):
            found |= {"__init__" for a in node.names if a.name == "studylog"}
    return found


def test_every_room_has_its_layer() -> None:
    assert sorted(r for layer in LAYERS for r in layer) == sorted({room_of(p) for p in ALL})


@pytest.mark.parametrize("path", ALL, ids=name)
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(path)
    above = next(n for n, layer in enumerate(LAYERS) if room in layer)
    assert rooms_used(tree(path)) <= {room}.union(*LAYERS[:above])


def test_nothing_is_imported_relatively() -> None:
    for path in ALL:
        nodes = (n for n in ast.walk(tree(path)) if isinstance(n, ast.ImportFrom))
        assert not any(n.level for n in nodes), name(path)
