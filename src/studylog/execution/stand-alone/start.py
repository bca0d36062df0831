"""The name of a program of this folder, `guard` or `runner`, becomes that program.

Started by its path, with `-P`, it puts its folder on the path, so that the files here import each
other by their plain names. `-m studylog.execution.guard` would import the whole library first, as
any package below it does, which takes longer than the start of guard and runner together; running
the folder itself (`__main__.py`) takes Python 5 ms more than a script. Hence no `__init__.py`, and
a folder whose name nothing can import.
"""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    import_module(sys.argv.pop(1)).main()
