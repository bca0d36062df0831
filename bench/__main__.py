"""Runs every benchmark and prints a line for each: the figures of both sides and their ratio."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench import build, dialect, growth, list_page, notebooks, reading


def main() -> None:
    given = os.environ.get("STUDYLOG_SAMPLES")
    if not given:
        print("STUDYLOG_SAMPLES is unset: the benchmarks need the generators in its bench/ folder.")
        sys.exit()
    for bench in (build, notebooks, dialect, growth, reading, list_page):
        bench.main(Path(given).resolve() / "bench" / "gen.py")


if __name__ == "__main__":
    main()
