"""The state of a Jupyter widget becomes HTML that says what it showed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from studylog.notebooks.beside import Beside
from studylog.notebooks.cells import Output, listed, mapping, read_cells, text_of
from studylog.notebooks.html_outputs import sanitise
from studylog.notebooks.opaque import escaped, section

VIEW = "application/vnd.jupyter.widget-view+json"
_STATE = "application/vnd.jupyter.widget-state+json"
_PREFIX = "IPY_MODEL_"
#: A state may name itself as its own child.
_DEEPEST, _MOST = 12, 400

#: Renders the outputs that an Output widget holds.
_Show = Callable[[Output], str]
_BOXES = {"HBoxModel": "row", "VBoxModel": "column", "BoxModel": "row", "GridBoxModel": "column"}
_TITLED = {"AccordionModel", "TabModel", "StackModel"}
_PROGRESS = {"FloatProgressModel", "IntProgressModel"}
_PLAIN = {
    "FloatSliderModel", "IntSliderModel", "FloatLogSliderModel", "FloatTextModel", "IntTextModel",
    "BoundedFloatTextModel", "BoundedIntTextModel", "TextModel", "TextareaModel", "ComboboxModel",
    "CheckboxModel", "ToggleButtonModel", "ValidModel", "FloatRangeSliderModel",
    "IntRangeSliderModel", "DatePickerModel", "ColorPickerModel", "PlayModel", "DropdownModel",
    "SelectModel", "RadioButtonsModel", "ToggleButtonsModel", "SelectionSliderModel",
    "SelectMultipleModel",
}  # fmt: skip


@dataclass(slots=True)
class _Reading:
    """All widgets of the notebook, and how many more of them may be shown."""

    states: Mapping[str, Any]
    beside: Beside
    show: _Show
    left: int = _MOST


def render_widget(view: Any, beside: Beside, show: _Show) -> str:
    """The section, or nothing where the widget is of no kind that can be said."""
    stored = mapping(mapping(beside.widgets.get(_STATE)).get("state"))
    reading = _Reading(stored, beside, show)
    inner = _widget(text_of(mapping(view).get("model_id")), reading, ())
    return section("widget", inner) if inner else ""


def _widget(name: str, reading: _Reading, above: tuple[str, ...]) -> str:
    reading.left -= 1
    if name in above or len(above) >= _DEEPEST or reading.left < 0:
        return ""
    model = mapping(reading.states.get(name))
    kind, state = text_of(model.get("model_name")), mapping(model.get("state"))
    if kind in _BOXES:
        children = "".join(_children(state, reading, (*above, name)))
        return f'<div class="widget-{_BOXES[kind]}">{children}</div>' if children else ""
    if kind in _TITLED:
        return "".join(_titled(state, reading, (*above, name)))
    if kind == "OutputModel":
        return "".join(_unwrapped(reading.show(o)) for o in _outputs(state))
    return (
        _progress(state) if kind in _PROGRESS else _described(state, _shown(kind, state, reading))
    )


def _shown(kind: str, state: Mapping[str, Any], reading: _Reading) -> str:
    """What a single widget showed, in HTML; nothing for one of an unknown kind."""
    if kind in ("HTMLModel", "HTMLMathModel"):
        return sanitise(text_of(state.get("value")), reading.beside).strip()
    if kind == "LabelModel":
        return escaped(text_of(state.get("value")))
    return escaped(_value(state)) if kind in _PLAIN else ""


def _outputs(state: Mapping[str, Any]) -> tuple[Output, ...]:
    cell = {"cell_type": "code", "outputs": listed(state.get("outputs"))[:50]}
    return next(read_cells({"cells": [cell]})).outputs


def _children(state: Mapping[str, Any], reading: _Reading, above: tuple[str, ...]) -> Iterator[str]:
    for child in listed(state.get("children")):
        if isinstance(child, str) and child.startswith(_PREFIX):
            yield _widget(child.removeprefix(_PREFIX), reading, above)


def _titled(state: Mapping[str, Any], reading: _Reading, above: tuple[str, ...]) -> Iterator[str]:
    """The children with their titles, which widgets 7 keeps apart by number."""
    titles = listed(state.get("titles"))
    older = mapping(state.get("_titles"))
    for number, child in enumerate(_children(state, reading, above)):
        title = titles[number] if number < len(titles) else older.get(str(number))
        head = f'<p class="widget-title">{escaped(text_of(title))}</p>' if text_of(title) else ""
        yield f'<div class="widget-column">{head}{child}</div>' if child else ""


def _progress(state: Mapping[str, Any]) -> str:
    low, high = _number(state.get("min"), 0.0), _number(state.get("max"), 100.0)
    value = min(max(_number(state.get("value"), 0.0), low), max(high, low))
    share = (value - low) / ((high - low) or 1.0)
    said = escaped(text_of(state.get("description")).strip() or "Progress")
    bar = f'<progress value="{share:.4g}" max="1" aria-label="{said}">{share:.0%}</progress>'
    return f'<div class="widget-line">{_name(state)}{bar}</div>'


def _described(state: Mapping[str, Any], value: str) -> str:
    if not value:
        return ""
    return f'<div class="widget-line">{_name(state)}<span>{value}</span></div>'


def _name(state: Mapping[str, Any]) -> str:
    said = text_of(state.get("description")).strip().rstrip(":")
    return f'<span class="widget-name">{escaped(said)}</span> ' if said else ""


def _value(state: Mapping[str, Any]) -> str:
    """What was chosen or typed: of a choice its word, of a range both ends."""
    labels, index = listed(state.get("_options_labels")), state.get("index")
    if labels:
        chosen = index if isinstance(index, list) else [index]
        places = [i for i in chosen if isinstance(i, int) and not isinstance(i, bool)]
        return ", ".join(text_of(labels[i]) for i in places if 0 <= i < len(labels))
    value = state.get("value")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " to ".join(_word(v) for v in value[:2])
    return _word(value)


def _word(value: Any) -> str:
    if isinstance(value, str):
        return value
    number = _number(value, math.nan)
    return "" if math.isnan(number) else f"{number:.6g}"


def _number(value: Any, otherwise: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return otherwise
    try:
        number = float(value)
    except OverflowError:
        return otherwise
    return number if math.isfinite(number) else otherwise


def _unwrapped(shown: str) -> str:
    """An output within an output is no section of its own, or the search loses count."""
    return shown.replace("<section ", "<div ").replace("</section>", "</div>")
