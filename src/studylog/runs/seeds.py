"""The code of a notebook becomes the seeds that it sets for random numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from studylog.runs.cells import Hidden, in_order, read_cells
from studylog.runs.program import Program

#: By what each is shown; a name that ends here is found in any module of that library.
_CALLS = {
    "random": ("seed", "Random"),
    "numpy": ("seed", "default_rng", "RandomState", "SeedSequence", "PCG64", "Philox", "MT19937"),
    "cupy": ("seed", "default_rng", "RandomState"),
    "torch": ("manual_seed", "manual_seed_all"),
    "tensorflow": ("set_seed", "set_random_seed"),
    "keras": ("set_random_seed",),
    "jax": ("PRNGKey", "key"),
    "mlx": ("seed", "key"),
    "paddle": ("seed",),
    "lightning": ("seed_everything",),
    "pytorch_lightning": ("seed_everything",),
    "transformers": ("set_seed",),
    "accelerate": ("set_seed",),
}
#: Functions, the notebook's own too, that seed several libraries at once.
_ANY = frozenset(
    ("fix_seed", "seed_all", "seed_everything", "set_all_seeds", "set_random_seed", "set_seed")
)
_NAMES = frozenset(("seed", "random_seed", "random_state", "rng_seed"))


@dataclass(frozen=True, slots=True)
class _Seed:
    """`by` is the library whose call takes it, or the name that it is given."""

    by: str
    value: str
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What the names mean at the place that is read: modules, and constants."""

    modules: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)


def seeds_of(program: Program) -> tuple[str, ...]:
    """Each seed once, in the order of the code, such as `numpy 0`; one that no call of a known
    library takes by the name that it is given, such as `random_state 0`."""
    known = _Known()
    found = [seed for tree in read_cells(program) for seed in _seeds(tree, known)]
    taken = {seed.value for seed in found if seed.is_taken}
    kept = (seed for seed in found if seed.is_taken or seed.value not in taken)
    return tuple(dict.fromkeys(f"{seed.by} {seed.value}" for seed in kept))


def _seeds(tree: ast.Module, known: _Known) -> Iterator[_Seed]:
    for node, hidden in in_order(tree):
        match node:
            case ast.Import() | ast.ImportFrom():
                known.modules.update(_bound(node))
            case ast.Call():
                yield from _of_call(node, known, hidden)
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield from _of_binding(target, value, known, hidden)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield from _of_binding(target, value, known, hidden)
            case ast.AugAssign(target=target) | ast.For(target=target):
                _forget(target, known)


def _bound(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The names that an import binds, each with what it stands for."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            yield alias.asname or alias.name, f"{node.module or ''}.{alias.name}"
        elif alias.asname:
            yield alias.asname, alias.name
        else:
            yield alias.name.partition(".")[0], alias.name.partition(".")[0]


def _of_call(call: ast.Call, known: _Known, hidden: Hidden) -> Iterator[_Seed]:
    """The first argument of a call that seeds, else what any call is given by a seed's name."""
    by = _called(call.func, known)
    named = [(k.arg, k.value) for k in call.keywords if k.arg in _NAMES]
    first = [(by, argument) for argument in (*call.args[:1], *(v for _, v in named))][:1]
    for name, expression in first if by else named:
        value = _value(expression, known, hidden)
        if value and name:
            yield _Seed(name, value, is_taken=bool(by))


def _called(function: ast.expr, known: _Known) -> str:
    """The library whose random numbers the call seeds; empty for any other call."""
    names: list[str] = []
    while isinstance(function, ast.Attribute):
        names.append(function.attr)
        function = function.value
    if isinstance(function, ast.Name):
        names += reversed(known.modules.get(function.id, function.id).split("."))
    if not names:
        return ""
    library = "keras" if "keras" in names else names[-1]
    if names[0] in _CALLS.get(library, ()):
        return library
    if names[0] in ("manual_seed", "manual_seed_all"):  # torch.Generator().manual_seed(0)
        return "torch"
    return "seed" if names[0] in _ANY else ""


def _of_binding(
    target: ast.expr, value: ast.expr, known: _Known, hidden: Hidden
) -> Iterator[_Seed]:
    _forget(target, known)
    match target, value:
        case ast.Tuple(elts=targets), ast.Tuple(elts=values):
            for one, its in zip(targets, values, strict=False):
                if isinstance(one, ast.Name):
                    yield from _of_binding(one, its, known, hidden)
        case ast.Name(id=name), ast.Tuple(elts=values) | ast.List(elts=values):
            if name.casefold() == "seeds":
                each = (_value(one, known, hidden) for one in values)
                yield from (_Seed("seed", said) for said in each if said)
        case ast.Name(id=name), ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=n)]):
            if name.casefold() == "seeds" and type(n) is int and n <= 10:
                yield from (_Seed("seed", str(number)) for number in range(n))
        case ast.Name(id=name), _:
            if said := _value(value, known, hidden):
                known.constants[name] = said
                yield from (_Seed(n, said) for n in (name.casefold(),) if n in _NAMES)


def _forget(target: ast.expr, known: _Known) -> None:
    """Names that are bound anew are no longer what they were."""
    for node in ast.walk(target):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            known.constants.pop(node.id, None)


def _value(expression: ast.expr, known: _Known, hidden: Hidden) -> str:
    """The number as it is written out; empty if it is not known before the code runs."""
    if isinstance(expression, ast.Name):
        is_hidden = any(expression.id in names for names in hidden)
        return "" if is_hidden else known.constants.get(expression.id, "")
    if isinstance(expression, ast.Constant) and type(expression.value) is int:
        number = expression.value  # Python writes none of more than 4,300 digits in decimals
        return str(number) if number.bit_length() <= 128 else f"{hex(number)[:18]}..."
    return ""
