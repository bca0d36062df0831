"""Problems become the panel that the preview lays over every page."""

from __future__ import annotations

from collections.abc import Sequence

from studylog.pages.render import render


def render_panel(messages: Sequence[str], *, failed: bool) -> str:
    """The panel with its own style, since a page may be shown without the site's.

    `failed` says that the last build ended early and the pages are those of the one before.
    """
    return render("panel.html", "", messages=messages, failed=failed) if messages else ""


def render_running(address: str) -> str:
    """A script that writes into each `data-run` of a page which code cell its run is at, as the
    JSON at `address` says: the paths of notebooks with `state`, `cell` and `of`."""
    return render("running.html", "", address=address)
