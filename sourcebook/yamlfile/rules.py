"""The rules that reading a YAML file applies: their names, as messages carry them, and what each asks of the file."""

from __future__ import annotations

RULES = {
    "yaml": """A file can be read as YAML.

    A colon and a space follow each key, keys that belong together begin in the same column, and every quotation mark and
    bracket is closed.""",
    "utf_8": "A file is saved as UTF-8.",
    "plain_yaml": """A file uses plain YAML: no anchors, aliases, merge keys or tags, no lists as keys, and no `null`.

    These hide from a reader what a record says, and some of them can make a program run foreign code or use up its
    memory.""",
    "one_document": "A file holds one YAML document: no line `---` begins a second one.",
    "not_empty": "A file is not empty.",
    "tabs": "A line is indented with spaces, not with tabs.",
    "comments": """A text that has a `#` after a space stands between quotation marks.

    Without them a comment begins there, and the rest of the text is lost.""",
    "duplicate_keys": """No key is written twice in the same place.

    Most YAML programs would keep one of the two values and drop the other without a message.""",
    "depth": "Values are nested 12 levels deep at most.",
    "file_size": "A file is 1 MiB large at most.",
    "visible_text": """A text has no invisible characters: no control characters, no zero-width characters, and none that
    change the direction of the text.

    With them, two different texts can look the same, and words can be hidden from a reviewer (Unicode Technical
    Report 36).""",
    "plain_characters": """A text uses the usual form of each character: no full-width digits, no Kangxi radicals instead of
    Han characters, and no accents that are stored apart from their letter.

    Texts that look the same are then the same when they are searched and compared (Unicode NFC and NFKC).""",
    "plain_files": "Data is read from ordinary files, not through symbolic links.",
}
