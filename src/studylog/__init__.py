"""A study log: posts, notes, notebooks, tasks and a reading list, from plain files into one value.

The package reads content and gives values; it knows no site generator, clock or current folder:

1. `sources`   a folder becomes `Sources`: every file's bytes under its path.
2. `settings`  `mkdocs.yml` becomes `Settings`.
3. `bib`       papers.bib becomes `Bibliography`: entries with status, dates, names, links.
4. `posts`     a post's text becomes a `Post`: title, date, tags, body.
5. `notebooks` an .ipynb becomes a `Notebook`: Markdown, figures, metrics.
6. `tasks`     a page's checkboxes become `Task`s.
7. `log`       all of these become one frozen `StudyLog`, with its problems.
8. `pages`     the log becomes HTML fragments, JSON and feeds.
9. `markdown`  citations and maths for any program that runs Python-Markdown.
"""

from studylog.log import StudyLog, read_log
from studylog.problem import Problem

__all__ = ["Problem", "StudyLog", "__version__", "read_log"]
__version__ = "0.1.0"
