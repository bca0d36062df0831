"""A machine becomes one with a Chromium, or the reason why not is said in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find() -> str | None:
    """The program named by STUDYLOG_CHROMIUM, an installed one, or the one Playwright keeps."""
    if given := os.environ.get("STUDYLOG_CHROMIUM"):
        return shutil.which(given)
    installed = next(filter(None, map(shutil.which, _NAMES)), None)
    if installed or _MAC.exists():
        return installed or str(_MAC)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Debian's package where apt and root are there, else Playwright's own download."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        print("Installing Chromium for the browser tests from Debian's packages.", flush=True)
        subprocess.run(["apt-get", "update"], check=False, env=environment, **quiet)
        command = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
        subprocess.run(command, check=False, env=environment, **quiet)
    else:
        print("Downloading Playwright's Chromium for the browser tests.", flush=True)
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False)


def main() -> None:
    if not find():
        install()
    if not find():
        sys.exit(
            "The browser tests need a Chromium and none could be found or installed: "
            "install one and name it in STUDYLOG_CHROMIUM."
        )


if __name__ == "__main__":
    main()
