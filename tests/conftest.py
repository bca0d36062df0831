"""What the tests share: real logs in temporary folders, built and served by the real MkDocs."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.logs import OWN, SUB_PATH, build, make_log

# `HYPOTHESIS_PROFILE=long` looks for new faults; a usual run is the same each time.
settings.register_profile("usual", deadline=None, derandomize=True, database=None)
settings.register_profile("long", deadline=None, database=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own log, built as for a site below a sub-path."""
    root = make_log(tmp_path_factory.mktemp("own"), *OWN)
    result = build(root, SITE_URL=f"http://127.0.0.1:1{SUB_PATH}")
    assert result.returncode == 0, result.stdout
    return root / "site"


@pytest.fixture(scope="session")
def served(own_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site below `SUB_PATH`, as GitHub Pages serves a project's site."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(own_site, folder / SUB_PATH.strip("/"))
    handler = functools.partial(_Pages, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        server.shutdown()


class _Pages(http.server.SimpleHTTPRequestHandler):
    """Answers what is missing with the site's own 404 page."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, SUB_PATH.strip("/"), "404.html")
        content = page.read_bytes() if code == 404 else str(message).encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
