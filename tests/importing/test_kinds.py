"""Types and keys of new entries."""

from __future__ import annotations

import pytest

from studylog.importing.keys import free_key, key_of
from studylog.importing.kinds import type_of


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://arxiv.org/abs/1706.03762", "article"),
        ("https://openreview.net/forum?id=x", "article"),
        ("https://www.aclanthology.org/P19-1001/", "article"),
        ("https://proceedings.neurips.cc/paper/x", "article"),
        ("https://proceedings.mlr.press/v1/x.html", "article"),
        ("https://openaccess.thecvf.com/x", "article"),
        ("https://www.youtube.com/watch?v=x", "video"),
        ("https://youtu.be/x", "video"),
        ("https://vimeo.com/1", "video"),
        ("https://www.coursera.org/learn/x", "course"),
        ("https://learn.deeplearning.ai/courses/x", "course"),
        ("https://course.fast.ai/", "course"),
        ("https://ocw.mit.edu/courses/x", "course"),
        ("https://www.linkedin.com/learning/x", "course"),
        ("https://www.linkedin.com/in/x", "misc"),
        ("https://www.oreilly.com/library/view/x/1/", "book"),
        ("https://www.oreilly.com/radar/", "misc"),
        ("https://www.manning.com/books/x", "book"),
        ("https://leanpub.com/x", "book"),
        ("https://www.deeplearningbook.org/", "book"),
        ("https://www.kaggle.com/datasets", "misc"),
        ("https://colab.research.google.com/", "misc"),
        ("https://github.com/a/b/tree/docs", "misc"),
        ("https://docs.python.org/3/", "manual"),
        ("https://x.readthedocs.io/en/latest/", "manual"),
        ("https://huggingface.co/docs/transformers", "manual"),
        ("https://pytorch.org/tutorials/x.html", "online"),
        ("https://x.org/blog/y", "online"),
        ("https://x.org/2020/posts/y", "online"),
        ("https://notyoutube.com/x", "misc"),
        ("https://x.org/tutorialspoint", "misc"),
    ],
)
def test_the_place_a_link_leads_to_tells_the_type(url: str, kind: str) -> None:
    assert type_of("", url, False, "T", ()) == kind


def test_a_doi_is_a_paper() -> None:
    assert type_of("", "https://doi.org/10.1000/1", True, "T", ()) == "article"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Book", "book"), ("Courses", "course"), ("Youtube", "video"), ("MIT OCW", "course"),
        ("DeepLearning.AI", "course"), ("Docs", "manual"), ("Article", "online"),
        ("Paper", "article"), ("Karpathy", "video"), ("", "video"),
    ],
)  # fmt: skip
def test_the_format_goes_before_the_place(word: str, kind: str) -> None:
    assert type_of(word, "https://youtu.be/x", False, "T", ("Papers",)) == kind


@pytest.mark.parametrize(
    ("named", "headings", "kind"),
    [
        ("Paper: T", ("Books",), "article"),
        ("Textbook: T", (), "book"),
        ("MOOC: T", (), "course"),
        ("Article: T", (), "online"),
        ("T: Paper", (), "misc"),
        ("T", ("ML Papers",), "article"),
        ("T", ("Week 1", "Videos to watch"), "video"),
        ("T", ("Docs", "Books"), "manual"),
        ("T", ("Papers and books", "Courses"), "course"),
        ("T", ("Newspapers",), "misc"),
    ],
)
def test_then_the_prefix_and_the_headings_going_outwards(
    named: str, headings: tuple[str, ...], kind: str
) -> None:
    assert type_of("", "https://x.org/a", False, named, headings) == kind


@pytest.mark.parametrize(
    ("title", "authors", "year", "key"),
    [
        ("Attention is all you need", "", "", "attentionallyou"),
        ("Imperial College London, MOOC: Mathematics", "", "", "imperialcollegelondon"),
        ("Deep Residual Learning", "He, Kaiming and Zhang, X.", "2016", "he2016deep"),
        ("The Elements", "Jürgen van der Øst", "2001", "vanderost2001elements"),
        ("Deep Residual Learning", "He, Kaiming", "", "deepresiduallearning"),
        ("Deep Residual Learning", "", "2016", "deepresiduallearning"),
        ("Über Größe: naïve", "", "", "ubergrossenaive"),
        ("Let's build GPT", "", "", "letsbuildgpt"),
        ("How to", "", "", "howto"),
        ("深度学习", "", "", "entry"),
        ("???", "", "", "entry"),
    ],
)
def test_keys(title: str, authors: str, year: str, key: str) -> None:
    assert key_of(title, authors, year) == key


def test_taken_keys_get_letters() -> None:
    taken: set[str] = {"a"}
    made = []
    for _ in range(28):
        made.append(free_key("A", taken))
        taken.add(made[-1].lower())
    assert made[:2] + made[-4:] == ["Ab", "Ac", "Az", "Ab2", "Ac2", "Ad2"]
