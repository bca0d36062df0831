"""A mark such as `{:^ .class }` gives its attributes to the block above it, or to its item."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.treeprocessors import Treeprocessor

_MARK = re.compile(r"\s*\{:\^ (?P<in>[^{}\n]*)\}\s*")
_STRAY = re.compile(r"\{:\^ [^{}\n]*\}")


class AttributeGiver(Treeprocessor):
    """Lists, tables, quotations and code have no line of their own that `attr_list` could read."""

    def run(self, root: Element) -> None:
        attributes = AttrListTreeprocessor(self.md)
        for parent in list(root.iter()):
            item = parent if parent.tag == "li" else None
            if item is not None and (given := _taken(item)):
                attributes.assign_attrs(item, given)
            before = item
            for child in list(parent):
                given = _taken(child) if child.tag == "p" else ""
                if given and before is not None:
                    before = _target(parent, before)
                    attributes.assign_attrs(before, given)
                if given and not child.text and not len(child):
                    parent.remove(child)
                else:
                    before = child
        for element in root.iter():  # a mark in what turned out to be no item
            if element.tail and "{:^" in element.tail:
                element.tail = _STRAY.sub("", element.tail)
            if element.text and "{:^" in element.text and element.tag != "code":
                element.text = _STRAY.sub("", element.text)


def _taken(element: Element) -> str:
    """The attributes of the mark that the element begins with, which is gone then."""
    found = _MARK.match(element.text or "")
    if not found:
        return ""
    element.text = (element.text or "")[found.end() :]
    return found["in"].strip()


def _target(parent: Element, block: Element) -> Element:
    """The block; around a table one of its own, as themes leave tables with a class bare."""
    if block.tag != "table":
        return block
    frame = Element("div")
    frame.tail, block.tail = block.tail, None
    parent[list(parent).index(block)] = frame
    frame.append(block)
    return frame
