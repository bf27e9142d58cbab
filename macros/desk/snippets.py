"""VS Code's snippets: the starting files of `new`, with a stop at everything that is still to be written."""

from __future__ import annotations

import re
from typing import Any

from ..model import QUESTIONS, TO_DO, Briefing
from . import new

# What stands in a snippet for itself, though VS Code would read it.
SIGN = re.compile(r"[$}\\]")
# What is still to be written, without its quotes; the key of a claim or a position.
STOP = re.compile(rf'(?<="){TO_DO}[^"]*(?=")|\b{TO_DO}\b|(?<=^  )(first-claim|one-side|other-side)(?=:)')


def snippets(briefing: Briefing) -> dict[str, Any]:
    """A briefing → its snippets in VS Code's form, by name: each kind of entity, a claim, a source, a question."""
    kinds = briefing.settings.kinds
    texts = {kind: (f"{kind}: a new file", new.entity(briefing, kind)) for kind in kinds}
    texts["claim"] = ("a claim, under claims:", "\n".join([*new.claim(briefing), ""]))
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
    """A starting text → the lines of a snippet. What begins with TODO is a stop; so is the key of a claim, and a topic is
    one to be chosen."""
    lines: list[str] = []
    for line in text.rstrip("\n").split("\n"):
        number = 1 + sum("${" in before for before in lines)
        if (topic := re.fullmatch(r"(\s*topic: )(\S+)", line)) and topics:
            lines.append(f"{topic[1]}${{{number}|{','.join(topics)}|}}")
        elif stop := STOP.search(line):
            before, after = _plain(line[: stop.start()]), _plain(line[stop.end() :])
            lines.append(f"{before}${{{number}:{_plain(stop.group())}}}{after}")
        else:
            lines.append(_plain(line))
    return lines


def _plain(text: str) -> str:
    return SIGN.sub(lambda match: f"\\{match.group()}", text)
