"""VS Code's snippets: the starting files of `new`, with a stop at everything that is still to be written.

They follow from what the briefing declares, not from its records, so that no claim makes them out of date.
"""

from __future__ import annotations

import re
from itertools import count
from textwrap import dedent
from typing import Any

from ..model import QUESTIONS, TO_DO, Briefing
from . import new

# What is still to be written, without its quotes; a passage; the key of a claim or a position.
STOP = re.compile(
    rf'(?<="){TO_DO}[^"]*(?=")|[\w/-]*\b{TO_DO}\b[\w/-]*|(?<=at: ")[^"]*|\b(?:first-claim|one-side|other-side)(?=:$)'
)


def snippets(briefing: Briefing) -> dict[str, Any]:
    """A briefing → its snippets in VS Code's form, by name: each kind of entity, a claim, a source, a question."""
    kinds = briefing.settings.kinds
    briefing = Briefing(briefing.settings, {}, {}, {})
    texts = {kind: (f"{kind}: a new file", new.entity(briefing, kind)) for kind in kinds}
    # VS Code indents what it inserts as the line where it is called.
    texts["claim"] = ("a claim, two spaces in, under claims:", dedent("\n".join(new.claim(briefing))))
    texts["source"] = ("sources: a new file (`source add` fills it in)", new.source_record(briefing))
    for answer in new.ANSWERS:
        texts[f"{QUESTIONS}-{answer}"] = (f"{QUESTIONS}: a new file, {answer}", new.question(briefing, answer))
    return {
        f"Sourcebook: {name}": {
            "scope": "yaml",
            "prefix": name,
            "description": told,
            "body": _body(text, [*briefing.settings.topics]),
        }
        for name, (told, text) in texts.items()
    }


def _body(text: str, topics: list[str]) -> list[str]:
    """A starting text → the lines of a snippet: a stop for what is to be written, and a topic is one to be chosen."""
    numbers = count(1)
    lines: list[str] = []
    for line in text.rstrip("\n").split("\n"):
        if (topic := re.fullmatch(r"(\s*topic: )\S+", line)) and topics:
            lines.append(f"{topic[1]}${{{next(numbers)}|{','.join(topics)}|}}")
            continue
        written, end = "", 0
        for stop in STOP.finditer(line):
            words = re.sub(r"([$}\\])", r"\\\1", stop.group())
            written += f"{_plain(line[end : stop.start()])}${{{next(numbers)}:{words}}}"
            end = stop.end()
        lines.append(written + _plain(line[end:]))
    return lines


def _plain(text: str) -> str:
    """What VS Code would read in a snippet, standing for itself."""
    return re.sub(r"([$\\])", r"\\\1", text)
