"""Keeps `mkdocs serve` alive on broken sources, and shows what is wrong in the page."""

from __future__ import annotations

import logging
import os
import shutil
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from _build import root_of
from _restart import restart_if_changed, stamp
from _watch import watch_log
from studylog.pages import render_panel
from studylog.settings import read_config

_LOG = get_plugin_logger("studylog")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class _Messages(logging.Handler):
    """Holds what the current build warned of: just what strict mode would count."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []
        self.failed = False

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("mkdocs.livereload"):
            self.said.append(record.getMessage().removeprefix("studylog: "))

    def begin(self) -> None:
        self.said, self.failed = [], False


_messages = _Messages()


def on_startup(command: str, dirty: bool) -> None:
    if command == "serve":
        logging.getLogger("mkdocs").addHandler(_messages)


def on_shutdown() -> None:
    logging.getLogger("mkdocs").removeHandler(_messages)


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    _claim(config.dev_addr)
    root = root_of(config)
    follow = watch_log(server, root, config)
    code = stamp(root)

    def rebuild() -> None:
        restart_if_changed(code, root, server)
        _messages.begin()
        _build_or_keep(builder, root, Path(server.root))
        follow()

    server.builder = rebuild
    server.set_app(_app(server, config))
    return server


def _claim(address: tuple[str, int]) -> None:
    """Says in a sentence that the port is taken, where MkDocs would end in a traceback."""
    try:
        with socket.create_server(tuple(address), reuse_port=False):
            pass
    except OSError as error:
        host, port = address
        reason = os.strerror(error.errno or 0).lower()
        raise Abort(
            f"The preview can't listen on {host}:{port}: {reason}. Stop what is there, or choose "
            f"another port with 'make serve PORT={port + 1}'."
        ) from error


def _build_or_keep(builder: Callable[[], None], root: Path, site: Path) -> None:
    """Builds the site; when that fails, the pages of the build before stand there again.

    MkDocs empties the folder first, and a build that raises leaves every request waiting.
    """
    last = site.with_name(site.name + "-last")
    shutil.rmtree(last, ignore_errors=True)
    if site.exists():
        site.rename(last)
    try:
        builder()
    except (Exception, SystemExit) as error:  # any fault of any plugin: the server must answer
        _messages.failed = True
        for message in _said(error, root):
            _LOG.error(message)
        shutil.rmtree(site, ignore_errors=True)
        if last.exists():
            last.rename(site)
    shutil.rmtree(last, ignore_errors=True)


def _said(error: BaseException, root: Path) -> Iterable[str]:
    """The fault of mkdocs.yml with its line; else what was raised, if nothing else is said."""
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8", errors="replace") if config.is_file() else ""
    problems = [p for p in read_config(text)[1] if p.level == "error"]
    if problems:
        _messages.said = []
        return [str(p) for p in problems]
    if _messages.said:
        return []
    return [f"the build failed: {type(error).__name__}: {error}"]


def _app(server: LiveReloadServer, config: MkDocsConfig) -> Callable[..., Iterable[bytes]]:
    """The server's pages with the panel; a request for another host's name is turned away."""
    host = str(config.dev_addr.host)

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked = environ.get("HTTP_HOST", host).rsplit(":", 1)[0].strip("[]")
        if host in _LOOPBACK and asked not in _LOOPBACK:  # DNS rebinding
            start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
            return [b"This preview answers to localhost only.\n"]
        held: list[Any] = []
        body = server.serve_request(environ, lambda *given: held.extend(given[:2]))
        status, headers = held
        if _messages.said and ("Content-Type", "text/html") in headers:
            panel = render_panel(_messages.said, failed=_messages.failed).encode()
            content = _with(panel, b"".join(body))
            headers = [h for h in headers if h[0] != "Content-Length"]
            headers.append(("Content-Length", str(len(content))))
            body = [content]
        start_response(status, headers)
        return body

    return app


def _with(panel: bytes, page: bytes) -> bytes:
    at = page.rfind(b"</body>")
    return page + panel if at < 0 else page[:at] + panel + page[at:]
