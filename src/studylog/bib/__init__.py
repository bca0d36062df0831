"""papers.bib becomes `Bibliography`: entries with their statuses, and the problems found."""

from studylog.bib.entry import Bibliography, Entry
from studylog.bib.read import read_bibliography
from studylog.bib.status import STATUSES

__all__ = ["STATUSES", "Bibliography", "Entry", "read_bibliography"]
