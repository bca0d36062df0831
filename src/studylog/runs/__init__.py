"""The runs of notebooks: what runs, under which key it is kept, and how true a page then is."""

from studylog.runs.choose import Choice, Stored, choose
from studylog.runs.code import imports_of, seeds_of
from studylog.runs.compare import Now
from studylog.runs.keep import read_record, record_as_dict
from studylog.runs.key import code_key, run_key
from studylog.runs.problems import run_problems
from studylog.runs.program import Execute, Program
from studylog.runs.record import CellRun, Fault, FaultKind, Record, Run
from studylog.runs.standing import Shown, Standing, State

__all__ = [
    "CellRun",
    "Choice",
    "Execute",
    "Fault",
    "FaultKind",
    "Now",
    "Program",
    "Record",
    "Run",
    "Shown",
    "Standing",
    "State",
    "Stored",
    "choose",
    "code_key",
    "imports_of",
    "read_record",
    "record_as_dict",
    "run_key",
    "run_problems",
    "seeds_of",
]
