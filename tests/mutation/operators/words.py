"""Words typed wrong: what stands one slip of the finger away from a word."""

from __future__ import annotations

import random
from collections.abc import Iterator

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ID_LETTERS = LETTERS + "-"


def neighbours(word: str, letters: str = LETTERS) -> Iterator[str]:
    """Every text at distance 1 from a word (optimal string alignment): each letter missing, changed, swapped with the
    next, and one too many. A word may come more than once."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        if at + 1 < len(word) and word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for letter in letters:
            if letter != word[at]:
                yield word[:at] + letter + word[at + 1 :]
    for at in range(len(word) + 1):
        for letter in letters:
            yield word[:at] + letter + word[at:]


def mistyped(word: str, chance: random.Random, letters: str = LETTERS) -> str:
    """A neighbour of a word, each of the four slips as likely as the others; its first letter and every `/` stay."""
    while True:
        at = chance.randrange(1, len(word)) if len(word) > 1 else 0
        letter = chance.choice(letters.replace("-", "") if at + 1 >= len(word) else letters)
        found = {
            "missing": word[:at] + word[at + 1 :],
            "changed": word[:at] + letter + word[at + 1 :],
            "swapped": word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            "more": word[:at] + letter + word[at:],
        }[chance.choice(("missing", "changed", "swapped", "more"))]
        if found and found != word and found.count("/") == word.count("/") and "--" not in found:
            if not found.endswith("-") and "-/" not in found and "/-" not in found and not found.isspace():
                return found
