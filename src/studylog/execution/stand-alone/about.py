"""A kernel tells the versions of its packages and what it runs on.

The text of this file runs inside the kernel as that of watch.py does, and writes to the same file:
before the first cell the versions of what the cells name, and after the last one all.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from collections.abc import Collection, Iterable
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

ASKED: dict[str, Any] = globals().get("ASKED", {})
#: Folders whose files are packages, and no modules of the author.
OTHERS = {"site-packages", "dist-packages", "node_modules"}
#: Modules that open files without Python, so that watch.py does not see it. These count where the
#: author's code names their package: others load them, too, and read nothing by them.
OPENING = {"av", "cv2", "datasets", "decord", "duckdb", "fiona", "geopandas", "h5netcdf"}
OPENING |= {"lightgbm", "lmdb", "netCDF4", "osgeo", "polars", "pyarrow", "pyogrio", "pyreadstat"}
OPENING |= {"pysam", "rasterio", "tensorflow", "torchaudio", "vaex", "xarray", "xgboost"}
OPENING |= {"diffusers.models.modeling_utils", "librosa.core.audio", "transformers.modeling_utils"}
OPENING |= {"transformers.tokenization_utils_base"}
#: These count whoever loads them, as that is done to use them: pandas loads `tables` to read HDF5,
#: and a part of pyarrow to read its formats.
USED = {"catboost", "faiss", "fasttext", "h5py", "onnxruntime", "pyarrow.dataset", "pyarrow.orc"}
USED |= {"pyarrow.parquet", "safetensors", "sentencepiece", "soundfile", "tables", "tokenizers"}
#: But for what loads one whenever it is imported itself: beside that, the author has to name it.
BESIDE = {
    "faiss": {"pytorch_metric_learning"},
    "h5py": {"keras", "tensorflow", "tf_keras"},
    "safetensors": {"accelerate", "timm", "torchmetrics"},
    "soundfile": {"transformers.audio_utils"},
    "tokenizers": {"torchmetrics"},
}


def versions(modules: Iterable[str], thorough: bool) -> dict[str, str]:
    """The distributions that hold the modules, and their versions. Only a thorough search finds
    one that has another name than its module."""
    found: dict[str, str] = {}
    missing: list[str] = []
    for module in modules:
        try:
            of = metadata.distribution(module)
            found[of.metadata["Name"]] = of.version
        except (metadata.PackageNotFoundError, ValueError):
            missing.append(module)
    missing = [m for m in missing if m not in getattr(sys, "stdlib_module_names", ())]
    # What each distribution holds is read only where a module has not the name of its own.
    for of in metadata.distributions() if missing and thorough else ():
        files = "\n" + (of.read_text("RECORD") or "")
        if any("\n" + m + end in files for m in missing for end in ("/", ".")):
            found[of.metadata["Name"]] = of.version
    return found


def used(modules: Iterable[str], roots: Iterable[str]) -> set[str]:
    """The modules that the cells import, those that stand among their names, and what the author's
    own modules import."""
    own = own_modules([r.rstrip(os.sep) + os.sep for r in roots])
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    names = list(shell.user_ns.values()) if shell else []
    found = {v.__name__.partition(".")[0] for v in names if type(v) is ModuleType}
    for path in own.values():
        found |= imported(path)
    loaded = {m for m in found if m in sys.modules} - set(getattr(sys, "stdlib_module_names", ()))
    return {*modules, *loaded} - own.keys() - {"__main__"}


def own_modules(roots: Iterable[str]) -> dict[str, str]:
    """The top-level modules that are files of the log, and these files."""
    found: dict[str, str] = {}
    for name, module in list(sys.modules.items()):
        path = str(getattr(module, "__file__", None) or "")
        root = next((r for r in roots if path.startswith(r)), None)
        if root and path.endswith(".py"):
            parts = path[len(root) :].replace(os.sep, "/").split("/")
            if not any(p in OTHERS or p.startswith(".") for p in parts):
                found[name] = path
    return {**found, **{name.partition(".")[0]: path for name, path in found.items()}}


def imported(path: str) -> set[str]:
    """The top-level modules that a Python file imports, of those that are loaded."""
    try:
        tree = ast.parse(Path(path).read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").partition(".")[0])
    return found


def opening(named: Collection[str]) -> set[str]:
    """The packages that may have opened files unseen, of those that are loaded."""
    loaded = sys.modules.keys()
    found = {m for m in (OPENING | USED) & loaded if m.partition(".")[0] in named}
    found |= {m for m in USED & loaded if not BESIDE.get(m, set()) & loaded}
    return {m.partition(".")[0] for m in found} | ({"torchvision"} if reads_images() else set())


def reads_images() -> bool:
    """Whether the operator was looked up by which torchvision reads a file: `torchvision.io` is
    loaded with the package, and PyTorch gives an operator its place when it is first used."""
    found: Any = sys.modules.get("torch")
    for name in ("ops", "image", "read_file"):
        found = getattr(found, "__dict__", {}).get(name)
    return found is not None


def device() -> str:
    """The name of the GPU, if a library that knows it was imported and sees one."""
    torch, tensorflow, jax = (sys.modules.get(m) for m in ("torch", "tensorflow", "jax"))
    if torch and torch.cuda.is_available():
        return f"GPU {torch.cuda.get_device_name(0)}"
    if torch and getattr(torch.backends, "mps", None) and torch.backends.mps.is_available():
        return "GPU Apple"
    if tensorflow and tensorflow.config.list_physical_devices("GPU"):
        gpu = tensorflow.config.list_physical_devices("GPU")[0]
        found = tensorflow.config.experimental.get_device_details(gpu)
        return f"GPU {found.get('device_name', '')}".strip()
    if jax and jax.devices()[0].platform != "cpu":
        return f"{jax.devices()[0].platform.upper()} {jax.devices()[0].device_kind}"
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"CPU{processor()}, {count or 1} core{'' if count == 1 else 's'}"


def processor() -> str:
    """The name of the processor, and its widest instructions: with others, sums round otherwise."""
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8")
        facts = dict(x.split(":", 1) for x in text.split("\n\n")[0].splitlines() if ":" in x)
    except (OSError, ValueError):
        return ""
    facts = {name.strip(): " ".join(value.split()) for name, value in facts.items()}
    known = (("avx512f", "AVX-512"), ("avx2", "AVX2"))
    widest = next((name for flag, name in known if flag in facts.get("flags", "").split()), "")
    named = f" {facts['model name']}" if facts.get("model name") else ""
    return f"{named} with {widest}" if widest else named


def main() -> None:
    early, modules = ASKED["early"], ASKED["modules"]
    found: list[tuple[str, object]] = [] if early else [("device", device())]
    named = modules if early else used(modules, ASKED["roots"])
    found.append(("versions", versions(named, thorough=not early)))
    found += [("opens", name) for name in sorted(opening(set(named)))]
    with Path(ASKED["log"]).open("ab") as file:
        file.write(b"".join(json.dumps(each).encode() + b"\n" for each in found))


if ASKED:
    main()
