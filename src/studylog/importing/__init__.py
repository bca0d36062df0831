"""Study logs, posts and .bib files become entries of papers.bib and posts, row by row."""

from studylog.importing.account import Row, as_dict, sums
from studylog.importing.files import Import, import_files

__all__ = ["Import", "Row", "as_dict", "import_files", "sums"]
