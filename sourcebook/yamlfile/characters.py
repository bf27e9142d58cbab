"""Characters that a data file may not hold, because a person who reads the file would be deceived by them.

There are two kinds: characters that nobody can see, and characters that look like another one. Both may change what a
text means to a machine (which claim a link names, where a line ends) while it looks the same to a reviewer.
"""

from __future__ import annotations

import re
import unicodedata

from ..problems import Place, Problem
from .positions import place_at

# The classes of characters below are written as they stand inside [ ] of a regular expression.
# Latin and Chinese letters, ASCII signs and Chinese punctuation.
_LETTERS_AND_SIGNS = r"A-Za-z\u00c0-\u024f\u3400-\u4dbf\u4e00-\u9fff\s.,:;!?/()\[\]{}\"'，。：；！？、（）“”-"
# Always invisible: C0 and C1 controls except tab and line feed; the separators of lines and paragraphs, which YAML takes
# for a new line; the bidirectional controls of Unicode TR 36 ("Trojan Source"); zero-width and other format characters.
_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e0fff"
)
# Joiners and variation selectors are needed in Indic and Arabic texts and in emoji. Beside the letters and signs above they
# do nothing that anyone can see.
_JOINERS, _SELECTORS = "\u200c\u200d", "\ufe00-\ufe0f"
UNSEEN = re.compile(
    f"[{_INVISIBLE}]|(?<=[%‰{_LETTERS_AND_SIGNS}])[{_JOINERS}{_SELECTORS}]|(?<=[0-9])[{_JOINERS}]"
    f"|[{_JOINERS}](?=[0-9{_LETTERS_AND_SIGNS}])"
)
# Finds a part of every match of UNSEEN, 25 times as fast as UNSEEN does: one class, which nearly no text has a member of.
_MAYBE_UNSEEN = re.compile(f"[{_INVISIBLE}{_JOINERS}{_SELECTORS}]")
# The same, and halves of surrogate pairs. UTF-8 cannot hold those, but a file's name on disk can.
_UNSHOWN = re.compile(f"{UNSEEN.pattern}|[\ud800-\udfff]")

# Characters that look like others: Kangxi and other radicals, compatibility ideographs, full-width letters and digits,
# ligatures. NFKC (Unicode Standard Annex 15) gives the ordinary character for each.
_STAND_IN = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufb00-\ufb06\U0002f800-\U0002fa1f]"
)
# A full-width colon, or a colon before a space that is not the ASCII one, where a key should end.
LOOKALIKE_COLON = re.compile(r"^[^\S\n]*[\w.-]+(\uff1a|:[\u00a0\u3000])", re.MULTILINE)


def visible(text: str) -> str:
    """A text on one line in which everything can be seen: an invisible character is shown as its number, `⟨U+202E⟩`."""
    return _UNSHOWN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", re.sub("[\t\n\r]", " ", text))


def first_unseen(text: str) -> re.Match[str] | None:
    """The first invisible character of a text."""
    return UNSEEN.search(text) if _MAYBE_UNSEEN.search(text) else None


def refused_character(text: str, file: str) -> Problem | None:
    """The problem of a character in a file's text that a data file may not hold, or None where there is none."""
    if unseen := first_unseen(text):
        return invisible(place_at(text, unseen.start(), file), unseen.group())
    for match in _STAND_IN.finditer(text):
        meant = unicodedata.normalize("NFKC", match.group())
        if meant != match.group():
            says = f"“{match.group()}” (U+{ord(match.group()):04X}) stands for “{meant}” here"
            return Problem(place_at(text, match.start(), file), says, "plain_characters", f"type a plain “{meant}”")
    if not unicodedata.is_normalized("NFC", text):
        return _accent_apart(text, file)
    return None


def invisible(place: Place, character: str) -> Problem:
    """The problem of an invisible character that stands at a place."""
    says = f"holds the invisible character U+{ord(character):04X}"
    return Problem(place, says, "visible_text", "delete it")


def lookalike_colon(place: Place) -> Problem:
    """The problem of a full-width colon, or a special space behind a colon, that stands at a place."""
    says = "what looks like a colon and a space is not: a full-width sign or a special space stands here"
    return Problem(place, says, "yaml", "type an ASCII “: ”")


def _accent_apart(text: str, file: str) -> Problem:
    """The problem of the first letter whose accent is a character of its own; there is one in the text."""
    lines = enumerate(text.split("\n"), 1)
    number, line = next((number, line) for number, line in lines if not unicodedata.is_normalized("NFC", line))
    composed = unicodedata.normalize("NFC", line)
    pairs = enumerate(zip(line, composed, strict=False), 1)
    column = next((column for column, (typed, meant) in pairs if typed != meant), len(composed) + 1)
    says = f"“{composed[column - 1 : column]}” is written as several characters: a letter and its accent apart"
    return Problem(Place(file, number, column), says, "plain_characters", "type it as one (Unicode NFC)")
