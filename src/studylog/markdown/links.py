"""The links and images of a page, as its Markdown is rendered, become a list of addresses."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

_ADDRESSES = {"a": "href", "img": "src"}


class LinkReader(Treeprocessor):
    """Keeps in `found` what the last page leads to; HTML that an author wrote is not looked into.

    MkDocs looks at the same elements, for it alone tells a page's address from its source's:
    https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/structure/pages.py#L352
    """

    found: tuple[str, ...] = ()

    def run(self, root: Element) -> None:
        given = (e.get(_ADDRESSES.get(str(e.tag), ""), "") for e in root.iter())
        self.found = tuple(dict.fromkeys(a for a in given if a and AMP_SUBSTITUTE not in a))


def read_links(md: Markdown) -> LinkReader:
    """The reader of the pages that `md` will convert, behind all that could change a link."""
    reader = LinkReader(md)
    md.treeprocessors.register(reader, "links", -1)
    return reader
