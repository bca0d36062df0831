"""What a run's record tells of how it came about."""

from __future__ import annotations

import hashlib
import re
import runpy
import sqlite3
import threading
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from studylog.execution import Job, Limits, noted, run_all
from studylog.runs import Run, code_key
from tests.execution.kernels import fault, job, run, texts, wait_until


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_record_names_key_time_python_packages_and_device(tmp_path: Path) -> None:
    given = job(tmp_path, "import numpy\nfrom yaml import safe_load\nimport json", "1")
    record = run(given).record
    assert (record.key, record.code) == (given.key, code_key(given.program))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", record.started)
    assert re.fullmatch(r"Python 3\.\d+\.\d+", record.language)
    assert record.packages == {"numpy": version("numpy"), "PyYAML": version("PyYAML")}
    assert re.fullmatch(r"CPU.*, \d+ cores?", record.device)
    assert record.seconds > 0


def test_files_that_the_code_reads_are_recorded_and_those_it_writes_are_not(
    tmp_path: Path,
) -> None:
    for name in ("in.csv", "log.txt", ".hidden/x.csv", "other/lib/site-packages/y.csv"):
        path = tmp_path / "notebooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/big.bin").write_bytes(b"12")
    code = (
        "from pathlib import Path\nimport pandas as pd\n"
        "pd.read_csv('in.csv')\nPath('../data/big.bin').read_bytes()\n"
        "Path('.hidden/x.csv').read_text()\n"
        "Path('other/lib/site-packages/y.csv').read_text()\n"
        "Path('out.csv').write_text('1')\nPath('out.csv').read_text()\n"
        "Path('log.txt').read_text()\nPath('log.txt').open('a').write('more')\n"
        "Path('/etc/hostname').exists() and Path('/etc/hostname').read_text()\n"
        "Path('none').exists()"
    )
    record = run(job(tmp_path, code, hashes={"data/named.csv": "00"})).record
    assert record.fault is None
    assert record.data == {
        "notebooks/in.csv": digest("a,b\n1,2\n"),
        "data/big.bin": digest("12"),
        "data/named.csv": "00",
        "notebooks/.hidden/x.csv": "",
    }


def test_the_author_s_own_modules_are_recorded_apart_from_data(tmp_path: Path) -> None:
    given = job(tmp_path, "import mine\nmine.x")
    (tmp_path / "notebooks/mine.py").write_text("x = 1\n", "utf-8")
    for _ in range(2):  # the second time from what Python compiled at the first
        record = run(given).record
        assert (record.modules, record.data) == ({"notebooks/mine.py": digest("x = 1\n")}, {})


def test_a_run_that_was_ended_has_told_what_it_read(tmp_path: Path) -> None:
    given = job(tmp_path, "open('in.csv').read()\nimport os, signal\nos.kill(os.getpid(), 9)")
    (tmp_path / "notebooks/in.csv").write_text("1", "utf-8")
    found = run(given)
    assert fault(found) == ("died", "the kernel died", 1)
    assert found.record.data == {"notebooks/in.csv": digest("1")}
    assert found.record.language


def test_the_noting_leaves_no_trace_among_the_names_and_counts(tmp_path: Path) -> None:
    code = "names = [n for n in dir() if n[0] != '_']\nprint(names, len(In), _ih)"
    (said,) = texts(run(job(tmp_path, code)))
    assert said.startswith("['In', 'Out', 'exit', 'get_ipython', 'open', 'quit'] 2 ['', ")


def test_a_set_is_printed_in_the_same_order_each_time(tmp_path: Path) -> None:
    given = job(tmp_path, "print({'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'})")
    assert texts(run(given)) == texts(run(given))


def test_a_user_s_own_startup_files_are_no_part_of_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startup = tmp_path / "ipython/profile_default/startup"
    startup.mkdir(parents=True)
    (startup / "0.py").write_text("mine = 1", "utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    assert texts(run(job(tmp_path, "'mine' in dir()"))) == ["False"]


def test_the_kernel_starts_in_the_notebook_s_folder(tmp_path: Path) -> None:
    given = job(tmp_path, "import os\nprint(os.getcwd())")
    assert texts(run(given)) == [f"{(tmp_path / 'notebooks').resolve()}\n"]


def test_notebooks_run_side_by_side(tmp_path: Path) -> None:
    """Each waits for the other: one after the other would never end."""
    code = (
        "from pathlib import Path\nimport time\nPath('{0}.here').touch()\n"
        "while not Path('{1}.here').exists(): time.sleep(0.05)\nprint('{0}')"
    )
    jobs = [job(tmp_path, code.format(a, b), name=a) for a, b in ("ab", "ba")]
    found = {j.path: r for j, r in run_all(jobs, Limits(), 2, lambda _: None)}
    assert [texts(found[j.path]) for j in jobs] == [["a\n"], ["b\n"]]


#: A cell that reads and then waits until it may end.
WAITS = (
    "from pathlib import Path\nimport time\nPath('read').touch()\n"
    "while not Path('changed').exists(): time.sleep(0.02)"
)


def run_while(given: Job, change: Callable[[], object]) -> Run:
    """The run of a notebook during which the change is made, after its first cell."""
    folder = (given.root / given.path).parent

    def wait_and_change() -> None:
        wait_until((folder / "read").exists)
        change()
        (folder / "changed").touch()

    changing = threading.Thread(target=wait_and_change)
    changing.start()
    found = run(given)
    changing.join()
    return found


@pytest.mark.parametrize("name", ["notebooks/in.csv", "notebooks/mine.py"])
def test_a_file_that_is_edited_while_the_notebook_runs_has_a_hash_that_no_file_has(
    tmp_path: Path, name: str
) -> None:
    reads = "import mine; mine.x" if name.endswith(".py") else "open('in.csv').read()"
    given = job(tmp_path, reads, WAITS)
    (tmp_path / name).write_text("x = 1\n", "utf-8")
    record = run_while(given, lambda: (tmp_path / name).write_text("x = 2\n", "utf-8")).record
    assert {**record.data, **record.modules} == {name: "changed"}


def test_a_declared_file_that_is_edited_before_it_is_read_has_a_hash_that_no_file_has(
    tmp_path: Path,
) -> None:
    data = {"notebooks/in.csv": digest("1")}
    given = job(tmp_path, WAITS, "open('in.csv').read()", hashes=data)
    path = tmp_path / "notebooks/in.csv"
    path.write_text("1", "utf-8")
    record = run_while(given, lambda: path.write_text("2", "utf-8")).record
    assert record.data == {"notebooks/in.csv": "changed"}
    path.write_text("1", "utf-8")
    assert run(given).record.data == data


def test_what_is_read_outside_the_log_is_named_and_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "t"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    root = tmp_path / "log"
    for path in ("elsewhere/in.csv", "home/in.csv", "home/.config/x", "t/in.csv"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("1", "utf-8")
    root.mkdir()
    names = ("elsewhere/in.csv", "home/in.csv", "home/.config/x", "t/in.csv")
    code = "\n".join(f"open({str(tmp_path / name)!r}).read()" for name in names)
    more = f"open({str(tmp_path / 'elsewhere/out')!r}, 'w').write('')"
    record = run(job(root, code, f"{more}\nopen({str(tmp_path / 'elsewhere/out')!r})")).record
    (tmp_path / "t/in.csv").unlink()
    assert record.data == {str(tmp_path / "elsewhere/in.csv"): "", "~/in.csv": ""}
    assert not record.unseen


def test_of_many_files_outside_the_log_the_folders_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "t"))
    for part in ("log", "many"):
        (tmp_path / part).mkdir()
    for n in range(21):
        (tmp_path / f"many/{n}").write_text("1", "utf-8")
    code = f"for n in range(21): open(f'{tmp_path}/many/{{n}}').read()"
    assert run(job(tmp_path / "log", code)).record.data == {f"{tmp_path}/many/": ""}


def test_a_database_that_is_read_is_data_and_one_that_is_written_is_not(tmp_path: Path) -> None:
    code = (
        "import sqlite3\n"
        "base = sqlite3.connect('file:in.db?mode=ro', uri=True)\n"
        "print(list(base.execute('select x from t')))\n"
        "for name in ('old.db', 'new.db', ':memory:'):\n"
        "    with sqlite3.connect(name) as base: base.execute('create table u (x)')\n"
        "    base.close()"
    )
    given = job(tmp_path, code)
    for name in ("in.db", "old.db"):
        with sqlite3.connect(tmp_path / "notebooks" / name) as base:
            base.execute("create table t (x)")
        base.close()
    content = (tmp_path / "notebooks/in.db").read_bytes()
    found = run(given)
    assert found.record.fault is None
    assert found.record.data == {"notebooks/in.db": hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize(
    "code", ["!cat in.csv", "%%bash\ncat in.csv", "import os\nos.system('cat in.csv')"]
)
def test_what_a_program_reads_that_a_cell_starts_is_told_to_be_unknown(
    tmp_path: Path, code: str
) -> None:
    given = job(tmp_path, code)
    (tmp_path / "notebooks/in.csv").write_text("1", "utf-8")
    assert run(given).record.unseen == "programs"


#: Packages that load each other as the real ones do; PyTorch makes an operator when it is used.
LIBRARY = {
    "h5py.py": "",
    "tables.py": "",
    "soundfile.py": "",
    "pyarrow/__init__.py": "",
    "pyarrow/parquet.py": "",
    "safetensors/__init__.py": "",
    "safetensors/torch.py": "",
    "reads_hdf.py": "import tables",
    "loads_arrow.py": "import pyarrow",
    "reads_parquet.py": "def read(path):\n    import pyarrow.parquet",
    "reads_sound.py": "import soundfile",
    "reads_weights.py": "from safetensors import torch",
    "keras.py": "import h5py",
    "timm.py": "import safetensors.torch",
    "torch.py": (
        "from types import ModuleType, SimpleNamespace\n"
        "class Space(ModuleType):\n"
        "    def __getattr__(self, name):\n"
        "        if name.startswith('__'): raise AttributeError(name)\n"
        "        setattr(self, name, Space(name))\n"
        "        return getattr(self, name)\n"
        "    def __call__(self, path): return path\n"
        "ops, backends = Space('ops'), None\n"
        "cuda = SimpleNamespace(is_available=lambda: False)"
    ),
    "torchvision/__init__.py": "from torchvision import io",
    "torchvision/io.py": (
        "import torch\ndef read_image(path):\n    return torch.ops.image.read_file(path)\n"
        "def decode(image):\n    return torch.ops.image.decode_png(image)"
    ),
}


@pytest.mark.parametrize(
    ("code", "opening"),
    [
        ("import h5py", "h5py"),
        ("import mine\nmine.x", "h5py"),
        ("import reads_hdf", "tables"),
        ("import loads_arrow", ""),
        ("import reads_parquet", ""),
        ("import reads_parquet\nreads_parquet.read('one.parquet')", "pyarrow"),
        ("import pyarrow\nimport pyarrow.parquet", "pyarrow"),
        ("import reads_sound", "soundfile"),
        ("import reads_weights", "safetensors"),
        ("import timm", ""),
        ("import timm, safetensors.torch", "safetensors"),
        ("import keras", ""),
        ("import torchvision\ntorchvision.io.decode('it')", ""),
        ("import torchvision\ntorchvision.io.read_image('one.png')", "torchvision"),
    ],
)
def test_what_a_library_opens_without_python_is_told_to_be_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, opening: str
) -> None:
    (tmp_path / "log").mkdir()
    given = job(tmp_path / "log", code)
    library = tmp_path / "library"
    library.mkdir()
    for name, text in LIBRARY.items():
        (library / name).parent.mkdir(exist_ok=True)
        (library / name).write_text(text, "utf-8")
    (tmp_path / "log/notebooks/mine.py").write_text("import h5py\nx = 1", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(library))
    record = run(given).record
    assert record.fault is None
    assert record.unseen == ("files" if opening else "")
    named = [name for name in record.data if name.startswith("the files")]
    assert named == ([f"the files that {opening} opens"] if opening else [])


def test_each_program_of_a_run_knows_the_same_folders_as_those_of_packages() -> None:
    stand_alone = Path(noted.__file__).with_name("stand-alone")
    for name in ("about.py", "watch.py"):
        assert runpy.run_path(str(stand_alone / name))["OTHERS"] == noted._OTHERS


def test_what_libraries_ask_of_the_machine_is_no_program_that_reads(tmp_path: Path) -> None:
    code = (
        "import platform, ctypes.util, matplotlib.pyplot as plt\n"
        "platform.processor(), platform.platform(), ctypes.util.find_library('c')\n"
        "plt.plot([1]); plt.show()"
    )
    record = run(job(tmp_path, code)).record
    assert (record.fault, record.unseen, record.data) == (None, "", {})


def test_of_a_kernel_that_is_not_watched_it_is_not_known_what_it_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(job(tmp_path, "1", language="julia")).record.unseen == "files"
    assert not run(job(tmp_path, "1", kernel="none")).record.unseen  # nothing was run


def test_packages_that_helpers_import_are_recorded(tmp_path: Path) -> None:
    code = "import mine, importlib\nmine.x\np = importlib.import_module('psutil')"
    given = job(tmp_path, code)
    helper = (
        "import json, os\ndef late():\n    import not_imported\nfrom yaml import safe_load\nx = 1\n"
    )
    (tmp_path / "notebooks/mine.py").write_text(helper, "utf-8")
    packages = {name: version(name) for name in ("PyYAML", "psutil")}
    for _ in range(2):
        assert run(given).record.packages == packages


def test_of_a_package_that_a_cell_installs_the_new_version_is_recorded(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nsys.path.insert(0, 'site-packages')\n"
        "import dummy_package\n"
        "Path('site-packages/dummy_package-1.0.dist-info').rename('site-packages/dummy_package-2.0.dist-info')\n"
        "Path('site-packages/dummy_package-2.0.dist-info/METADATA').write_text("
        "'Metadata-Version: 2.1\\nName: dummy-package\\nVersion: 2.0\\n')"
    )
    given = job(tmp_path, code)
    info = tmp_path / "notebooks/site-packages/dummy_package-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: dummy-package\nVersion: 1.0\n")
    (info.parent / "dummy_package.py").write_text("", "utf-8")
    found = run(given)
    assert found.record.fault is None
    assert found.record.packages == {"dummy-package": "2.0"}


@pytest.mark.parametrize("colour", ["", "%colors NoColor\n"])
def test_errors_name_the_files_of_the_log_from_its_root(tmp_path: Path, colour: str) -> None:
    code = (
        f"{colour}import mine, sys, os\n"
        "print('at', os.path.abspath(mine.__file__), file=sys.stderr)\n"
        "print(os.path.abspath(mine.__file__))\nmine.f()"
    )
    given = job(tmp_path, code)
    text = "def f():\n    raise ValueError('of ' + __file__)\n"
    (tmp_path / "notebooks/mine.py").write_text(text, "utf-8")
    found = run(given)
    assert fault(found) == ("error", "ValueError: of notebooks/mine.py", 1)
    by_name = {o.get("name", o["output_type"]): o for o in found.cells[0].outputs}
    assert by_name["stderr"]["text"] == "at notebooks/mine.py\n"
    assert by_name["stdout"]["text"] == f"{tmp_path}/notebooks/mine.py\n"
    traceback = "\n".join(by_name["error"]["traceback"])
    assert str(tmp_path) not in traceback
    assert "notebooks/mine.py" in traceback
