"""The table of experiments as a reader sorts it, on a phone and without scripts; axe on it all."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.looks import faults_in_every_look, settle
from tests.browser.serving import served_from
from tests.logs import build, make_log

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><path d="M0 0h60v30z"/></svg>'
POST = """# A week

```experiments
show: n2#cell-1
```

<!-- more -->

- In a list:

    ```experiments
    show: n3#fig-draw
    ```

```experiments
sort: -accuracy
limit: 3
```

```experiments
columns: loss, numbers
limit: 2
```
"""


def notebook(number: int) -> str:
    """One of a dozen experiments; every fifth has no accuracy, and the first has not run."""
    metrics = {"loss": 10.0**-number, "accuracy": 0.5 + number / 30, f"only {number}": number}
    if number % 5 == 0:
        del metrics["accuracy"]
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": f"# Run {number}\n\nWords. More."},
        {
            "cell_type": "code",
            "metadata": {"alt": "A drawing"},
            "source": "#| label: fig-draw\n#| fig-cap: A drawn thing\ndraw()",
            "outputs": [
                {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": SVG}}
            ],
        },
        {
            "cell_type": "code",
            "metadata": {"tags": ["metrics"]},
            "source": "metrics",
            "outputs": [
                {
                    "output_type": "execute_result",
                    "metadata": {},
                    "data": {"text/plain": repr(metrics)},
                }
            ],
        },
    ]
    if number == 0:
        cells = [{**cell, "outputs": []} if "outputs" in cell else cell for cell in cells]
    own = {"date": f"2026-01-{number + 1:02}"}
    return json.dumps({"nbformat": 4, "metadata": {"studylog": own}, "cells": cells})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    files: dict[str, str | bytes] = {f"notebooks/n{n}.ipynb": notebook(n) for n in range(12)}
    files["posts/2026-02-01-week.md"] = POST
    root = make_log(tmp_path_factory.mktemp("experiments"), files=files)
    result = build(root, STUDYLOG_EXECUTE="never")
    assert result.returncode == 0, result.stdout
    with served_from(root / "site") as address:
        yield address


@pytest.fixture
def table(visit: Visit, site: str) -> Iterator[Page]:
    yield visit.open(f"{site}notebooks/")
    assert visit.faults == []


def order(page: Page) -> list[int]:
    titles = page.locator("table.experiments .experiment-title").all_text_contents()
    return [int(title.removeprefix("Run ")) for title in titles]


def test_a4_a_header_sorts_by_numbers_with_missing_ones_last(table: Page) -> None:
    newest = list(range(11, -1, -1))
    assert order(table) == newest
    button = table.get_by_role("button", name="accuracy")
    head = table.get_by_role("columnheader", name="accuracy")
    button.focus()
    table.keyboard.press("Enter")
    assert order(table) == [11, 9, 8, 7, 6, 4, 3, 2, 1, 10, 5, 0]
    expect(head).to_have_attribute("aria-sort", "descending")
    button.click()
    assert order(table) == [1, 2, 3, 4, 6, 7, 8, 9, 11, 10, 5, 0]
    expect(head).to_have_attribute("aria-sort", "ascending")
    button.click()
    assert order(table) == newest
    expect(table.get_by_role("columnheader", name="Date")).to_have_attribute(
        "aria-sort", "descending"
    )


def test_a4_a_small_number_is_sorted_by_its_value(table: Page) -> None:
    table.get_by_role("button", name="loss").click()
    assert order(table) == [*range(1, 12), 0]


def test_the_date_turns_round(table: Page) -> None:
    table.get_by_role("button", name="Date").click()
    assert order(table) == list(range(12))
    table.get_by_role("button", name="Date").click()
    assert order(table) == list(range(11, -1, -1))


def test_a4_on_a_phone_rows_are_cards_with_an_order_to_choose(visit: Visit, site: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 850})
    page = visit.open(f"{site}notebooks/")
    expect(page.get_by_role("button", name="accuracy")).to_be_hidden()
    page.get_by_label("Order").select_option("accuracy, greatest first")
    assert order(page)[0] == 11
    page.get_by_label("Order").select_option("Experiment, A–Z")
    assert order(page)[:3] == [0, 1, 2]
    before = page.locator("td.cell-value").first
    assert "loss" in before.evaluate("e => getComputedStyle(e, '::before').content")


def test_without_scripts_the_table_is_whole_and_newest_first(scriptless: Page, site: str) -> None:
    scriptless.goto(f"{site}notebooks/")
    assert order(scriptless) == list(range(11, -1, -1))
    assert scriptless.locator("table.experiments button").count() == 0


def test_a4_an_output_in_a_post_is_drawn_and_leads_to_its_cell(visit: Visit, site: str) -> None:
    for path in ("blog/", "blog/2026/02/01/week/"):  # in the list of posts, too
        page = visit.open(site + path)
        figure = page.locator("figure.experiment-shown").first
        assert figure.locator("img").evaluate("e => e.naturalWidth") == 60
        expect(figure).to_contain_text("A drawn thing")
        expect(figure).to_contain_text("stored, not verified")
        figure.get_by_role("link", name="Run 2").click()
        expect(page).to_have_url(f"{site}notebooks/n2/#cell-1")
        expect(page.locator("#cell-1")).to_be_attached()
        page.wait_for_load_state()
        settle(page)
    page = visit.open(f"{site}blog/2026/02/01/week/")
    assert page.locator("li figure.experiment-shown img").evaluate("e => e.naturalWidth") == 60
    assert visit.faults == []


@pytest.mark.parametrize(
    "path", ["notebooks/", "notebooks/n0/", "notebooks/n2/", "blog/2026/02/01/week/"]
)
def test_experiments_fit_the_screen_and_have_no_fault_that_axe_finds(
    visit: Visit, site: str, path: str
) -> None:
    assert faults_in_every_look(visit, site + path, unfold=True) == []
    assert visit.faults == []
