"""An .ipynb becomes a `Notebook`: the Markdown of its page, its figures and its metrics."""

from studylog.notebooks.read import Notebook, read_notebook

__all__ = ["Notebook", "read_notebook"]
