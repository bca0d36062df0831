"""A notebook's params and metrics become values that a table can show and sort."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from studylog.notebooks import Notebook

#: From here on, and below, a number is written with its power of ten, or with commas.
_HUGE, _TINY, _COMMAS = 1e15, 1e-3, 10_000


@dataclass(frozen=True, slots=True)
class Value:
    """`name` as it is shown, `text` what stands there; `number` is what it is sorted by, or None.

    >>> Value("loss", "metric", "1.2e-5", 1.2e-5).key
    'loss'
    """

    name: str
    kind: Literal["param", "metric"]
    text: str
    number: float | None = None

    @property
    def key(self) -> str:
        return value_key(self.name)


def value_key(name: str) -> str:
    """The same for all spellings of one name: `Test_accuracy`, `test accuracy`."""
    return _words(name).casefold()


def values_of(notebook: Notebook) -> Mapping[str, Value]:
    """The params and then the metrics that are one text or number, by key; of two with one key
    the metric counts."""
    metrics = {value.key: value for value in _values("metric", notebook.metrics)}
    params = {value.key: value for value in _values("param", notebook.params)}
    return {**{k: v for k, v in params.items() if k not in metrics}, **metrics}


def shared_keys(rows: Sequence[Mapping[str, Value]], most: int) -> tuple[str, ...]:
    """The keys that at least two rows have, at most so many: those that most rows have, params
    before metrics, and no more than half of them params where there are metrics for the rest."""
    counts = Counter(key for row in rows for key in row)
    shared = [key for key, count in counts.most_common() if count > 1]
    kinds = {key: value.kind for row in reversed(rows) for key, value in row.items()}
    params = [key for key in shared if kinds[key] == "param"]
    metrics = [key for key in shared if kinds[key] == "metric"]
    params = params[: max(most // 2, most - len(metrics))]
    return (*params, *metrics[: most - len(params)])


def show_value(value: object) -> str | None:
    """The text of a metric's value: four digits of a number that count; None of lists and the like.

    >>> [show_value(v) for v in (0.97123, 1.2e-5, 12345, 2233.3333, 1.0, True, "adam", None, [1])]
    ['0.9712', '1.2e-5', '12,345', '2233', '1', 'yes', 'adam', None, None]
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return _number(value)
    return _words(value) if isinstance(value, str) else None


def _number(value: float) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: "∞", -math.inf: "-∞"}.get(value, "NaN")
    size = abs(value)
    if size and not _TINY <= size < _HUGE:
        digits, _, power = f"{Decimal(value):.3e}".partition("e")
        return f"{digits.rstrip('0').rstrip('.')}e{int(power)}"
    if value == int(value) or size >= _COMMAS / 10:
        return f"{round(value):,}" if size >= _COMMAS else str(round(value))
    return f"{value:.4g}"


def _values(kind: Literal["param", "metric"], given: Mapping[str, object]) -> Iterator[Value]:
    for name, value in given.items():
        text = show_value(value)
        if text and _words(name):
            yield Value(_words(name), kind, text, _sortable(value))


def _sortable(value: object) -> float | None:
    """The value as a finite number; None where it is none."""
    if not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def sort_key(value: Value | None) -> tuple[int, float, str] | None:
    """What a row is sorted by: numbers before texts; None where there is nothing to sort by."""
    if value is None:
        return None
    if value.number is not None:
        return 0, value.number, ""
    return None if value.text in ("NaN", "∞", "-∞") else (1, 0.0, value.text.casefold())


def _words(text: str) -> str:
    return " ".join(text.replace("_", " ").split())


def named(rows: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    """The name of each key, as it is spelt where it is first met."""
    names: dict[str, str] = {}
    for row in rows:
        for key, value in row.items():
            names.setdefault(key, value.name)
    return names
