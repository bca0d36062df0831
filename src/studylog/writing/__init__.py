"""The author's files are changed: by one function, in one step, which can be taken back."""

from studylog.writing.change import Change
from studylog.writing.splice import Splice, splice
from studylog.writing.undo import Undone, undo
from studylog.writing.write import write

__all__ = ["Change", "Splice", "Undone", "splice", "undo", "write"]
