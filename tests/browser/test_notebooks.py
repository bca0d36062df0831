"""Notebooks as a reader sees them: every kind of output, on a phone, and hostile ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import ipywidgets
import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.looks import faults_in_every_look
from tests.browser.serving import served_from
from tests.logs import build, make_log
from tests.notebooks.showing import code, display, stream
from tests.notebooks.test_untrusted import HOSTILE
from tests.samples import samples

PLOTLY = "application/vnd.plotly.v1+json"
STATE = "application/vnd.jupyter.widget-state+json"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAC0lEQVR4nGNgQAcAABIAAQ=="
COLOURS = "".join(
    f"\x1b[{code}m colour {code} \x1b[0m"
    for code in (*range(30, 38), *range(90, 98), 1, 2, 3, 4, 7)
) + "".join(f"\n\x1b[{code};31m on {code} \x1b[0m" for code in range(40, 48))
ATTACK = "<script>window.pwned=1;alert(1)</script><img src=/pwned.png onerror='window.pwned=1'>"
#: What a trusted script may try, and must not reach.
TRUSTED = """<div id="said" style="height:200px">static</div><script>
  const tried = [];
  try { parent.document.title; tried.push("page"); } catch (e) {}
  try { localStorage.getItem("x"); tried.push("storage"); } catch (e) {}
  fetch("https://example.org/").then(() => tried.push("host")).catch(() => 0).finally(() => {
    document.getElementById("said").textContent = `ran, reached: ${tried.join()}.`;
  });
</script>"""


def markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def notebook(*cells: dict[str, Any], **metadata: Any) -> str:
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": cells})


def plotly(figure: go.Figure, **data: str) -> dict[str, Any]:
    return display({PLOTLY: json.loads(figure.to_json()), **data})


def every_kind() -> str:
    """All that ordinary packages put out, made by them."""
    frame = pd.DataFrame({f"column {n}": np.arange(3) / (n + 1) for n in range(12)})
    bar = ipywidgets.HBox([ipywidgets.HTML("50%"), ipywidgets.FloatProgress(value=5, max=10)])
    slider = ipywidgets.IntSlider(value=7, description="Depth")
    widgets = json.loads(json.dumps(ipywidgets.Widget.get_manager_state()))
    error = {"output_type": "error", "ename": "ValueError", "evalue": "the rate is " + "9" * 300,
             "traceback": ["\x1b[31mValueError\x1b[0m: " + "x" * 300]}  # fmt: skip
    figures = (
        px.line(y=np.sin(np.arange(50)), title="Wave"),
        px.bar(x=["a", "b"], y=[[1, 2], [2, 1]], barmode="group"),
        px.histogram(x=np.arange(100) ** 2),
        px.imshow(np.eye(4)),
        go.Figure([go.Box(y=np.arange(9), name="one"), go.Box(y=np.arange(5), name="two")]),
        px.scatter_3d(x=[1], y=[1], z=[1]),
    )
    return notebook(
        markdown("# Every kind\n\nProse about zebras."),
        markdown("## Text"),
        code(stream("secretword line\n" * 90), stream("w" * 500, "stderr"), source="quagga = 1"),
        code(stream(COLOURS)), code(error),
        markdown("## Tables"),
        code(display({"text/html": frame._repr_html_()})),
        code(display({"text/html": frame.style.highlight_max()._repr_html_()})),
        markdown("## Pictures"),
        code(display({"image/png": PNG}), label="fig-x", caption="A caption."),
        *(code(plotly(figure)) for figure in figures),
        markdown("## Others"),
        code(display(bar._repr_mimebundle_()), display(slider._repr_mimebundle_())),
        code(display({"text/latex": "$$x^2$$"}), display({"application/json": {"a": [1, 2]}})),
        code(display({"text/html": "<h1>No heading</h1><p>Words</p>"}), tags=["hide-input"]),
        code(stream("hidden"), tags=["hide-output"]),
        widgets={STATE: widgets},
    )  # fmt: skip


def hostile() -> str:
    kinds = ("text/html", "text/markdown", "text/latex", "text/plain", "image/svg+xml")
    return notebook(
        markdown(f"# Hostile\n\n{ATTACK}"),
        *(markdown(source) for source in HOSTILE if "<style" not in source),
        *(code(display({kind: source})) for source in (*HOSTILE, ATTACK) for kind in kinds),
        code(display({"application/javascript": "window.pwned=1"})),
        code(stream(ATTACK), {"output_type": "error", "ename": ATTACK, "evalue": ATTACK}),
        code(display({"image/png": PNG}), label=f'x" {ATTACK}', caption=ATTACK, alt=ATTACK),
        {"cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": ATTACK},
        {"cell_type": "raw", "metadata": {"format": "text/markdown"}, "source": ATTACK},
        markdown("The end."),
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    interactive = {"text/html": "<script>document.body.append('drawn')</script>"}
    files: dict[str, str | bytes] = {
        "notebooks/every.ipynb": every_kind(),
        "notebooks/hostile.ipynb": hostile(),
        "notebooks/trusted.ipynb": notebook(
            markdown("# Trusted"), code(display({"text/html": TRUSTED})),
            code(plotly(px.line(y=[1, 2]), **interactive)), studylog={"trust": True},
        ),
    }  # fmt: skip
    root = make_log(tmp_path_factory.mktemp("notebooks"), files=files)
    result = build(root, STUDYLOG_EXECUTE="never")
    assert "Traceback" not in result.stdout, result.stdout
    with served_from(root / "site") as address:
        yield address


@pytest.mark.parametrize("path", ["every", "trusted"])
def test_every_output_fits_the_screen_and_has_no_fault_that_axe_finds(
    visit: Visit, site: str, path: str
) -> None:
    own = {"iframes": False}  # what a trusted frame holds is its author's
    assert faults_in_every_look(visit, f"{site}notebooks/{path}/", unfold=True, axe=own) == []
    if path == "every":
        assert visit.faults == []


def test_no_script_of_a_hostile_notebook_runs_and_no_other_host_is_asked(
    visit: Visit, site: str
) -> None:
    dialogs: list[str] = []
    asked: set[str] = set()
    visit.page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    visit.page.on("request", lambda request: asked.add(request.url))
    page = visit.open(f"{site}notebooks/hostile/")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.wait_for_timeout(300)
    assert (dialogs, page.evaluate("window.pwned")) == ([], None)
    assert [url for url in asked if not url.startswith((site, "data:image/"))] == []
    expect(page.locator("article p").last).to_have_text("The end.")
    assert page.locator("article :is(iframe, object, form, embed)").count() == 0


def test_a_trusted_script_runs_in_its_frame_and_reaches_nothing_else(
    visit: Visit, site: str
) -> None:
    page = visit.open(f"{site}notebooks/trusted/")
    for unfold in page.get_by_text("Interactive form").all():
        unfold.click()
    frame = page.frame_locator("iframe[title='Interactive output of code cell 1']")
    expect(frame.locator("#said")).to_have_text("ran, reached: .")
    second = page.frame_locator("iframe[title='Interactive output of code cell 2']")
    expect(second.locator("body")).to_contain_text("drawn")
    assert not [fault for fault in visit.faults if fault.startswith("asked for")]


def test_without_scripts_everything_unfolds_and_nothing_is_missing(
    scriptless: Page, site: str
) -> None:
    scriptless.goto(f"{site}notebooks/every/")
    rest = scriptless.locator(".output-stdout details").first
    expect(rest.locator("pre")).to_be_hidden()
    rest.locator("summary").click()
    expect(rest.locator("pre")).to_be_visible()


def test_the_search_has_prose_and_code_under_their_heading_and_no_outputs(
    visit: Visit, site: str
) -> None:
    index = visit.page.request.get(f"{site}search/search_index.json").json()
    docs = [d for d in index["docs"] if d["location"].startswith("notebooks/every/")]
    texts = {d["location"].partition("#")[2]: d["text"] for d in docs}
    assert "zebras" in texts[""] and "quagga" in texts["text"]
    assert "secretword" not in json.dumps(docs)
    assert {d["title"] for d in docs} == {"Every kind", "Text", "Tables", "Pictures", "Others"}


def test_the_notebooks_of_others_run_nothing(visit: Visit, tmp_path_factory: Any) -> None:
    folder = samples() / "corpus" / "notebooks"
    files = {f"notebooks/{p.name}": p.read_bytes() for p in sorted(folder.glob("*.ipynb"))}
    root = make_log(tmp_path_factory.mktemp("others"), files=dict(files))
    result = build(root, STUDYLOG_EXECUTE="never")
    assert "Traceback" not in result.stdout
    dialogs: list[str] = []
    visit.page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    with served_from(root / "site") as address:
        for page in sorted((root / "site" / "notebooks").glob("*/index.html")):
            visit.page.goto(f"{address}notebooks/{page.parent.name}/")
            assert not re.search("<script>alert", visit.page.locator("article").inner_html())
    assert dialogs == []
