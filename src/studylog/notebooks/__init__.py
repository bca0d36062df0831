"""An .ipynb becomes a `Notebook`: the Markdown of its page, its figures and its metrics."""

from studylog.notebooks.files import notebooks_in, pairs_in
from studylog.notebooks.program import program_of, read_program
from studylog.notebooks.read import Notebook, notebook_of, read_notebook
from studylog.notebooks.source import Source, is_notebook, read_source
from studylog.notebooks.stored import read_stored, stored_of

__all__ = [
    "Notebook",
    "Source",
    "is_notebook",
    "notebook_of",
    "notebooks_in",
    "pairs_in",
    "program_of",
    "read_notebook",
    "read_program",
    "read_source",
    "read_stored",
    "stored_of",
]
