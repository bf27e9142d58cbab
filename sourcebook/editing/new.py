"""Starting files: a record filled in as far as can be known, the rest marked as still to be written.

What is marked (TO_DO) stops `check` with one message for each place, so that nothing unfinished is published.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..evidence.mentions import HAN
from ..model import ID, QUESTIONS, SOURCES, TO_DO, Briefing
from ..model.loading import Loaded
from ..values.passages import Text
from .modeline import schema_folder, with_modeline
from .write_files import FileChange, Refused

ANSWERS = ("disputed", "not-stated", "settled")


def new(loaded: Loaded, kind: str, key: str, answer: str = "not-stated") -> FileChange:
    """A kind (or `questions`) and an id → the file to write. Refused for an unknown kind, a bad id, one that is taken."""
    briefing = loaded.briefing
    _free(loaded, kind, key)
    if kind == QUESTIONS:
        return _file(loaded, f"{kind}/{key}", question(briefing, answer))
    return _file(loaded, f"{kind}/{key}", entity(briefing, kind))


def source(loaded: Loaded, file: Path, text: Text, key: str) -> FileChange:
    """A source text and an id → the record of it: hash, shape, language by its script, all else still to be written."""
    _free(loaded, SOURCES, key)
    known = next((s for s in loaded.briefing.sources.values() if s.sha256 == text.sha256), None)
    if known is not None:
        raise Refused(f"this text has a record already: {known.address}")
    return _file(loaded, f"{SOURCES}/{key}", source_record(loaded.briefing, file.name, text))


def source_record(briefing: Briefing, name: str = TO_DO, text: Text | None = None) -> str:
    """The starting record of a source text and its file's name; without a text, what is known of it is to be written."""
    words = "".join(sentence for paragraph in text.paragraphs for sentence in paragraph) if text else ""
    han = len(re.findall(f"[{HAN}]", words))
    lines = [
        "# What this text is, and what is not known of it.",
        f"file: {name}",
        f"sha256: {text.sha256 if text else TO_DO}",
        *_texts(briefing, "called", "what the editors call it; or title: as the file prints it"),
        f"language: {'zh-Hans' if han * 3 > len(words) else 'en'}",
        "kind: report        # report, summary, analysis, translation, announcement, record",
        "rights: cite-only   # or open, if it may be published",
        "read: partly        # fully, once every passage is cited or set aside",
        f'passages: "{" ".join(map(str, text.shape)) if text else TO_DO}"',
        "",
    ]
    return "\n".join(lines)


def _free(loaded: Loaded, kind: str, key: str) -> None:
    briefing = loaded.briefing
    kinds = [*briefing.settings.kinds, QUESTIONS]
    if kind not in (*kinds, SOURCES):
        raise Refused(f"“{kind}” is not a kind here", f"one of: {', '.join(kinds)}")
    if not re.fullmatch(ID, key):
        raise Refused(f"“{key}” is not an id", "letters and digits, with - or . between them")
    if f"{kind}/{key}".lower() in {address.lower() for address in (*briefing.addresses, *briefing.hidden)}:
        raise Refused(f"{kind}/{key} exists already")


def _file(loaded: Loaded, address: str, text: str) -> FileChange:
    content = text.encode()
    if schema_folder(loaded.root).is_dir():
        content = with_modeline(content, address)
    return FileChange(loaded.root / f"{address}.yml", b"", content, is_new=True)


def _texts(briefing: Briefing, key: str, what: str, indent: str = "") -> list[str]:
    """A text in every language, still to be written."""
    return [f"{indent}{key}:", *(f'{indent}  {lang}: "{TO_DO} {what}"' for lang in briefing.settings.languages)]


def entity(briefing: Briefing, kind: str) -> str:
    """The starting record of an entity of a kind."""
    shape = briefing.settings.kinds[kind].shape
    lines = ["# What it is, in a line; and what it is not.", *_texts(briefing, "name", "the name")]
    lines += [
        f"translated: [{', '.join(briefing.settings.languages)}]   # leave out each language in which a text prints it"
    ]
    if shape == "event":
        lines += _texts(briefing, "undated", "that no text dates it; or take this out and state a date below")
    if shape == "metric":
        lines += [*_texts(briefing, "unit", "as %"), "measure: level   # level, growth, multiple, share, count"]
    return "\n".join([*lines, "claims:", *claim(briefing), ""])


def claim(briefing: Briefing) -> list[str]:
    """The lines of a starting claim, as they stand under `claims`."""
    # A passage that is cited already: it can be cited again, whatever is set aside.
    citation = next((claim.sources[0] for claim in briefing.claims.values()), None)
    source = citation.source if citation else next((source.id for source in briefing.sources.values()), TO_DO)
    return [
        "  first-claim:",
        *_texts(briefing, "says", "one proposition, in our own words", "    "),
        f"    topic: {next(iter(briefing.settings.topics), TO_DO)}",
        "    sources:",
        f'      - {{source: {source}, at: "{citation.at if citation else "1.1"}"}}',
    ]


def question(briefing: Briefing, answer: str) -> str:
    """The starting record of a question with this answer."""
    lines = ["# What is asked, in a line.", *_texts(briefing, "asks", "the question"), f"answer: {answer}"]
    read = [source.id for source in briefing.sources.values() if source.read == "fully"]
    if answer == "not-stated":
        return "\n".join([*lines, f"read: [{', '.join(read) or TO_DO}]", ""])
    claim = next(iter(briefing.claims), f"{next(iter(briefing.settings.kinds))}/{TO_DO}/{TO_DO}")
    lines.append("positions:")
    for key in ("one-side", "other-side")[: 2 if answer == "disputed" else 1]:
        lines += [f"  {key}:", *_texts(briefing, "says", "the position", "    "), f"    claims: [{claim}]"]
    return "\n".join([*lines, *_texts(briefing, "weighing", "how the editors read it, and why"), ""])
