"""The tree of topics as a reader scans, folds, filters and prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.looks import faults_in_every_look
from tests.browser.serving import served_from
from tests.logs import REPOSITORY, build, make_log
from tests.topics.trees import ROADMAP

SHORT = f"{ROADMAP}\nSome words.\n"
BIB = "@misc{a, title={On PCA}, keywords={PCA, stray}}\n@misc{b, title={B}, keywords={annealing}}"
NAME = "Topic number {} with a name of some length"
MANY = "\n".join(f"@misc{{k{n}, keywords={{{NAME.format(n)}}}}}" for n in range(3, 60, 7))


def many() -> str:
    """A tree of a thousand topics under twenty headings, three deep."""
    lines = ["# Plan"]
    for number in range(1000):
        if number % 50 == 0:
            lines += ["", f"## Area {number // 50}", ""]
        depth = 0 if number % 10 == 0 else 1 if number % 5 == 0 else 2 if number % 5 > 2 else 1
        lines.append("  " * depth + f"- {NAME.format(number)}")
    return "\n".join(lines)


def _site(root: Path, plan: str, bib: str) -> Path:
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("topics: topics.md", "topics: plan.md")
    files = {"docs/plan.md": plan, "papers.bib": bib, "mkdocs.yml": settings}
    result = build(make_log(root, files=files))
    assert result.returncode == 0, result.stdout
    return root / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses of /topics/ of a log with a short tree, and of one with a long tree."""
    root = tmp_path_factory.mktemp("topics")
    _site(root / "short", SHORT, BIB)
    _site(root / "long", many(), MANY)
    with served_from(root) as address:
        yield {name: f"{address}{name}/site/topics/" for name in ("short", "long")}


@pytest.fixture
def tree(visit: Visit, sites: dict[str, str]) -> Iterator[Page]:
    yield visit.open(sites["short"])
    assert visit.faults == []


def topic(page: Page, slug: str) -> Locator:
    return page.locator(f"[id='topic:{slug}']")


def shown(page: Page) -> list[str]:
    """The names that a reader can see."""
    visible = "names => names.filter(n => n.checkVisibility()).map(n => n.textContent)"
    names: list[str] = page.locator("li .topic-name").evaluate_all(visible)
    return names


def filter_box(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Filter")


def test_a_branch_folds_by_a_click_beside_its_name_and_by_the_keyboard(tree: Page) -> None:
    leaf, branch = topic(tree, "gibbs"), topic(tree, "sampling-methods-basics")
    summary = branch.locator("> details > summary")
    expect(leaf).to_be_visible()
    summary.focus()
    tree.keyboard.press("Enter")
    expect(leaf).to_be_hidden()
    tree.keyboard.press("Space")
    expect(leaf).to_be_visible()
    summary.click(position={"x": 6, "y": 8})
    expect(leaf).to_be_hidden()
    tree.get_by_role("button", name="Unfold all").click()
    expect(leaf).to_be_visible()
    tree.get_by_role("button", name="Fold all").click()
    expect(leaf).to_be_hidden()


def test_a_name_leads_to_the_topic_s_page(tree: Page) -> None:
    tree.get_by_role("link", name="Principal Components (PCAs)").click()
    expect(tree.get_by_role("heading", level=1)).to_contain_text("Principal Components (PCAs)")
    expect(tree.get_by_role("link", name="On PCA")).to_be_visible()
    tree.get_by_role("navigation", name="Path").get_by_role("link", name="Topics").click()
    expect(topic(tree, "principal-components")).to_be_in_viewport()


def test_the_filter_shows_matches_with_what_is_above_and_below_them(tree: Page) -> None:
    filter_box(tree).fill("SAMPLING-methods")
    assert shown(tree) == [
        "Sampling Methods", "Gibbs", "Sampling Methods (Gibbs, Slice)", "Burn-in",
        "Sampling Methods", "Annealing",
    ]  # fmt: skip
    expect(tree.get_by_role("status").filter(has_text="3 of 15 topics")).to_be_visible()
    expect(tree.get_by_role("heading", name="Projects")).to_be_hidden()
    expect(tree.get_by_role("heading", name="Not in the tree")).to_be_hidden()
    tree.keyboard.press("Escape")
    assert len(shown(tree)) == 16
    filter_box(tree).fill("nothing of this name")
    assert shown(tree) == []


def test_only_what_is_touched_can_be_shown(tree: Page) -> None:
    tree.get_by_role("checkbox", name="Only touched").check()
    assert shown(tree) == [
        "Normal Forms", "Principal Components (PCAs)", "Sampling Methods", "Annealing", "stray",
    ]  # fmt: skip
    tree.get_by_role("checkbox", name="Only touched").uncheck()
    assert len(shown(tree)) == 16


def test_a_long_tree_is_folded_and_the_filter_unfolds_what_it_finds(
    visit: Visit, sites: dict[str, str]
) -> None:
    page = visit.open(sites["long"])
    assert len([name for name in shown(page) if name.startswith("Topic")]) == 100
    filter_box(page).fill("number 503")
    assert [name for name in shown(page) if "503" in name]
    page.get_by_role("searchbox", name="Filter").clear()
    assert len([name for name in shown(page) if name.startswith("Topic")]) == 100
    assert page.locator(".topic-map a").count() == 20
    visit.page.set_viewport_size({"width": 390, "height": 850})
    assert page.evaluate("document.documentElement.scrollHeight / innerHeight") < 16


def test_an_address_unfolds_the_tree_down_to_its_topic(visit: Visit, sites: dict[str, str]) -> None:
    slug = "topic-number-508-with-a-name-of-some-length"
    page = visit.open(f"{sites['long']}#topic:{slug}")
    expect(topic(page, slug)).to_be_in_viewport()


def test_on_paper_everything_is_unfolded(visit: Visit, sites: dict[str, str]) -> None:
    page = visit.open(sites["long"])
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert len([name for name in shown(page) if name.startswith("Topic")]) == 1000
    expect(page.locator(".topic-tools")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len([name for name in shown(page) if name.startswith("Topic")]) == 100


def test_without_scripts_the_tree_is_whole_and_printed_whole(
    scriptless: Page, sites: dict[str, str]
) -> None:
    scriptless.goto(sites["long"])
    assert scriptless.locator("li.topic[id]").count() == 1000
    expect(scriptless.locator(".topic-tools")).to_have_count(0)
    leaf = scriptless.locator("[id^='topic:topic-number-503']")
    expect(leaf).to_be_hidden()
    scriptless.emulate_media(media="print")
    expect(leaf).to_be_visible()


@pytest.mark.parametrize("path", ["short", "long", "short/sampling-methods-strange-stuff/"])
def test_topics_fit_the_screen_and_have_no_fault_that_axe_finds(
    visit: Visit, sites: dict[str, str], path: str
) -> None:
    name, _, below = path.partition("/")
    assert faults_in_every_look(visit, sites[name] + below) == []
    assert visit.faults == []


def test_untouched_is_told_by_more_than_colour(tree: Page) -> None:
    mark = "e => getComputedStyle(e, '::before').backgroundColor"
    weight = "e => getComputedStyle(e.querySelector('.topic-name')).fontWeight"
    touched, other = topic(tree, "annealing"), topic(tree, "gibbs")
    assert re.fullmatch(r"rgba\(0, 0, 0, 0\)", other.evaluate(mark))
    assert touched.evaluate(mark) != other.evaluate(mark)
    assert int(touched.evaluate(weight)) > int(other.evaluate(weight))
