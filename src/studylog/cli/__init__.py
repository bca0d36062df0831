"""The command `studylog`."""

from studylog.cli.main import main

__all__ = ["main"]
