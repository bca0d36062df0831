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


@pytest.mark.parametrize(
    "code",
    [
        "def f(seed):\n    np.random.seed(seed)",
        "def f(a, /, *, seed=1):\n    np.random.seed(seed)",
        "for seed in range(3):\n    np.random.seed(seed)",
        "[np.random.default_rng(seed) for seed in range(3)]",
        "f = lambda seed: np.random.default_rng(seed)",
        "seed += 1\nnp.random.seed(seed)",
        "seed = read()\nnp.random.seed(seed)",
    ],
)
def test_a_name_that_stands_for_another_number_is_not_taken_for_the_constant(code: str) -> None:
    assert seeds("import numpy as np\nseed = 5", code) == ["seed 5"]


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
