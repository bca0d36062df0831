"""The links and images of a page are mended and listed as its Markdown is rendered."""

from __future__ import annotations

from urllib.parse import urlsplit
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


class LinkMender(Treeprocessor):
    """Encodes the brackets of an address that can't be parted: MkDocs would end the build on it."""

    def run(self, root: Element) -> None:
        if "relpath" not in self.md.treeprocessors:  # no MkDocs: the address stays as written
            return
        for element in root.iter():
            name = _ADDRESSES.get(str(element.tag), "")
            if name and not _can_be_parted(element.get(name, "")):
                address = element.get(name, "").replace("[", "%5B").replace("]", "%5D")
                element.set(name, address if _can_be_parted(address) else "#")


def _can_be_parted(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def read_links(md: Markdown) -> LinkReader:
    """The reader of the pages that `md` will convert, behind all that could change a link."""
    reader = LinkReader(md)
    md.treeprocessors.register(reader, "links", -1)
    return reader
