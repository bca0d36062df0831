"""What of a log is on each topic of its tree."""

from __future__ import annotations

import json
import random

import pytest

from studylog import StudyLog, read_log
from studylog.settings import Settings
from studylog.sources import Sources
from studylog.topics import (
    Count,
    Coverage,
    count,
    cover,
    read_coverage,
    same_topics,
    sums,
    things_in,
)
from tests.topics.trees import seed, tree

TREE = """- Networks
  - Convolutional Networks (CNNs)
  - Recurrent Networks
- Language
  - Transformers
- Vision
  - Transformers
- Regularization (L1 and L2)
- Nothing yet
"""


def log(**files: str) -> StudyLog:
    notebook = {"nbformat": 4, "cells": [], "metadata": {"studylog": {"tags": ["transformer"]}}}
    return read_log(
        Sources(
            {
                "papers.bib": (
                    b"@misc{a, keywords={cnn, recurrent networks}}\n"
                    b"@misc{b, keywords={Convolutional networks, loose, Loose}}\n"
                    b"@misc{c, keywords={vision > transformers, regularization}}"
                ),
                "posts/2024-01-02-x.md": b"---\ntags: [CNN]\ncategories: [language]\n---\nText",
                "posts/2024-01-03-y.md": b"---\ntags: [CNN]\ndraft: true\n---\nText",
                "docs/papers/a.md": b"---\ntags: [cnns]\n---\nNote",
                "docs/topics.md": b"---\ntags: [loose]\n---\n" + TREE.encode(),
                "notebooks/n.ipynb": json.dumps(notebook).encode(),
                **{name: text.encode() for name, text in files.items()},
            }
        )
    )


@pytest.fixture(scope="module")
def covered() -> Coverage:
    return read_coverage(log(), Settings())[1]


def of(coverage: Coverage, name: str, *, own: bool = False) -> list[Count]:
    sets = coverage.own if own else coverage.whole
    return [count(coverage, sets[t.number]) for t in coverage.topics if t.name == name]


def test_things_are_found_by_name_and_alias_in_any_spelling(covered: Coverage) -> None:
    assert of(covered, "Convolutional Networks (CNNs)") == [Count(2, 1, 1, 0)]
    number = next(t.number for t in covered.topics if t.aliases)
    things = things_in(covered, covered.own[number])
    assert [e.key for e in things.entries] == ["a", "b"]
    assert [p.path for p in things.posts] == ["posts/2024-01-02-x.md"]
    assert [p.path for p in things.notes] == ["docs/papers/a.md"]


def test_a_branch_counts_a_thing_of_several_topics_once(covered: Coverage) -> None:
    assert of(covered, "Networks") == [Count(2, 1, 1, 0)]
    assert of(covered, "Networks", own=True) == [Count()]
    assert of(covered, "Recurrent Networks") == [Count(1)]


def test_a_plain_tag_counts_for_each_topic_of_the_name_and_a_path_for_one(
    covered: Coverage,
) -> None:
    assert of(covered, "Transformers") == [Count(notebooks=1), Count(1, 0, 0, 1)]


def test_a_category_is_a_tag(covered: Coverage) -> None:
    assert of(covered, "Language", own=True) == [Count(posts=1)]


def test_a_name_is_found_without_its_bracket_where_no_topic_has_it(covered: Coverage) -> None:
    assert of(covered, "Regularization (L1 and L2)") == [Count(1)]
    rest = tree("- Techniques (a, b)\n- Techniques\n")
    coverage = cover(rest, read_log(Sources({"papers.bib": b"@misc{a, keywords={techniques}}"})))
    assert [bool(things) for things in coverage.own] == [False, True]


def test_tags_that_are_no_topic_are_kept_with_their_counts(covered: Coverage) -> None:
    assert [(o.name, count(covered, o.things)) for o in covered.others] == [("loose", Count(1))]


def test_sums_count_topics_and_not_what_sorts_them() -> None:
    topics = tree("## A\n\n- x\n  - y\n- z\n\n## B\n\n## C\n\nLabel\n- w\n")
    bib = b"@misc{a, keywords={y, b}}"
    below = sums(cover(topics, read_log(Sources({"papers.bib": bib}))))
    named = {t.name: tuple(below[t.number]) for t in topics if t.depth == 0}
    assert named == {"A": (2, 3), "B": (0, 0), "C": (0, 1)}
    assert tuple(below[-1]) == (3, 5)


def test_every_tag_of_one_topic_is_known(covered: Coverage) -> None:
    assert set(same_topics(covered, ["cnn"])) == {"cnn", "CNN", "cnns", "Convolutional networks"}
    assert same_topics(covered, ["unknown"]) == ("unknown",)
    assert same_topics(covered, []) == ()


def test_without_a_tree_all_tags_are_kept() -> None:
    coverage = cover((), log())
    assert coverage.topics == () and sums(coverage) == [(0, 0)]
    assert {o.name.casefold() for o in coverage.others} >= {"cnn", "loose", "language"}


def test_002_a_tag_with_its_alias_is_on_both_kinds_of_gan() -> None:
    bib = b"@misc{a, keywords={gan}} @misc{b, keywords={generative models}}"
    coverage = cover(tree(seed()), read_log(Sources({"papers.bib": bib})))
    touched = [t.line for t in coverage.topics if coverage.own[t.number]]
    assert touched == [33, 34, 120, 121]


def test_every_one_of_many_topics_is_covered_and_every_other_tag_kept() -> None:
    chance = random.Random(1)
    names = [f"Topic {n} of kind {n % 37}" for n in range(200)]
    topics = tree("\n".join("  " * (n % 4) + f"- {name}" for n, name in enumerate(names)))
    bib = "\n".join(
        f"@misc{{k{n}, keywords={{{', '.join(chance.sample(names, 4))}, own {n}}}}}"
        for n in range(600)
    )
    many = read_log(Sources({"papers.bib": bib.encode()}))
    coverage = cover(topics, many)
    assert tuple(sums(coverage)[-1]) == (200, 200) and len(coverage.others) == 600
