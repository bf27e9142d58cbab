"""Every rule by its stable name: its family, what it asks, and the page that explains it with an example.

The pages stand in `rules/` beside the package; tests make them from the docstrings of the rules and from the broken cases.
"""

from __future__ import annotations

import inspect
import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .. import checks

FOLDER = Path(__file__).parents[2] / "rules"
# The rules of the rooms above `checks`, which stop a file from being read at all, and those of hand-written pages.
READING = {
    "yaml": "A file is YAML.",
    "utf_8": "A file is UTF-8.",
    "plain_yaml": """A file uses plain YAML: no anchors, aliases, merge keys, tags or keys that are lists.

    They hide what a record says from whoever reads it, and some of them make a reader run code or out of memory.""",
    "one_document": "A file is one YAML document.",
    "not_empty": "A file holds something.",
    "tabs": "A line is indented with spaces.",
    "comments": """A text goes on to its end: a `#` behind a space would begin a comment, and the rest would be lost.""",
    "duplicate_keys": """A key stands once.

    YAML readers keep one of the two and drop the other without a word.""",
    "depth": "Nothing is nested more than 12 levels deep.",
    "file_size": "A file is no larger than 1 MiB.",
    "visible_text": """A text holds no character that cannot be seen: controls, zero-width characters, those that turn the direction.

    They make two texts look alike that are not, and hide words from a reviewer (Unicode Technical Report 36).""",
    "plain_characters": """A character stands for itself: no full-width digits, no radicals for ideographs, no accent apart from its letter.

    What looks the same is then the same, for search and for comparison (Unicode NFC and NFKC).""",
    "plain_files": "Data is read from plain files, not through symbolic links.",
    "known_files": "Every file has its place: a record in the folder of its kind, as ID.yml.",
    "known_kinds": "Every folder of the data is a kind that briefing.yml declares.",
    "safe_ids": """An id is an address on every system: ASCII letters, digits, single hyphens or points, and no reserved name.""",
    "known_keys": "A record has no other keys than those of its class; a mistyped one would be lost.",
    "shape": """A record has the keys of its class, with values of the right kind.

    What the keys are, `schema/` and data/README.md say.""",
}
PROSE = {
    "prose_macros": """A hand-written page calls macros that there are, with addresses that there are.

    The page is read before its macros run, so that a slip has a line; nothing is written until it is mended.""",
}


class Rule(NamedTuple):
    """A rule: its stable name, its family, and what it asks, with the reason where that is not plain."""

    name: str
    family: str
    says: str


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its name, in the order in which they are applied."""
    found = {name: Rule(name, "reading", inspect.cleandoc(says)) for name, says in READING.items()}
    for family in checks.FAMILIES:
        for rule in family.RULES:
            name = family.__name__.rpartition(".")[2]
            found[rule.__name__] = Rule(rule.__name__, name, inspect.cleandoc(rule.__doc__))
    found |= {name: Rule(name, "hand-written pages", inspect.cleandoc(says)) for name, says in PROSE.items()}
    words = "A briefing has the site's own words in each of its languages, with the same gaps, and no others."
    return {**found, "interface_words": Rule("interface_words", "parity", words)}


def page(name: str) -> Path:
    """The file that explains a rule."""
    return FOLDER / f"{name}.md"


def link(name: str) -> str:
    """The web address of the page that explains a rule: on the code host whose job runs this, otherwise in the file
    system; empty for a rule without a page."""
    file = page(name)
    if not file.is_file():
        return ""
    host, repository = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    if host and repository:
        return f"{host}/{repository}/blob/HEAD/{FOLDER.name}/{file.name}"
    return file.as_uri()
