"""Starting files: a record filled in as far as can be known, the rest marked as still to be written.

What is marked (TO_DO) stops `check` with one message for each place, so that nothing unfinished is published.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from ..model import ID, QUESTIONS, SOURCES, TO_DO, Briefing
from ..model.loading import Loaded
from ..values.languages import script_of, share
from ..values.passages import Text
from .modeline import schema_folder, with_modeline
from .write_files import FileChange, Refused

ANSWERS = ("disputed", "not-stated", "settled")


def new_record(loaded: Loaded, kind: str, record_id: str, answer: str = "not-stated") -> FileChange:
    """A kind (or `questions`) and an id → the file to write; `answer` is that of a question.

    Refused for a kind that there is not, a text that is no id, and an id that is taken.
    """
    briefing = loaded.briefing
    _require_free(briefing, kind, record_id)
    content = question(briefing, answer) if kind == QUESTIONS else entity(briefing, kind)
    return _new_file(loaded.root, f"{kind}/{record_id}", content)


def new_source(loaded: Loaded, file_name: str, text: Text, record_id: str) -> FileChange:
    """A source text, the name of its file and an id → the file of its record: hash, passages and language are filled in.

    Refused for a text that is no id, an id that is taken, and a text that has a record already.
    """
    briefing = loaded.briefing
    _require_free(briefing, SOURCES, record_id)
    for source in briefing.sources.values():
        if source.sha256 == text.sha256:
            raise Refused(f"this text has a record already: {source.address}")
    return _new_file(loaded.root, f"{SOURCES}/{record_id}", source_record(briefing, file_name, text))


def _require_free(briefing: Briefing, kind: str, record_id: str) -> None:
    kinds = [*briefing.settings.kinds, QUESTIONS]
    if kind not in (*kinds, SOURCES):
        raise Refused(f"“{kind}” is not a kind here", f"one of: {', '.join(kinds)}")
    if not re.fullmatch(ID, record_id):
        raise Refused(f"“{record_id}” is not an id", "letters and digits, with - or . between them")
    # Two files whose names differ in case only are one file on some systems.
    taken = {address.lower() for address in (*briefing.addresses, *briefing.hidden)}
    if f"{kind}/{record_id}".lower() in taken:
        raise Refused(f"{kind}/{record_id} exists already")


def _new_file(root: Path, address: str, text: str) -> FileChange:
    content = text.encode()
    if schema_folder(root).is_dir():
        content = with_modeline(content, address)
    return FileChange(root / f"{address}.yml", b"", content, is_new=True)


# ── The starting records ─────────────────────────────────────────────────────────────────────────────────────────────


def source_record(briefing: Briefing, file_name: str = TO_DO, text: Text | None = None) -> str:
    """The name of a file and its text → its starting record.

    Without a text, its hash and its passages are still to be written.
    """
    lines = [
        "# What this text is, and what is not known of it.",
        f"file: {file_name}",
        f"sha256: {text.sha256 if text else TO_DO}",
        *_in_every_language(briefing, "called", "what the editors call it; or title: as the file prints it"),
        f"language: {_language_of(text, briefing) if text else _tags(briefing)[0]}",
        "kind: report        # report, summary, analysis, translation, announcement, record",
        "rights: cite-only   # or open, if it may be published",
        "read: partly        # fully, once every passage is cited or set aside",
        f'passages: "{" ".join(map(str, text.shape)) if text else TO_DO}"',
        "",
    ]
    return "\n".join(lines)


def _language_of(text: Text, briefing: Briefing) -> str:
    """A guess for the editor to correct: of the languages that a briefing knows, the one whose script most of a text is in.

    Where several are written in that script, it is the one in which most sources are.
    """
    counts = Counter(source.language for source in briefing.sources.values())
    known = [*(tag for tag, _ in counts.most_common()), *_tags(briefing)]
    words = " ".join(sentence for paragraph in text.paragraphs for sentence in paragraph)
    return max(known, key=lambda tag: share(words, script_of(tag)) or 0)


def _tags(briefing: Briefing) -> list[str]:
    """The tags of the languages in which a briefing is written, the default one first."""
    return [language.tag for language in briefing.settings.languages.values()]


def _in_every_language(briefing: Briefing, key: str, what: str, indent: str = "") -> list[str]:
    """The lines of a key whose text, in every language of the briefing, is still to be written."""
    texts = [f'{indent}  {lang}: "{TO_DO} {what}"' for lang in briefing.settings.languages]
    return [f"{indent}{key}:", *texts]


def entity(briefing: Briefing, kind: str) -> str:
    """A kind that the briefing declares → the starting record of an entity of it."""
    shape = briefing.settings.kinds[kind].shape
    languages = ", ".join(briefing.settings.languages)
    lines = [
        "# What it is, in a line; and what it is not.",
        *_in_every_language(briefing, "name", "the name"),
        f"translated: [{languages}]   # leave out each language in which a text prints it",
    ]
    if shape == "event":
        lines += _in_every_language(
            briefing, "undated", "that no text dates it; or take this out and state a date below"
        )
    if shape == "metric":
        lines += _in_every_language(briefing, "unit", "as %")
        lines.append("measure: level   # level, growth, multiple, share, count")
    return "\n".join([*lines, "claims:", *claim(briefing), ""])


def claim(briefing: Briefing) -> list[str]:
    """The lines of a starting claim, as they stand under `claims`."""
    source, locator = _some_passage(briefing)
    return [
        "  first-claim:",
        *_in_every_language(briefing, "says", "one proposition, in our own words", "    "),
        f"    topic: {next(iter(briefing.settings.topics), TO_DO)}",
        "    sources:",
        f'      - {{source: {source}, at: "{locator}"}}',
    ]


def _some_passage(briefing: Briefing) -> tuple[str, str]:
    """(source, locator) of a passage that a new claim can cite until the editor writes the right one.

    The best is one that a claim cites already: it is no passage that its source sets aside, which no claim may cite.
    """
    for existing in briefing.claims.values():
        citation = existing.sources[0]
        return citation.source, str(citation.at)
    for source in briefing.sources.values():
        return source.id, "1.1"
    return TO_DO, "1.1"


def question(briefing: Briefing, answer: str) -> str:
    """One of ANSWERS → the starting record of a question with this answer."""
    lines = ["# What is asked, in a line.", *_in_every_language(briefing, "asks", "the question"), f"answer: {answer}"]
    if answer == "not-stated":
        fully_read = [source.id for source in briefing.sources.values() if source.read == "fully"]
        return "\n".join([*lines, f"read: [{', '.join(fully_read) or TO_DO}]", ""])
    lines.append("positions:")
    for key in ("one-side", "other-side") if answer == "disputed" else ("one-side",):
        lines += [
            f"  {key}:",
            *_in_every_language(briefing, "says", "the position", "    "),
            f"    claims: [{_some_claim(briefing)}]",
        ]
    return "\n".join([*lines, *_in_every_language(briefing, "weighing", "how the editors read it, and why"), ""])


def _some_claim(briefing: Briefing) -> str:
    for address in briefing.claims:
        return address
    kind = next(iter(briefing.settings.kinds))
    return f"{kind}/{TO_DO}/{TO_DO}"
