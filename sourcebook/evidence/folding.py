"""Whether words are printed in a text: both are compared without letter case, width and kind of apostrophe."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """A text as it is compared: NFKC, case-folded, one kind of apostrophe, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a folded text as words of their own: `RAG` does not stand in “fragment”. An `s` may follow:
    a text with “LLMs” prints `LLM`."""
    wanted = folded(words)
    if wanted not in text:
        return False
    before = r"(?<![a-z0-9])" if _is_ascii_word(wanted[:1]) else ""
    after = r"(?=s?(?![a-z0-9]))" if _is_ascii_word(wanted[-1:]) else ""
    return re.search(f"{before}{re.escape(wanted)}{after}", text) is not None


def _is_ascii_word(sign: str) -> bool:
    """Whether a character is an ASCII letter or digit: only such ones can be part of a longer word here."""
    return sign.isascii() and sign.isalnum()
