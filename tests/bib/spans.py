"""What the spans of a scanned file promise."""

from __future__ import annotations

from studylog.bib.parts import all_blocks, as_utf8
from studylog.bib.spans import Block, Field, as_text


def assert_spans_are_true(content: bytes) -> None:
    """Blocks stand in order, none in another, and each span holds what it is named for."""
    content, _ = as_utf8(content)
    behind = 0
    for block in all_blocks(content):
        assert behind <= block.start < block.end <= len(content)
        behind = block.end
        written = content[block.start : block.end]
        assert written.startswith(b"@")
        assert written[1:].lstrip().lower().startswith(block.type.encode())
        if block.key:
            head = as_text(content[block.start : block.key_end])
            assert " ".join(head.split()).endswith(block.key)
        if block.sound:
            assert written.endswith((b"}", b")"))
        at = block.key_end
        for field in block.fields:
            assert at <= field.start < field.end <= block.end
            at = field.end
            _assert_field_is_true(content, field, block)


def _assert_field_is_true(content: bytes, field: Field, block: Block) -> None:
    written = content[field.start : field.end]
    assert written.lower().startswith(field.name.encode())
    assert written[len(field.name.encode()) :].lstrip().startswith(b"=")
    at = field.start
    for piece in field.pieces:
        assert at <= piece.start <= piece.end <= field.end
        at = piece.end
        if piece.kind and block.sound:
            around = content[piece.start - 1 : piece.start] + content[piece.end : piece.end + 1]
            assert around == {"{": b"{}", '"': b'""'}[piece.kind]
