"""What shows only when a page is rendered is said by the check, too."""

from __future__ import annotations

import json

import pytest

from studylog.check import check
from studylog.sources import Sources


def said(files: dict[str, str], config: str = "site_name: X\n", *others: str) -> list[str]:
    sources = Sources({path: text.encode() for path, text in files.items()}, others)
    return [str(p) for p in check(sources, config)]


def test_a_citation_in_a_fence_is_none_whatever_extensions_are_set() -> None:
    page = "Text:\n```\n[@x]\n```\n\n~~~ py\n\n[@x]\n~~~\n"
    assert said({"docs/a.md": page}) == []
    assert said({"docs/a.md": page}, "markdown_extensions: [pymdownx.superfences]") == []
    assert said({"docs/a.md": f"{page}[@x]"}) == [
        "docs/a.md:10: the citation '@x' has no entry (add it to papers.bib)"
    ]


NOTEBOOK = json.dumps({"nbformat": 4, "metadata": {}, "cells": []})
LOG = {
    "docs/papers/b.md": "B",
    "docs/b.md": "B",
    "docs/deep/c.md": "C",
    "docs/deep/README.md": "D",
    "docs/flat/index.md": "E",
    "posts/2024-01-02-a.markdown": "A",
    "notebooks/n.ipynb": NOTEBOOK,
    "notebooks/broken.ipynb": "{",
    "papers.bib": "@misc{b, title={B}}\n@misc{E:1, title={E}}",
}
FROM_DOCS = [
    "b.md", "b.md#x", "./deep/c.md", "deep/../b.md?x", "img/a%20b.png", "posts/2024-01-02-a.md",
    "../posts/2024-01-02-a.md", "notebooks/n.ipynb", "../notebooks/n.ipynb",
    "notebooks/broken.ipynb", "papers/e-1.md", "papers/index.md", "blog/index.md",
    "../notebooks/index.md", "feed.xml", "papers.json", "papers.bib", "../papers.bib",
    "deep/index.md", "deep/README.md", "flat/index.md", "flat/README.md", "README.md",
    "blog/category/x.md", "papers/", "gone", "#gone", "/gone.md", "https://e.org/x.md",
    "mailto:a@b.cd", "//e.org/x.md",
]  # fmt: skip


@pytest.mark.parametrize("link", FROM_DOCS)
def test_a_link_to_what_is_there_on_disk_or_on_the_site_is_no_fault(link: str) -> None:
    text = f"[a]({link}) ![b]({link})"
    found = said({**LOG, "docs/a.md": text}, "site_name: X\n", "docs/img/a b.png")
    assert [line for line in found if line.startswith("docs/a.md")] == []


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("posts/2024-01-03-z.md", "2024-01-02-a.md"),
        ("posts/2024-01-03-z.md", "../docs/b.md"),
        ("posts/2024-01-03-z.md", "../b.md"),
        ("posts/2024-01-03-z.md", "../docs/papers/index.md"),
        ("docs/deep/z.md", "../../posts/2024-01-02-a.md"),
        ("docs/deep/z.md", "../b.md"),
        ("notebooks/z.md", "n.ipynb"),
        ("notebooks/z.md", "../docs/deep/c.md"),
    ],
)
def test_links_between_the_folders_lead_as_they_lie_on_disk_or_on_the_site(
    path: str, link: str
) -> None:
    found = said({**LOG, path: f"[a]({link})"})
    assert [line for line in found if line.startswith(path)] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "# A\n\n[x](bb.md)",
            "docs/a.md:3: links to 'bb.md', which is not there (did you mean 'b.md'?)",
        ),
        (
            "![x](c.md)",
            "docs/a.md:1: links to 'c.md', which is not there (did you mean 'deep/c.md'?)",
        ),
        (
            "[x]\n\n[x]: other/n.ipynb#y",
            "docs/a.md:3: links to 'other/n.ipynb#y', which is not there "
            "(did you mean 'notebooks/n.ipynb'?)",
        ),
        (
            "| a |\n|---|\n| [x](<nothing like it.pdf>) |",
            "docs/a.md:3: links to 'nothing like it.pdf', which is not there "
            "(correct the link, or add the file)",
        ),
        (
            "[x](http://[y/)",
            "docs/a.md:1: links to 'http://[y/', which is no address: Invalid IPv6 URL "
            "(correct the link)",
        ),
    ],
)
def test_a_link_to_what_is_not_there_is_said_with_its_line_and_the_nearest_path(
    text: str, line: str
) -> None:
    assert line in said({**LOG, "docs/a.md": text})


def test_the_nearest_path_is_said_as_a_link_from_the_page() -> None:
    assert said({**LOG, "docs/deep/z.md": "See gone/bb.md [x](../bb.md)\n"})[0] == (
        "docs/deep/z.md:1: links to '../bb.md', which is not there (did you mean '../b.md'?)"
    )


@pytest.mark.parametrize("text", ["`[x](bb.md)`", "```\n[x](bb.md)\n```", '<a href="bb.md">x</a>'])
def test_a_link_in_code_or_in_html_is_none(text: str) -> None:
    assert [x for x in said({**LOG, "docs/a.md": f"{text} [y](b.md)"}) if "bb.md" in x] == []


def test_links_of_a_notebooks_prose_and_of_a_post_are_checked() -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "# T\n[x](gone.png)"}]
    notebook = json.dumps({"nbformat": 4, "metadata": {}, "cells": cells})
    found = said({"notebooks/a.ipynb": notebook, "posts/2024-01-02-a.md": "A\n\n[x](gone.png)"})
    assert [x.partition(" (")[0] for x in found] == [
        "notebooks/a.ipynb:1: links to 'gone.png', which is not there",
        "posts/2024-01-02-a.md:3: links to 'gone.png', which is not there",
    ]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("{{site.baseurl}}/images/address.png", "![a]({{site.baseurl}}/images/address.png)"),
        (
            "{{ '/images/a b.png' | relative_url }}",
            "![a](<{{ '/images/a b.png' | relative_url }}>)",
        ),
        ("{% link images/address.png %}", "[a]({% link images/address.png %})"),
        ("../images/address.png", "[a](../images/address.png)"),
    ],
)
def test_a_link_made_of_liquid_is_said_as_it_is_typed(typed: str, line: str) -> None:
    found = said({"posts/2024-01-01-a.md": f"---\ntitle: A\n---\nText.\n\n{line}\n"})
    fault = f"links to '{typed}', which is not there (correct the link, or add the file)"
    assert found == [f"posts/2024-01-01-a.md:6: {fault}"]
