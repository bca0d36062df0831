"""Widgets are shown as they stood, from the state that Jupyter stores."""

from __future__ import annotations

import json
from typing import Any

import ipywidgets
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.notebooks.showing import code, display, made_of, page_of, stream

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"


def shown(widget: ipywidgets.Widget, *, drop_defaults: bool = False) -> BeautifulSoup:
    """The page of a cell that shows the widget, whose state is that of ipywidgets itself."""
    state = ipywidgets.Widget.get_manager_state(drop_defaults=drop_defaults)
    stored = json.loads(json.dumps(state))
    return page_of(code(display(widget._repr_mimebundle_())), widgets={STATE: stored})


def of_state(states: Any, text: str = "") -> BeautifulSoup:
    data = {VIEW: {"model_id": "a"}, "text/plain": text}
    return page_of(code(display(data)), widgets={STATE: {"state": states}})


def text_of(page: BeautifulSoup) -> str:
    return " ".join(page.select_one(".output-widget").get_text(" ").split())


def test_a_progress_bar_is_a_bar_between_its_words() -> None:
    bar = ipywidgets.HBox([
        ipywidgets.HTML("100%"), ipywidgets.FloatProgress(value=5, min=0, max=10),
        ipywidgets.HTML(" 5/10 [00:01&lt;00:01, 4.8it/s]"),
    ])  # fmt: skip
    for drop_defaults in (True, False):
        page = shown(bar, drop_defaults=drop_defaults)
        (progress,) = page.select("progress")
        assert (progress["value"], progress["max"], progress["aria-label"]) == (
            "0.5",
            "1",
            "Progress",
        )
        assert text_of(page) == "100% 50% 5/10 [00:01<00:01, 4.8it/s]"


def test_controls_say_their_name_and_what_was_chosen() -> None:
    controls = ipywidgets.VBox([
        ipywidgets.IntSlider(value=7, description="Depth:"),
        ipywidgets.Dropdown(options=["relu", "gelu"], value="gelu", description="Activation"),
        ipywidgets.SelectMultiple(options=["a", "b", "c"], value=["a", "c"], description="Sets"),
        ipywidgets.Checkbox(value=True, description="Bias"),
        ipywidgets.FloatRangeSlider(value=[0.1, 0.5], min=0, max=1, description="Range"),
        ipywidgets.Text(value="<b>typed</b>", description="Name"),
        ipywidgets.Label("A label"),
    ])  # fmt: skip
    page = shown(controls)
    assert text_of(page) == (
        "Depth 7 Activation gelu Sets a, c Bias yes Range 0.1 to 0.5 Name <b>typed</b> A label"
    )


def test_tabs_and_accordions_stand_below_their_titles() -> None:
    tabs = ipywidgets.Tab(
        [ipywidgets.Label("one"), ipywidgets.Label("two")], titles=["First", "Second"]
    )
    assert text_of(shown(tabs)) == "First one Second two"
    older = {
        "a": {"model_name": "AccordionModel",
              "state": {"children": ["IPY_MODEL_b"], "_titles": {"0": "Old"}}},
        "b": {"model_name": "LabelModel", "state": {"value": "one"}},
    }  # fmt: skip
    assert text_of(of_state(older)) == "Old one"


def test_an_output_widget_shows_its_outputs() -> None:
    outputs = [stream("printed\n"), display({"text/html": "<b>bold</b><script>1</script>"}),
               display({"text/plain": "plain"})]  # fmt: skip
    page = of_state({"a": {"model_name": "OutputModel", "state": {"outputs": outputs}}})
    assert text_of(page) == "printed bold plain"
    assert len(page.select("section")) == 1


def test_html_of_a_widget_runs_nothing() -> None:
    page = of_state({"a": {"model_name": "HTMLModel", "state": {
        "value": "<img src=x onerror=alert(1)><script>1</script><i>safe</i>"}}})  # fmt: skip
    assert text_of(page) == "safe" and not page.select("script, [onerror]")


def test_a_widget_without_its_state_is_its_text_or_a_sentence() -> None:
    assert of_state({}, "IntSlider(value=7)").select_one(".output").text == "IntSlider(value=7)"
    unknown = {"a": {"model_name": "MapModel", "state": {"center": [1, 2]}}}
    assert (
        of_state(unknown, "Map(center=[1, 2])").select_one(".output").text == "Map(center=[1, 2])"
    )
    assert "whose state is not stored" in of_state({}).select_one(".output-note").text


def test_a_widget_that_holds_itself_ends() -> None:
    children = ["IPY_MODEL_a", "IPY_MODEL_b"] * 50
    boxes = {name: {"model_name": "VBoxModel", "state": {"children": children}} for name in "abc"}
    boxes["b"] = {"model_name": "LabelModel", "state": {"value": "x"}}
    assert text_of(of_state(boxes)).count("x") <= 400


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["IPY_MODEL_a", "IPY_MODEL_b", "<script>"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2)
    ),
    max_leaves=5,
)
MODELS = st.fixed_dictionaries(
    {
        "model_name": st.sampled_from(
            [
                "HBoxModel",
                "TabModel",
                "FloatProgressModel",
                "HTMLModel",
                "LabelModel",
                "OutputModel",
                "DropdownModel",
                "IntSliderModel",
                "FloatRangeSliderModel",
                "ButtonModel",
            ]
        ),
        "state": st.dictionaries(
            st.sampled_from(
                [
                    "children",
                    "titles",
                    "_titles",
                    "min",
                    "max",
                    "value",
                    "description",
                    "outputs",
                    "_options_labels",
                    "index",
                ]
            ),
            VALUES,
        ),
    }
)


@given(st.dictionaries(st.sampled_from(["a", "b"]), MODELS | VALUES))
def test_no_state_raises_or_runs(states: Any) -> None:
    data = {VIEW: {"model_id": "a"}}
    made = made_of(code(display(data)), widgets={STATE: {"state": states}})
    assert "<script" not in made.markdown
