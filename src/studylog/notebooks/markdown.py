"""A notebook's cells become Markdown in the site's own dialect, figures apart as files."""

from __future__ import annotations

import base64
import binascii
import html
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import nh3
from nbconvert.filters.ansi import strip_ansi
from nbconvert.preprocessors import (
    ExtractAttachmentsPreprocessor,
    ExtractOutputPreprocessor,
    TagRemovePreprocessor,
)

from studylog.maths import typeset

_IMAGES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
_MATHS = re.compile(r"\A\s*(?:\$\$?|\\\[)(?P<tex>.*?)(?:\$\$?|\\\])\s*\Z", re.S)
_TABLE_TAGS = nh3.ALLOWED_TAGS - {"script", "style"}


@dataclass(frozen=True, slots=True)
class Figure:
    """An image of a notebook: its path beside the notebook, bytes, alternative text, pixels."""

    path: str
    content: bytes
    alt: str
    width: int | None = None
    height: int | None = None


def to_markdown(node: Any, folder: str, title: str) -> tuple[str, tuple[Figure, ...]]:
    """Markdown of the whole notebook, and its figures in `folder` beside it."""
    steps = (
        TagRemovePreprocessor(  # type: ignore[no-untyped-call]
            remove_cell_tags={"remove-cell"},
            remove_all_outputs_tags={"remove-output", "hide-output"},
            remove_input_tags={"remove-input", "hide-input"},
        ),
        ExtractAttachmentsPreprocessor(),  # type: ignore[no-untyped-call]
        ExtractOutputPreprocessor(  # type: ignore[no-untyped-call]
            output_filename_template="{unique_key}_{cell_index}_{index}{extension}",
            extract_output_types={"image/png", "image/jpeg", "image/svg+xml"},
        ),
    )
    _drop_broken_images(node)
    resources: dict[str, Any] = {"unique_key": "figure", "output_files_dir": folder, "outputs": {}}
    for step in steps:
        node, resources = step.preprocess(node, resources)
    images = {_posix(path): content for path, content in resources["outputs"].items()}
    language = node.metadata.get("kernelspec", {}).get("language") or "python"
    figures: list[Figure] = []
    blocks: list[str] = []
    for cell in node.cells:
        if cell.cell_type == "markdown":
            blocks.append(cell.source.strip())
        elif cell.cell_type == "code":
            blocks += _code(cell, language)
            blocks += _outputs(cell, images, figures, title)
    shown = {f.path for f in figures}
    figures += [Figure(p, c, "") for p, c in sorted(images.items()) if p not in shown]
    return "\n\n".join(b for b in blocks if b) + "\n", tuple(figures)


def _drop_broken_images(node: Any) -> None:
    """Takes out what says it is an image and is no base64: the output's text is shown instead."""
    for cell in node.cells:
        for output in cell.get("outputs", ()):
            for kind in [k for k in output.get("data", {}) if k in _IMAGES[1:]]:
                try:
                    base64.b64decode(output.data[kind])
                except (binascii.Error, TypeError, ValueError):
                    del output.data[kind]


def _posix(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).as_posix()


def _code(cell: Any, language: str) -> Iterator[str]:
    source = cell.source.strip("\n")
    if not source.strip() or cell.metadata.get("transient", {}).get("remove_source"):
        return
    longest = max((len(run) for run in re.findall(r"`{3,}", source)), default=2)
    fence = "`" * (longest + 1)
    yield f"{fence}{language}\n{source}\n{fence}"


def _outputs(
    cell: Any, images: dict[str, bytes], figures: list[Figure], title: str
) -> Iterator[str]:
    for output in cell.outputs:
        if output.output_type == "stream":
            yield _text(output.text, f"output-{output.name}")
        elif output.output_type == "error":
            yield _text("\n".join(output.traceback), "output-error")
        else:
            yield _data(cell, output, images, figures, title)


def _data(
    cell: Any, output: Any, images: dict[str, bytes], figures: list[Figure], title: str
) -> str:
    """The richest form of an output that a page can show."""
    names = output.metadata.get("filenames", {})
    if kind := next((k for k in _IMAGES if k in names), None):
        path = _posix(names[kind])
        alt = str(cell.metadata.get("alt") or f"Figure {len(figures) + 1} of {title}")
        figure = Figure(path, images[path], alt, *_size(images[path]))
        figures.append(figure)
        return _image(figure)
    if "text/html" in output.data:
        clean = nh3.clean(output.data["text/html"], tags=_TABLE_TAGS, link_rel="noopener")
        if re.sub(r"<[^>]*>|\s", "", clean):
            return f'<div class="output output-html">{_raw(clean)}</div>'
    if found := _MATHS.match(output.data.get("text/latex", "")):
        return f'<div class="output">{typeset(found["tex"], display=True).html}</div>'
    return _text(output.data.get("text/plain", ""), "output-result")


def _text(text: str, kind: str) -> str:
    plain = strip_ansi(text).strip("\n")
    if not plain.strip():
        return ""
    return f'<div class="output {kind}"><pre>{_raw(html.escape(plain, quote=False))}</pre></div>'


def _raw(markup: str) -> str:
    """HTML that no Markdown extension takes for its own: no fence, no snippet, no empty line."""
    return markup.replace("`", "&#96;").replace("\n\n", "\n&#8203;\n").replace("\n\n", "\n&#8203;\n")


def _image(figure: Figure) -> str:
    alt = re.sub(r"([\[\]\\`*_<>])", r"\\\1", " ".join(figure.alt.split()))
    size = f" width={figure.width} height={figure.height}" if figure.width else ""
    return f"![{alt}]({figure.path}){{ .figure loading=lazy{size} }}"


def _size(content: bytes) -> tuple[int | None, int | None]:
    """Width and height in CSS pixels, of PNG from its header, of SVG from its root element."""
    if content.startswith(b"\x89PNG"):
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    root = re.search(rb"<svg[^>]*>", content[:4000], re.S)
    if not root:
        return None, None
    return _length(root[0], b"width"), _length(root[0], b"height")


def _length(tag: bytes, name: bytes) -> int | None:
    found = re.search(rb'\s%s="([\d.]+)(pt|px)?"' % name, tag)
    return round(float(found[1]) * (4 / 3 if found[2] == b"pt" else 1)) if found else None
