"""The git repository around a log becomes the year in which each page was begun."""

from studylog.history.git import Commits, ask_git
from studylog.history.read import History, first_years

__all__ = ["Commits", "History", "ask_git", "first_years"]
