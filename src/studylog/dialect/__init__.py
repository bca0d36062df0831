"""A Markdown text is read as GitHub reads it, with the blocks of our extensions in their places."""

from studylog.dialect.inline import Link, is_struck, links_of, plain_text
from studylog.dialect.read import read_document
from studylog.dialect.tree import (
    Block,
    Code,
    Comment,
    Document,
    Heading,
    Holder,
    Html,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
    inside,
    title_of,
    walk,
)

__all__ = [
    "Block", "Code", "Comment", "Document", "Heading", "Holder", "Html", "Item", "Link", "List",
    "Paragraph", "Quote", "Row", "Rule", "Table", "inside", "is_struck", "links_of", "plain_text",
    "read_document", "title_of", "walk",
]  # fmt: skip
