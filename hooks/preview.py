"""Keeps `mkdocs serve` alive on broken sources, and shows what is wrong in the page."""

from __future__ import annotations

import logging
import re
import shutil
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from _build import end, root_of
from _live import answer_runs, follow_runs, running_script
from _restart import restart_if_changed, stamp
from _runs import begin_beside, end_beside
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
    logging.getLogger("mkdocs").addHandler(_messages)
    if command == "serve":
        begin_beside()


def on_shutdown() -> None:
    logging.getLogger("mkdocs").removeHandler(_messages)
    end_beside()
    end()


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    _claim(str(config.dev_addr.host), config.dev_addr.port)
    root = root_of(config)
    follow = watch_log(server, root, config)
    code = stamp(root)

    def rebuild() -> None:
        _messages.begin()
        restart_if_changed(code, root, server)
        _build_or_keep(builder, Path(config.config_file_path), Path(server.root))
        follow()

    server.builder = rebuild
    server.set_app(_app(server, config))
    follow_runs(server, begin_beside())
    return server


def _claim(host: str, port: int) -> None:
    """Says in a sentence that the port is taken, where MkDocs would end in a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (while")[0].lower()
        raise Abort(
            f"The preview can't listen on {host}:{port}: {reason}. Stop what is there, or choose "
            f"another port with 'make serve PORT={port + 1}'."
        ) from error


def _build_or_keep(builder: Callable[[], None], config: Path, site: Path) -> None:
    """Builds the site; when that fails, the pages of the build before stand there again.

    MkDocs empties the folder first, and a build that raises leaves every request waiting.
    """
    last = site.with_name(site.name + "-last")
    try:
        shutil.rmtree(last, ignore_errors=True)
        if site.exists():
            site.rename(last)
        builder()
    except (Exception, SystemExit) as error:  # any fault of any plugin: the server must answer
        _messages.failed = True
        _report(error, config)
        if last.exists():
            shutil.rmtree(site, ignore_errors=True)
            last.rename(site)
    finally:
        shutil.rmtree(last, ignore_errors=True)


def _report(error: BaseException, config: Path) -> None:
    """Says the fault of the configuration with its line; else what was raised, with its traceback
    in the terminal, unless MkDocs has said it already."""
    if not config.is_file():
        _messages.said = []
        _LOG.error(f"{config.name} is not there; put it back")
        return
    text = config.read_text(encoding="utf-8", errors="replace")
    problems = [p for p in read_config(text)[1] if p.level == "error"]
    if problems:
        _messages.said = []
        for problem in problems:
            _LOG.error(str(problem))
    elif not isinstance(error, MkDocsException):
        said = f"the build failed: {type(error).__name__}: {error}{_place(error)}"
        _LOG.error(said, exc_info=error)
    elif not _messages.said:
        _LOG.error(f"the build failed: {error}")


def _place(error: BaseException) -> str:
    """The file and line that an error of Python or of a template names."""
    name, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    return f" ({Path(name).name}:{line})" if isinstance(name, str) and line else ""


def _app(server: LiveReloadServer, config: MkDocsConfig) -> Callable[..., Iterable[bytes]]:
    """The server's pages with the panel; a request for another host's name is turned away."""
    host = str(config.dev_addr.host)
    runs = begin_beside()

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked = re.sub(r":\d+$", "", environ.get("HTTP_HOST", host)).strip("[]")
        if host in _LOOPBACK and asked not in _LOOPBACK:  # DNS rebinding
            start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
            return [b"This preview answers to localhost only.\n"]
        told = answer_runs(server, runs, environ, start_response)
        if told is not None:
            return told
        held: list[Any] = []
        body = server.serve_request(environ, lambda *given: held.extend(given[:2]))
        status, headers = held
        if ("Content-Type", "text/html") in headers:
            content = _complete(server, b"".join(body), missing=status.startswith("404"))
            headers = [h for h in headers if h[0] != "Content-Length"]
            headers.append(("Content-Length", str(len(content))))
            body = [content]
        start_response(status, headers)
        return body

    return app


def _complete(server: LiveReloadServer, page: bytes, *, missing: bool) -> bytes:
    """The page with the panel where there is something to say, and what makes it follow a run."""
    content = _with(running_script(server, page), page)
    if _messages.said or missing:
        panel = render_panel(_messages.said, failed=_messages.failed).encode()
        content = _with(panel, content)
    if missing:  # the server leaves it out there, and the page may come back
        script = server._inject_js_into_html(content, server._visible_epoch)  # type: ignore[no-untyped-call]
        return bytes(script)
    return content


def _with(part: bytes, page: bytes) -> bytes:
    at = page.rfind(b"</body>") if part else -1
    return page + part if at < 0 else page[:at] + part + page[at:]
