"""Whether words are printed in a text, as words of their own."""

from __future__ import annotations

from ..values.text import folded
from .lexicon import name_endings


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a folded text as words of their own: `RAG` does not stand in “fragment”. An ending of
    names may follow: a text with “LLMs” prints `LLM`."""
    wanted = folded(words)
    start = text.find(wanted)
    while start >= 0:
        if _stands_alone(text, start, start + len(wanted)):
            return True
        start = text.find(wanted, start + 1)
    return False


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what stands in a text from `start` to `end` is not part of a longer word of ASCII letters and digits."""
    if _is_of_a_word(text[start : start + 1]) and start > 0 and _is_of_a_word(text[start - 1]):
        return False
    if not _is_of_a_word(text[end - 1 : end]):
        return True
    ends = [end, *(end + len(ending) for ending in name_endings() if text.startswith(ending, end))]
    return any(not _is_of_a_word(text[at : at + 1]) for at in ends)


def _is_of_a_word(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
