"""Scripts: which words of a text are in another script than the page, and so in another language."""

from __future__ import annotations

import re
from functools import lru_cache

from ..evidence.mentions import HAN

HAN_LETTER = re.compile(f"[{HAN}]")
SCRIPTS = {"Hans": HAN, "Hant": HAN, "Latn": "A-Za-z\u00c0-\u024f\u1e00-\u1eff"}


def script_of(tag: str) -> str:
    """The script that a language is written in, for the two that briefings mix; from the tag, or its base language."""
    for part in tag.split("-")[1:]:
        if len(part) == 4:
            return part
    return {"zh": "Hans", "ja": "Hans"}.get(tag.split("-")[0], "Latn")


@lru_cache(maxsize=64)
def foreign_runs(page_tag: str, tags: tuple[str, ...]) -> tuple[re.Pattern[str], str] | None:
    """(what a run in another script than the page's looks like, the tag it gets), or None."""
    own = SCRIPTS.get(script_of(page_tag))
    for tag in tags:
        other = SCRIPTS.get(script_of(tag))
        if other and own and other != own:
            spaced = rf"[{other}][{other}0-9&.'’+/ -]*[{other}0-9]|[{other}]"  # words of it hang together
            return re.compile(spaced if other is SCRIPTS["Latn"] else rf"[{other}]+"), tag
    return None
