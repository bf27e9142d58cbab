"""The rules that loading a data folder applies: their names, as messages carry them, and what each asks of the folder.

Loading also reports under the names of three rules of `checks/parity.py` and `checks/references.py`; their docstrings say
what these ask.
"""

from __future__ import annotations

RULES = {
    "known_files": "Every file of the data folder has its place: a record is a file ID.yml in the folder of its kind.",
    "known_kinds": "Every folder of the data folder is a kind that briefing.yml declares.",
    "safe_ids": """An id can be part of a file name and of a web address on every system: it has ASCII letters and digits,
    single hyphens or full stops between them, and is not a reserved name.""",
    "known_keys": """A record has only keys that its kind of record knows.

    What stands under a mistyped key would be lost.""",
    "shape": """A record has every key that it needs, and each value is of the right form.

    `schema/` and data/README.md say which keys there are.""",
}
