"""The syntax tree of a cell becomes its nodes as they run, each with what is sure of its place."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

Function = ast.FunctionDef | ast.AsyncFunctionDef
_Parts = tuple[Sequence[ast.AST], Sequence[ast.AST], Sequence[ast.AST]]
#: What binds a name once the value in it is known: these come after all that they hold.
_LATE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr)


@dataclass(frozen=True, slots=True)
class Place:
    """`inside` is empty for a cell's own level, `f()` in a function, `C` in a class.

    `hidden` are the names that are another's there: those of parameters and of the variables of
    comprehensions. What is not `sure` may or may not run: a branch, a handler.
    """

    inside: str = ""
    sure: bool = True
    hidden: tuple[frozenset[str], ...] = ()

    def named(self, name: str) -> str:
        return f"{self.inside}.{name}" if self.inside else name

    def hides(self, name: str) -> bool:
        return any(name in names for names in self.hidden)


def in_run_order(
    tree: ast.Module, functions: dict[str, Function]
) -> Iterator[tuple[ast.AST, Place]]:
    """The nodes that run, or may do so. A function's are there where it is first called by name.

    `functions` has those that were not called yet; it is brought up to date.
    """
    waiting: list[tuple[ast.AST, Place, bool]] = [(tree, Place(), False)]
    while waiting:
        node, place, is_late = waiting.pop()
        if isinstance(node, _LATE) and not is_late:
            waiting.append((node, place, True))
        else:
            _note(node, place, functions)
            yield node, place
        if not is_late:
            below = [*_below(node, place), *_called(node, place, functions)]
            waiting += [(child, its, False) for child, its in reversed(below)]


def _note(node: ast.AST, place: Place, functions: dict[str, Function]) -> None:
    """A name that is bound is that of a function from here on, or no longer."""
    if place.inside:
        return
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if place.sure:
            functions[name] = node
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            functions.pop(name, None)
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if not place.hides(name):
            functions.pop(name, None)


def _called(
    node: ast.AST, place: Place, functions: dict[str, Function]
) -> Iterator[tuple[ast.AST, Place]]:
    match node:
        case ast.Call(func=ast.Name(id=name)) if place.sure and name in functions:
            function = functions.pop(name)
            a = function.args
            own = (*a.posonlyargs, *a.args, *a.kwonlyargs, *(v for v in (a.vararg, a.kwarg) if v))
            its = Place(f"{name}()", hidden=(frozenset(one.arg for one in own),))
            yield from ((child, its) for child in function.body)


def _below(node: ast.AST, place: Place) -> Iterator[tuple[ast.AST, Place]]:
    """What of a node runs with it, in the order in which it does."""
    match node:
        case ast.FunctionDef(args=a) | ast.AsyncFunctionDef(args=a) | ast.Lambda(args=a):
            defaults = (*a.defaults, *(d for d in a.kw_defaults if d))
            yield from _each((*getattr(node, "decorator_list", ()), *defaults), place)
        case ast.ClassDef():
            yield from _each((*node.decorator_list, *node.bases), place)
            yield from _each(node.body, replace(place, inside=place.named(node.name)))
        case ast.Assign(value=value, targets=targets):
            yield from _each((value, *targets), place)
        case ast.AnnAssign() | ast.AugAssign() | ast.NamedExpr():
            if node.value:  # else nothing is bound
                yield from _each((node.value, node.target), place)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            own = frozenset(_targets(node.generators))
            hidden = (*place.hidden, own) if own else place.hidden
            yield from _each(ast.iter_child_nodes(node), replace(place, hidden=hidden))
        case _:
            first, perhaps, last = _parts(node)
            yield from _each(first, place)
            yield from _each(perhaps, replace(place, sure=False))
            yield from _each(last, place)


def _parts(node: ast.AST) -> _Parts:
    """What surely runs, then what may or may not, and what surely runs after that."""
    parts: _Parts = (tuple(ast.iter_child_nodes(node)), (), ())
    match node:
        case ast.If(test=test, body=body, orelse=orelse) if (truth := _truth(test)) is not None:
            parts = (test, *(body if truth else orelse)), orelse if truth else body, ()
        case ast.If(test=test) | ast.IfExp(test=test):
            parts = (test,), [n for n in parts[0] if n is not test], ()
        case ast.BoolOp(values=values):
            parts = values[:1], values[1:], ()
        case ast.While(test=test, body=body, orelse=orelse) if _truth(test) is False:
            parts = (test,), (*body, *orelse), ()
        case ast.While(test=test, body=body, orelse=orelse):
            parts = (test, *body), orelse, ()
        case ast.For() | ast.AsyncFor():
            parts = (node.iter, node.target, *node.body), node.orelse, ()
        case ast.Try() | ast.TryStar():
            parts = node.body, node.handlers, (*node.orelse, *node.finalbody)
        case ast.Match(subject=subject, cases=cases):
            parts = (subject,), cases, ()
    return parts


def _each(nodes: Iterable[ast.AST], place: Place) -> Iterator[tuple[ast.AST, Place]]:
    return ((node, place) for node in nodes)


def _targets(generators: Iterable[ast.comprehension]) -> Iterator[str]:
    for one in generators:
        yield from (n.id for n in ast.walk(one.target) if isinstance(n, ast.Name))


def _truth(test: ast.expr) -> bool | None:
    """What a test comes to that is written out; None for any other."""
    match test:
        case ast.Constant(value=value):
            return bool(value)
        case ast.Compare(
            left=ast.Name(id="__name__"), ops=[ast.Eq()], comparators=[ast.Constant("__main__")]
        ):
            return True
    return None
