"""papers.bib becomes `Bibliography`: entries with their statuses, and the problems found."""

from studylog.bib.entry import Bibliography, Entry, Known
from studylog.bib.export import public_bib, public_sources
from studylog.bib.on_site import with_files
from studylog.bib.read import read_bibliography
from studylog.bib.status import STATUSES

__all__ = [
    "STATUSES",
    "Bibliography",
    "Entry",
    "Known",
    "public_bib",
    "public_sources",
    "read_bibliography",
    "with_files",
]
