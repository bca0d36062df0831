"""Bytes that no one would write go through the reader of papers.bib, for a bounded time.

`make fuzz` runs it; a fault is an uncaught assertion, and the bytes that led to it are kept beside
the seeds. Nothing here is a part of the tests, for atheris is locked apart from everything else.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["studylog.bib"]):
    from studylog.bib import read_bibliography
    from studylog.bib.export import public_bib, public_sources
    from studylog.bib.parts import as_utf8, parts

LARGEST = 65_536
SLOWEST_S = 1.0

#: What mutations begin from: each reaches a part of the scanner that bytes at random do not.
SEEDS = (
    b"@misc{a, title = {A {B} C}, year = 2001, note = {Read\\_Status: Read}}\n",
    b'@string{acm = "ACM" # { Press}}\n@book(b, title = "B", publisher = acm # "x", month = jan)\n',
    b'@comment{jabref-meta: x;}\n@preamble{"x"}\nprose\n@misc{c,\n  % said\n title = {C}\n}\n',
    b"@misc{d, crossref = {e}, xdata = {f}}\n@xdata{f, title = {F}}\n@book{e, title = {E}}\n",
    b"@misc{g, title = {Open,\n year = 2001\n}\n@misc{h, title = {H}}\r\n@misc{h, title = {I}}",
    b"@misc, title = {J},\n}\nmisc{k,\n title = {K}}\n@misc{l\n title = {L} } }, year = {1}\n}",
    b"\xef\xbb\xbf@misc{m, title = {Caf\xe9 \\} \\{}, file = {:/home/x/y.pdf:PDF}}",
    "@misc{n, title = {N}}".encode("utf-16"),
)


def try_one(content: bytes) -> None:
    """Raises where a promise about any bytes is broken."""
    began = time.process_time()
    _spans_are_in_order(content)
    entries = read_bibliography(content).entries
    took_s = time.process_time() - began
    _hold(took_s < SLOWEST_S or len(content) > LARGEST, f"took {took_s:.1f} s")
    _hold(len(public_sources(content)) == len(entries), "another number of entries is published")
    again = read_bibliography(public_bib(content).encode()).entries
    _hold([e.key for e in again] == [e.key for e in entries], "other entries are published")


def _spans_are_in_order(content: bytes) -> None:
    content, _ = as_utf8(content)
    behind = 0
    for part in parts(content, {}):
        for block in part.blocks:
            _hold(behind <= block.start <= block.key_end <= block.end <= len(content), block)
            at, behind = block.key_end, block.end
            for field in block.fields:
                _hold(at <= field.start <= field.end <= block.end, (block, field))
                at = field.start
                for piece in field.pieces:
                    _hold(at <= piece.start <= piece.end <= field.end, (field, piece))
                    at = piece.end
                at = field.end
        for fault in part.faults:
            _hold(0 <= fault.at <= len(content), fault)


def _hold(promise: bool, said: object) -> None:
    if not promise:
        raise AssertionError(said)


def main() -> None:
    """`scan.py FOLDER [option of libFuzzer]...`: the folder keeps what was found worth keeping."""
    logging.disable()  # bibtexparser tells of each block it can't read
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS):
        (folder / f"seed-{number}").write_bytes(seed)
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
