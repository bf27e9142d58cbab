"""VS Code's snippets: the starting files of `new`, with a stop at everything that is still to be written.

They follow from what the briefing declares, not from its records, so that no claim makes them out of date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from textwrap import dedent

from ..model import QUESTIONS, TO_DO, Briefing
from . import new

# What is still to be written, without its quotes; a passage; the key of a claim or a position.
STOP = re.compile(
    rf'(?<="){TO_DO}[^"]*(?=")|[\w/-]*\b{TO_DO}\b[\w/-]*|(?<=at: ")[^"]*|\b(?:first-claim|one-side|other-side)(?=:$)'
)


Snippet = dict[str, str | list[str]]


def snippets(briefing: Briefing) -> dict[str, Snippet]:
    """A briefing → its snippets in VS Code's form, by name: each kind of entity, a claim, a source, a question."""
    kinds = briefing.settings.kinds
    # Without its records, so that no snippet names one.
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
            "description": description,
            "body": _body(text, [*briefing.settings.topics]),
        }
        for name, (description, text) in texts.items()
    }


def _body(text: str, topics: list[str]) -> list[str]:
    """A starting text → the lines of a snippet: a numbered stop at each place that is to be written.

    `says: "TODO one proposition"` becomes `says: "${1:TODO one proposition}"`; the editor goes from stop to stop with the
    tab key. At `topic:` the stop is a choice of the topics.
    """
    numbers = count(1)
    lines: list[str] = []
    for line in text.rstrip("\n").split("\n"):
        topic = re.fullmatch(r"(\s*topic: )\S+", line)
        if topic and topics:
            lines.append(f"{topic[1]}${{{next(numbers)}|{','.join(topics)}|}}")
        else:
            lines.append(_with_stops(line, numbers))
    return lines


def _with_stops(line: str, numbers: Iterator[int]) -> str:
    pieces = []
    end = 0
    for stop in STOP.finditer(line):
        default = re.sub(r"([$}\\])", r"\\\1", stop.group())
        pieces += [_escaped(line[end : stop.start()]), f"${{{next(numbers)}:{default}}}"]
        end = stop.end()
    return "".join([*pieces, _escaped(line[end:])])


def _escaped(text: str) -> str:
    """A text with a backslash before each sign that would mean something in a snippet."""
    return re.sub(r"([$\\])", r"\\\1", text)
