"""The code of a notebook becomes the seeds that it sets for random numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from studylog.runs.cells import read_cells
from studylog.runs.flow import Function, Place, in_run_order
from studylog.runs.names import Known, forget, imported, names_of_all, value_of
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
#: So many numbers of a range are shown one by one.
_MOST = 10


@dataclass(frozen=True, slots=True)
class _Seed:
    """`by` is the library whose call takes it, or the name that it is given.

    `of` is the name that is bound to it, where no call is given it, and `nth` the binding's number.
    """

    by: str
    value: str
    is_taken: bool = False
    of: str = ""
    nth: int = 0


def seeds_of(program: Program) -> tuple[str, ...]:
    """Each seed once, in the order of the code, such as `numpy 0`; one that no call of a known
    library takes by the name that it is given, such as `random_state 0`. Of several that are bound
    to one name none is left out, unless calls take them all.

    A call counts that surely runs, and a name that is bound to the number when the code ends.
    """
    known = Known()
    functions: dict[str, Function] = {}
    found: list[_Seed] = []
    for tree in read_cells(program):
        for name in names_of_all(tree):
            known.loose.add(name)
            forget(name, Place(), known)
        for node, place in in_run_order(tree, functions):
            found += _seeds(node, place, known)
    holding = [seed for seed in found if not seed.of or known.bound.get(seed.of) == seed.nth]
    taken = {seed.value for seed in holding if seed.is_taken}
    whole = {(seed.of, seed.nth) for seed in holding if seed.of and seed.value not in taken}
    kept = (
        seed
        for seed in holding
        if seed.is_taken or seed.value not in taken or (seed.of, seed.nth) in whole
    )
    return tuple(dict.fromkeys(f"{seed.by} {seed.value}" for seed in kept))


def _seeds(node: ast.AST, place: Place, known: Known) -> Iterator[_Seed]:
    match node:
        case ast.Import() | ast.ImportFrom():
            known.modules.update(imported(node))
            for alias in node.names:
                forget(alias.asname or alias.name.partition(".")[0], place, known)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            forget(name, place, known)
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            forget(name, place, known)
        case ast.MatchMapping(rest=str(name)) | ast.ExceptHandler(name=str(name)):
            forget(name, place, known)
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if not place.hides(name):
            forget(name, place, known)
        case ast.Call() if place.sure:
            yield from _of_call(node, place, known)
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _of_binding(target, value, place, known)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from _of_binding(target, value, place, known)


def _of_call(call: ast.Call, place: Place, known: Known) -> Iterator[_Seed]:
    """The first argument of a call that seeds, else what any call is given by a seed's name."""
    by = _called(call.func, known)
    named = [(k.arg, k.value) for k in call.keywords if k.arg in _NAMES]
    first = [(by, argument) for argument in (*call.args[:1], *(v for _, v in named))][:1]
    for name, expression in first if by else named:
        value = value_of(expression, place, known)
        if value and name:
            yield _Seed(name, value, is_taken=bool(by))


def _called(function: ast.expr, known: Known) -> str:
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


def _of_binding(target: ast.expr, value: ast.expr, place: Place, known: Known) -> Iterator[_Seed]:
    match target, value:
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
            for one, its in zip(targets, values, strict=True):
                yield from _of_binding(one, its, place, known)
            return
        case ast.Name(id=name), _:
            key = place.named(name)
        case ast.Attribute(value=ast.Name(id=of), attr=name), _ if (
            f"{of}.{name}" in known.constants
        ):
            key = f"{of}.{name}"  # of a class in the notebook
        case _:
            return
    known.bound.pop(key, None)
    is_known = place.sure and not place.hides(name) and name not in known.loose
    known.constants[key] = value_of(value, place, known) if is_known else ""
    if is_known and "()" not in place.inside:
        nth = known.bound[key] = next(known.numbers)
        for number in _numbers(name.casefold(), value, place, known):
            by = "seed" if name.casefold() == "seeds" else name.casefold()
            yield _Seed(by, number, of=key, nth=nth)


def _numbers(name: str, value: ast.expr, place: Place, known: Known) -> list[str]:
    """What is bound to a seed's name, or to `seeds`; nothing for any other name."""
    each = [value] if name in _NAMES else []
    match value:
        case ast.Tuple(elts=values) | ast.List(elts=values) if name == "seeds":
            each = values
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=n)]) if name == "seeds":
            return [str(number) for number in range(n if type(n) is int and n <= _MOST else 0)]
    return [said for one in each if (said := value_of(one, place, known))]
