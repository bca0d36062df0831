"""Addresses from the root of the site lead there from each page that shows them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from tests.extension.converter import convert


@dataclass
class File:
    src_uri: str
    url: str


FILES = [
    File("about.md", "about/"),
    File("posts/2020-01-01-x.md", "blog/2020/01/01/x/"),
    File("notes/index.md", "notes/"),
    File("img/a b.png", "img/a%20b.png"),
    File("2020/old.html", "2020/old.html"),
]


class Folder(Treeprocessor):
    """What MkDocs leaves on a converter: the page and all files."""

    def __init__(self, file: File) -> None:
        self.file, self.files = file, self

    def get_file_from_path(self, path: str) -> File | None:
        return next((f for f in FILES if f.src_uri == path), None)


def shown(markdown: str, file: File) -> str:
    md = Markdown(extensions=["studylog"])
    md.treeprocessors.register(Folder(file), "relpath", -5)
    return md.convert(markdown)


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("site:/about/", "../about.md"),
        ("site:/about.html#x", "../about.md#x"),
        ("site:/notes/", "../notes/index.md"),
        ("site:/img/a%20b.png", "../img/a%20b.png"),
        ("site:/2020/old.html?q", "../2020/old.html?q"),
        ("site:/posts/2020-01-01-x.md", "2020-01-01-x.md"),
        ("site:/blog/category/ml/", "../../../../category/ml/"),
    ],
)
def test_a_link_leads_to_its_source_for_mkdocs_to_look_at(address: str, href: str) -> None:
    assert f'href="{href}"' in shown(f"[x]({address})", FILES[1])


@pytest.mark.parametrize(
    ("file", "way"),
    [(FILES[1], "../../../../../img/a%20b.png"), (FILES[0], "../img/a%20b.png")],
)
def test_an_attribute_of_raw_html_holds_the_way_from_the_page_it_is_shown_on(
    file: File, way: str
) -> None:
    for text in (
        '<img src="site:/img/a%20b.png" alt="">',
        "<p><img alt='' src='site:/img/a%20b.png'>",
    ):
        assert way in shown(text, file)
    link = '<a href="site:/posts/2020-01-01-x.md">x</a>'
    assert 'href="../blog/2020/01/01/x/"' in shown(link, FILES[0])


def test_text_about_such_addresses_stays() -> None:
    assert "site:/x" in shown('`="site:/x"` and site:/x', FILES[0])
    assert shown('`="site:/x"`', FILES[0]) == '<p><code>="site:/x"</code></p>'


def test_without_mkdocs_they_begin_at_the_root() -> None:
    html = convert('[x](site:/a/#b) ![y](site:/c.png) <a href="site:/d">z</a>')
    assert 'href="/a/#b"' in html and 'src="/c.png"' in html and 'href="/d"' in html
