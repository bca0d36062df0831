"""What a notebook imports, and the seeds it sets, are read from its code."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylog.runs import Program, imports_of, seeds_of
from tests.samples import samples


def imports(*cells: str, language: str = "python") -> list[str]:
    return list(imports_of(Program("n.ipynb", language=language, cells=cells)))


def seeds(*cells: str) -> list[str]:
    return list(seeds_of(Program("n.ipynb", cells=cells)))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import torch", ["torch"]),
        ("import sklearn.linear_model as lm, numpy as np", ["numpy", "sklearn"]),
        ("from pandas.api import types", ["pandas"]),
        ("import os, sys, json\nfrom collections import abc", []),
        ("from __future__ import annotations", []),
        ("from . import helpers\nfrom .helpers import f", []),
        ("def f():\n    import jax", ["jax"]),
        ("try:\n    import cupy\nexcept ImportError:\n    cupy = None", ["cupy"]),
        ("x = await f()\nimport torch", ["torch"]),
        ('"import no"  # import nor', []),
        ("    import torch\n    import numpy", ["numpy", "torch"]),
        ("import torch\r\nimport numpy\r\n", ["numpy", "torch"]),
    ],
)
def test_imports_are_top_level_modules_outside_the_standard_library(
    code: str, found: list[str]
) -> None:
    assert imports(code) == found


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib inline\nimport torch",
        "!pip install torch numpy\nimport torch",
        "!pip install \\\n  numpy\nimport torch",
        "if True:\n    !ls\nimport torch",
        "if True:\n    %load_ext autoreload\nimport torch",
        "import torch\n?torch",
        "import torch\ntorch.nn??",
        "files = !ls *.csv\nimport torch",
        "cwd = %pwd\nimport torch",
        "%time import torch",
        "%%time\nimport torch",
        "\n%%capture out\n%%time\nimport torch",
        "!ls\nx = [\n  1,  # why?\n]\nimport torch",
        "x = (7\n%time)\nimport torch",
    ],
)
def test_a_cell_with_magics_is_read(cell: str) -> None:
    assert imports(cell) == ["torch"]


@pytest.mark.parametrize("magic", ["bash", "html", "writefile helpers.py", "javascript", "R", ""])
def test_a_cell_of_another_language_imports_nothing(magic: str) -> None:
    assert imports(f"%%{magic}\nimport numpy", "import torch") == ["torch"]


def test_a_cell_that_cannot_be_read_does_not_hide_the_others() -> None:
    assert imports("import jax", "import (", "\0", "\ud800", "import torch") == ["jax", "torch"]


@pytest.mark.parametrize("language", ["r", "julia", "c++", ""])
def test_a_notebook_of_another_language_imports_nothing(language: str) -> None:
    assert imports("import numpy", language=language) == []


def test_code_that_warns_is_read_in_silence(recwarn: pytest.WarningsRecorder) -> None:
    assert imports('import re2\nx = "\\d"\n1 is 1') == ["re2"]
    assert not recwarn.list


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import random\nrandom.seed(0)", ["random 0"]),
        ("from random import seed\nseed(7)", ["random 7"]),
        ("import random\nrng = random.Random(3)", ["random 3"]),
        ("import numpy as np\nnp.random.seed(0)", ["numpy 0"]),
        ("import numpy\nnumpy.random.RandomState(1)", ["numpy 1"]),
        ("from numpy.random import default_rng as d\nd(5)", ["numpy 5"]),
        ("from numpy import random\nrandom.seed(5)", ["numpy 5"]),
        ("import numpy as np\nnp.random.default_rng(seed=0)", ["numpy 0"]),
        ("import numpy as np\nnp.random.default_rng()", []),
        ("import torch\ntorch.manual_seed(1)", ["torch 1"]),
        ("import torch\ntorch.cuda.manual_seed_all(1)", ["torch 1"]),
        ("import torch\ng = torch.Generator().manual_seed(2)", ["torch 2"]),
        ("import tensorflow as tf\ntf.random.set_seed(4)", ["tensorflow 4"]),
        ("import tensorflow as tf\ntf.keras.utils.set_random_seed(4)", ["keras 4"]),
        ("import keras\nkeras.utils.set_random_seed(4)", ["keras 4"]),
        ("import jax\njax.random.PRNGKey(0)", ["jax 0"]),
        ("from jax import random as jr\njr.key(0)", ["jax 0"]),
        ("import pytorch_lightning as pl\npl.seed_everything(6)", ["pytorch_lightning 6"]),
        ("import lightning as L\nL.seed_everything(6, workers=True)", ["lightning 6"]),
        ("def set_seed(seed):\n    pass\nset_seed(42)", ["seed 42"]),
        ("seed = 0", ["seed 0"]),
        ("SEED: int = 0", ["seed 0"]),
        ("N, SEED = 100, 0", ["seed 0"]),
        ("SEEDS = (0, 1)", ["seed 0", "seed 1"]),
        ("SEEDS = range(2)", ["seed 0", "seed 1"]),
        ("f(random_state=0)", ["random_state 0"]),
        ("print(key(0))\nx.seed(1)\nbasket.key = 3", []),
        ("numpy.random.seed(0)", ["numpy 0"]),
        ("seed = args.seed\nseed = True", []),
    ],
)
def test_seeds_are_found(code: str, found: list[str]) -> None:
    assert seeds(code) == found


def test_a_name_bound_in_an_earlier_cell_is_its_number() -> None:
    assert seeds("import numpy as np\nSEED = 3", "np.random.seed(SEED)") == ["numpy 3"]


def test_each_seed_is_named_once_in_the_order_of_the_code() -> None:
    code = "import torch, random\ntorch.manual_seed(1)\nrandom.seed(1)\ntorch.manual_seed(1)"
    assert seeds(code) == ["torch 1", "random 1"]


@pytest.mark.parametrize("several", ["range(3)", "[0, 1, 2]", "(0, 1, 2)"])
def test_of_several_seeds_none_is_lost_where_a_call_takes_the_same_number(several: str) -> None:
    each = ["seed 0", "seed 1", "seed 2"]
    drawn = "rng = np.random.default_rng(0)"
    assert seeds("import numpy as np", f"SEEDS = {several}", drawn) == [*each, "numpy 0"]
    assert seeds("import numpy as np", drawn, f"SEEDS = {several}") == ["numpy 0", *each]


def test_seeds_that_calls_take_one_and_all_are_those_of_the_calls() -> None:
    code = "import random, torch\nSEEDS = [0, 1]\nrandom.seed(0)\ntorch.manual_seed(1)"
    assert seeds(code) == ["random 0", "torch 1"]


def test_several_seeds_that_are_bound_anew_are_no_longer_kept_whole() -> None:
    assert seeds("SEEDS = [0, 1]\nSEEDS = [0]", "import random\nrandom.seed(0)") == ["random 0"]


@pytest.mark.parametrize(
    "code",
    [
        "def f(seed):\n    np.random.seed(seed)",
        "def f(a, /, *, seed=1):\n    np.random.seed(seed)",
        "[np.random.default_rng(seed) for seed in range(3)]",
        "f = lambda seed: np.random.default_rng(seed)",
    ],
)
def test_a_name_that_stands_for_another_number_is_not_taken_for_the_constant(code: str) -> None:
    assert seeds("import numpy as np\nseed = 5", code) == ["seed 5"]


@pytest.mark.parametrize(
    "code",
    [
        "seed = int(time.time())",
        "for seed in range(3):\n    pass",
        "seed += 1",
        "seed: int = read()",
        "if (seed := read()):\n    pass",
        "if quick:\n    seed = 2",
        "try:\n    seed = 1\nexcept OSError:\n    seed = 2",
        "with open(x) as seed:\n    pass",
        "del seed",
        "import seed",
        "from settings import *",
        "def seed():\n    pass",
        "match x:\n    case [seed]:\n        pass",
        "seed, other = read()",
        "def f():\n    global seed\n    seed = 2",
        "def f():\n    global seed\nseed = 2",
    ],
)
def test_a_name_that_may_be_bound_to_something_else_in_the_end_is_no_seed(code: str) -> None:
    assert seeds("import numpy as np\nseed = 0", code) == []
    assert seeds("import numpy as np\nseed = 0", code, "np.random.seed(seed)") == []


@pytest.mark.parametrize("code", ["seed = 3", "seed: int", "[seed for seed in x]", "del other"])
def test_the_last_binding_is_the_one_that_counts(code: str) -> None:
    expected = "seed 3" if code == "seed = 3" else "seed 1"
    assert seeds("seed = 1", code) == [expected]
    assert seeds("seed = read()\nseed = 1", code) == [expected]


@pytest.mark.parametrize(
    "code",
    [
        "if False:\n    random.seed(3)",
        "if quick:\n    random.seed(3)",
        "if quick:\n    pass\nelse:\n    random.seed(3)",
        "while False:\n    random.seed(3)",
        "try:\n    pass\nexcept OSError:\n    random.seed(3)",
        "quick and random.seed(3)",
        "x = random.seed(3) if quick else None",
        "match x:\n    case 1:\n        random.seed(3)",
        "f = lambda: random.seed(3)",
        "def f():\n    random.seed(3)",
        "def f():\n    random.seed(3)\nif quick:\n    f()",
        "def f():\n    random.seed(3)\nf = other\nf()",
        "class C:\n    def f(self):\n        random.seed(3)",
        "def f():\n    seed = 3",
    ],
)
def test_a_call_that_may_not_run_sets_no_seed(code: str) -> None:
    assert seeds("import random\n" + code) == []


@pytest.mark.parametrize(
    "code",
    [
        "if True:\n    random.seed(3)",
        'if __name__ == "__main__":\n    random.seed(3)',
        "for x in y:\n    random.seed(3)",
        "while True:\n    random.seed(3)\n    break",
        "with x:\n    random.seed(3)",
        "try:\n    random.seed(3)\nfinally:\n    pass",
        "rngs = [random.Random(3) for _ in x]",
        "def f():\n    random.seed(3)\nf()",
        "def g():\n    random.seed(3)\ndef f():\n    g()\nresult = f()",
        "def f():\n    seed = 3\n    random.seed(seed)\nf()",
        "def f():\n    random.seed(seed)\nseed = 3\nf()\nseed = read()",
        "class C:\n    seed = 3\nrandom.seed(C.seed)",
    ],
)
def test_a_call_that_runs_sets_its_seed(code: str) -> None:
    assert seeds("import random\n" + code) == ["random 3"]


def test_the_seed_of_a_class_of_settings_is_one_until_it_is_set_anew() -> None:
    assert seeds("class Config:\n    seed = 4") == ["seed 4"]
    assert seeds("class Config:\n    seed = 4", "Config.seed = read()") == []


def test_a_cell_that_is_not_run_imports_nothing_and_sets_no_seed() -> None:
    cells = ("import torch\nseed = 1", "import numpy")
    program = Program("n.ipynb", cells=cells, flags=(frozenset({"skip-execution"}), frozenset()))
    assert (imports_of(program), seeds_of(program)) == (("numpy",), ())


def test_a_number_of_any_length_can_be_shown() -> None:
    assert seeds("seed = 0x" + "f" * 9000) == ["seed 0xffffffffffffffff..."]


PIECES = st.sampled_from(
    [
        *("import ", "from ", "a", ".b", " as ", "\n", "    ", "%", "%%", "%%time\n", "!", "?"),
        *("seed", "=", "0", "(", ")", "[", "]", '"""', "'", "lambda ", "for ", " in ", ":", ","),
        *("def ", "np.random.", "range(3)", "\0", "\ud800", "\r\n", "# ", "*", "if ", "\\"),
    ]
)
HOSTILE = [
    *("elif a:\n 1\n", "f()\n", "def f():\n f()\n", "from a import *\n", "class seed:\n seed=1\n"),
    *("(", "[(", "{", "-", "a.", "1+", "lambda:", "lambda a=", "%x\n", "a, ", " ", "?", "'"),
    *("!\\\n", "x=%", "f(seed=", "import a\n", "if a:\n ", "seed = 1\n"),
    "def f(a): return [a for a in a]\n",
]


@settings(max_examples=400)
@given(st.lists(st.lists(PIECES, max_size=25).map("".join) | st.text(), max_size=4))
def test_code_of_any_kind_is_read_without_a_fault(cells: list[str]) -> None:
    assert imports(*cells) == sorted(imports(*cells))
    assert all(seed.partition(" ")[2] for seed in seeds(*cells))


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_cell_beside_a_hostile_one_is_read(piece: str) -> None:
    cell = piece * (20_000 // len(piece))
    assert "torch" in imports(cell, "import torch")
    assert "random 3" in seeds(cell, "import random\nrandom.seed(3)")


def test_the_corpus_is_read() -> None:
    found = set()
    for path in sorted((samples() / "corpus" / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8")).get("cells", [])
        code = ("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        found |= set(imports(*code))
    assert found == {"altair", "pandas", "tensorflow"}
