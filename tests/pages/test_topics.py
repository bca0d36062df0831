"""The tree of topics as a page shows it, and the page of one topic."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from studylog import StudyLog, read_log
from studylog.blocks import blocks_of
from studylog.markdown.blocks import Place
from studylog.pages.topic_page import render_topic
from studylog.pages.topic_things import Places, note_links
from studylog.pages.topics import anchor_of, render_tree, say_count, topic_pages
from studylog.pages.topics_in_place import fill_tree, mark_tree
from studylog.settings import Settings
from studylog.sources import Sources
from studylog.topics import Count, Coverage, cover, read_coverage
from tests.pages.logs import EVIL, hostile_log, unsafe
from tests.topics.trees import ROADMAP, seed, tree

BIB = b"""@misc{a, title={On PCA}, status={read}, keywords={PCA, stray}}
@misc{b, title={On sampling}, keywords={sampling methods, annealing}}
@misc{c, title={Stray}, keywords={stray}}"""
POST = b"---\ntitle: A post\ntags: [stray, gibbs]\n---\nText"
LOG = read_log(
    Sources(
        {
            "papers.bib": BIB,
            "docs/topics.md": ROADMAP.encode(),
            "docs/papers/a.md": b"---\ntags: [hmm]\n---\nNote",
            "posts/2024-01-02-x.md": POST,
        }
    )
)
COVERAGE = read_coverage(LOG, Settings())[1]
NOTES = note_links(LOG)
PLACES = Places(NOTES, {"a": "papers/a/"}, topic_pages(COVERAGE))


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def whole(coverage: Coverage = COVERAGE, log: StudyLog = LOG) -> BeautifulSoup:
    return soup(render_tree(coverage, "topics/", note_links(log)))


def page_of(name: str, own: str = "") -> BeautifulSoup:
    topic = next(t for t in COVERAGE.topics if t.name.startswith(name))
    return soup(render_topic(topic, COVERAGE, f"topics/{topic.slug}/", PLACES, own))


def line_of(item: Tag) -> str:
    """What stands in the line of a topic, without the topics below."""
    parts = [child for child in item.children if getattr(child, "name", "") != "details"]
    return " ".join(" ".join(part.get_text() for part in parts).split())


def test_counts_are_said_in_words() -> None:
    assert say_count(Count(1, 2, 0, 1)) == "1 entry, 2 posts, 1 notebook"
    assert say_count(Count(1234, 0, 1, 0)) == "1,234 entries, 1 note"
    assert say_count(Count()) == ""


def test_each_topic_stands_in_its_list_with_its_counts() -> None:
    page = whole()
    assert line_of(page.find(id="topic:principal-components")) == (
        "Principal Components (PCAs) 1 entry"
    )
    above = page.find(id="topic:principal-components").find_parent("li")
    assert above["id"] == "topic:normal-forms"
    assert line_of(above) == "Normal Forms 1 entry, 1 note 3 topics"
    assert [h.text for h in page.find_all("h2")] == [
        "Projects", "Basics", "Strange stuff", "Not in the tree",
    ]  # fmt: skip


def test_a_touched_topic_is_a_link_and_another_one_quieter() -> None:
    page = whole()
    assert page.find(id="topic:annealing").a["href"] == "annealing/"
    quiet = page.find(id="topic:burn-in")
    assert quiet.a is None and "topic--untouched" in quiet["class"]


def test_a_branch_says_how_much_of_it_is_touched() -> None:
    page = whole()
    sums = [p.get_text(strip=True) for p in page.select(".topic-part-sum")]
    assert sums == ["0 of 2 topics touched", "5 of 9 topics touched", "2 of 4 topics touched"]
    assert page.select_one(".topic-about").text.startswith("7 of 15 topics touched")
    links = [a["href"] for a in page.select(".topic-map a")]
    assert links == ["#topic:projects", "#topic:basics", "#topic:strange-stuff"]
    assert all(page.find(id=link[1:]) for link in links)


def test_a_heading_with_nothing_below_is_a_topic() -> None:
    text = "## PCA\n\nText.\n\n## Empty\n\n## More\n\n- a\n"
    coverage = cover(tree(text), LOG)
    page = whole(coverage)
    said = [p.get_text(strip=True) for p in page.select(".topic-part-sum")]
    assert said == ["1 entry", "0 of 1 topic touched"]
    marked = mark_tree(text, coverage.topics)
    assert marked is not None
    filled = soup(fill_tree(marked, coverage, "topics/", NOTES))
    said = [p.get_text(strip=True) for p in filled.select("p.topic-part-sum")]
    assert said == ["1 entry: PCA", "", "0 of 1 topic touched"]
    assert all(filled.find(id=anchor_of(t)) for t in coverage.topics)


def test_tags_that_are_not_in_the_tree_come_last_with_what_they_are_on() -> None:
    (item,) = whole().select(".topic-others .topic-list > li")
    assert line_of(item) == "stray 2 entries, 1 post"
    assert [(a.text, a["href"]) for a in item.select("a")] == [
        ("2 entries", "../papers/?topic=stray"), ("A post", "../blog/2024/01/02/x/"),
    ]  # fmt: skip


def test_a_log_without_a_tree_has_a_list_of_its_tags() -> None:
    names = [li.find(class_="topic-name").text for li in
             whole(cover((), LOG)).select(".topic-others .topic-list > li")]  # fmt: skip
    assert names[0] == "stray" and {"PCA", "hmm", "gibbs", "annealing"} <= set(names)
    empty = StudyLog()
    assert "No topic yet" in whole(cover((), empty), empty).text


def test_a_long_tree_is_folded_and_a_short_one_is_not() -> None:
    long = "\n".join(f"- a{n}\n  - b{n}" for n in range(100))
    folds = [whole(cover(tree(text), LOG)).select("details") for text in (long, ROADMAP)]
    assert not any(d.has_attr("open") for d in folds[0] if "topic" in d.parent["class"])
    assert all(d.has_attr("open") for d in folds[1] if not d.find_parent(class_="topic-others"))


_TREES = st.lists(st.tuples(st.integers(0, 20), st.sampled_from("abc")), min_size=1, max_size=40)


@given(_TREES)
def test_any_tree_is_shown_whole_and_closed(lines: list[tuple[int, str]]) -> None:
    topics = tree("\n".join("  " * depth + f"- {name}" for depth, name in lines))
    html = render_tree(cover(topics, LOG), "topics/", NOTES)
    for name in ("ul", "li", "details", "summary"):
        assert html.count(f"<{name}") == html.count(f"</{name}>"), name
    page = soup(html)
    assert [li["id"] for li in page.select("li[id]")] == [anchor_of(t) for t in topics]
    for topic in topics:
        above = page.find(id=anchor_of(topic)).find_parent("li")
        if topic.parent is not None and topic.depth <= 12:
            assert above["id"] == anchor_of(topics[topic.parent])


def test_a_topic_s_page_says_where_it_is_and_what_is_on_it() -> None:
    page = page_of("Normal Forms")
    assert [a["href"] for a in page.select("nav[aria-label=Path] a")] == [
        "../#topic:normal-forms", "../basics/",
    ]  # fmt: skip
    assert page.h1.text == "Normal Forms"
    assert [h.text for h in page.find_all("h2")] == [
        "Topics below", "Entries", "Notes", "Beside it under Basics",
    ]  # fmt: skip
    assert [tr["data-key"] for tr in page.select("table.reading-list tr[data-key]")] == ["a"]
    assert page.select_one(".cell-topics a")["href"] == "../principal-components/"
    assert [a["href"] for a in page.select(".topic-things a")] == ["../../papers/a/"]
    assert "also PCAs" in page_of("Principal").select_one(".topic-facts").text


def test_topics_of_one_name_lead_to_each_other() -> None:
    (path,) = page_of("Sampling Methods").select("#same-name ~ nav")
    assert [a["href"] for a in path.select("a")] == [
        "../strange-stuff/", "../sampling-methods-strange-stuff/",
    ]  # fmt: skip


def test_what_the_author_wrote_on_a_topic_stands_above() -> None:
    page = page_of("Annealing", own="<h1>Mine</h1><p>Words</p>")
    assert [h.text for h in page.find_all("h1")] == ["Mine"]
    assert page.text.index("Words") < page.text.index("On sampling")


def test_a_block_of_a_topic_takes_it_by_any_of_its_names() -> None:
    block = blocks_of(LOG, {}, COVERAGE)["reading-list"]
    page = soup(block("topic: principal component", Place("x/", "x.md", "x")).html)
    assert [tr["data-key"] for tr in page.select("tr[data-key]")] == ["a"]
    links = [a["href"] for a in page.select(".cell-topics a")]
    assert links == ["../topics/principal-components/", "../papers/?topic=stray"]


def test_hostile_names_and_tags_are_text() -> None:
    log = hostile_log()
    for coverage in (cover((), log), cover(tree(f"- {EVIL}\n  - <b>x</b> [y](javascript:z)"), log)):
        assert unsafe(render_tree(coverage, "topics/", note_links(log), (EVIL, "x/"))) == []
        places = Places(note_links(log), {}, topic_pages(coverage))
        for topic in coverage.topics:
            assert unsafe(render_topic(topic, coverage, "topics/x/", places)) == []


def test_c11_the_seed_has_every_name_once_in_its_place() -> None:
    coverage = cover(tree(seed()), LOG)
    page = whole(coverage)
    assert len(page.select("li.topic[id]")) == 98
    for topic in coverage.topics:
        assert line_of(page.find(id=anchor_of(topic))).startswith(topic.name)


# On the author's own page

PAGE = f"{ROADMAP}\nSome *last* words.\n\n> - quoted\n"


def test_lists_become_marks_and_the_other_text_stays() -> None:
    marked = mark_tree(PAGE, tree(PAGE))
    assert marked is not None
    assert "- Gibbs" not in marked and "- quoted" in marked
    for line in ("# Plan", "## Basics", "Strange stuff", "Some *last* words."):
        assert f"\n{line}\n" in f"\n{marked}"
    assert marked.count("data-topics") == 1 + 3 + 3


def test_marks_become_lists_with_the_page_s_own_anchors() -> None:
    topics = tree(ROADMAP)
    coverage = cover(topics, LOG)
    html = (
        '<h1 id="plan">Plan</h1>\n<div data-topics="head-0-0"></div>\n<h2 id="mine">Basics</h2>'
        '<div data-topics="sum-3-13"></div><p><div data-topics="list-4-13"></div></p><p>After</p>'
    )
    page = soup(fill_tree(html, coverage, "topics/", NOTES))
    assert page.select_one(".topic-map a[href='#mine']")
    assert page.find(id="topic:gibbs").find_parent("li")["id"] == "topic:sampling-methods-basics"
    assert page.select("p ul") == [] and not page.select("[data-topics]")
    text = page.get_text()
    assert text.index("Plan") < text.index("touched") < text.index("Gibbs") < text.index("After")


def test_a_list_in_an_admonition_keeps_its_place() -> None:
    text = "Text\n\n!!! note\n    Words.\n\n    - a\n        - b\n\n- c\n"
    marked = mark_tree(text, tree(text))
    assert marked is not None
    head, inside = marked.index("head-0-0"), '    Words.\n\n\n    <div data-topics="list-0-2">'
    assert head < marked.index("!!! note") < marked.index(inside)


def test_another_page_than_the_tree_s_stays_as_it_is() -> None:
    assert mark_tree("- a\n", tree("- b\n")) is None
    assert mark_tree("Text\n", ()) is None
