"""Languages and the scripts they are written in (Unicode CLDR, through Babel); the script of a letter."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

# What the letters of a script are called in the Unicode Character Database; CLDR's code → the first word of their names.
LETTERS = {
    "Latn": {"LATIN"}, "Hans": {"CJK"}, "Hant": {"CJK"}, "Hani": {"CJK"}, "Jpan": {"CJK", "HIRAGANA", "KATAKANA"},
    "Kore": {"HANGUL", "CJK"}, "Cyrl": {"CYRILLIC"}, "Grek": {"GREEK"}, "Arab": {"ARABIC"}, "Hebr": {"HEBREW"},
    "Deva": {"DEVANAGARI"}, "Armn": {"ARMENIAN"}, "Geor": {"GEORGIAN"}, "Beng": {"BENGALI"}, "Taml": {"TAMIL"},
    "Telu": {"TELUGU"}, "Thai": {"THAI"},
}  # fmt: skip
IDEOGRAPHS = frozenset({"Hans", "Hant", "Hani", "Jpan"})
# Han characters, as a class of a regular expression holds them.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(r"[^\W\d_]+")


@cache
def unknown_part(tag: str) -> str:
    """The first part of a BCP 47 tag that is no language, script or region of CLDR's, or `""`. Variants pass."""
    names = Locale("en")
    for index, part in enumerate(tag.split("-")):
        known = (
            names.languages
            if index == 0
            else {4: names.scripts, 2: names.territories, 3: names.territories}.get(len(part))
        )
        if known is not None and part.lower() not in {name.lower() for name in known}:
            return part
    return ""


@cache
def script_of(tag: str) -> str:
    """The script a language is written in, as CLDR has it most likely: `en-GB` → `Latn`, `zh` → `Hans`; `""` unknown."""
    parts = tag.split("-")
    if script := next((part.title() for part in parts[1:] if len(part) == 4), None):
        return script
    likely = get_global("likely_subtags")
    found = likely.get("_".join(parts)) or likely.get(parts[0], "")
    return next((part for part in found.split("_") if len(part) == 4), "")


@lru_cache(maxsize=1 << 16)
def _name(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


@lru_cache(maxsize=1 << 17)
def letters(text: str) -> Counter[str]:
    """How much of each script a text has, by the first word of its letters' names: words, but ideographs one by one."""
    found: Counter[str] = Counter()
    for word in WORD.findall(text):
        before = ""
        for letter in word:
            name = _name(letter)
            if name == "CJK" or name != before:
                found[name] += 1
            before = name
    return found


def share(text: str, script: str) -> float | None:
    """The share of a text that is in a script, from 0 to 1; None where it has no letters or the script is not known."""
    found = letters(text)
    if script not in LETTERS or not found:
        return None
    return sum(found[name] for name in LETTERS[script]) / sum(found.values())
