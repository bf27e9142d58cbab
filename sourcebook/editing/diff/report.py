"""A Diff → a report: sections of items of lines, in English, without any markup. What prints a report knows no Diff.

What comes from data stands in pieces of its own, so that whoever prints a piece can make it harmless there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ...problems import Problem
from .changes import (
    Cited,
    ClaimChange,
    CoverageChange,
    Covered,
    Diff,
    FieldChange,
    PageChange,
    Proof,
    RecordChange,
    SideSummary,
)
from .wording import WordingPiece, compare_wordings

# How a proof is called beside a citation, and in the sentence that counts them.
PROOFS: dict[Proof, str] = {
    "proved": "proved",
    "shape": "shape only",
    "refuted": "does not hold",
    "": "not checked",
}
PROOFS_COUNTED: dict[Proof, str] = {
    "proved": "proved against the text",
    "shape": "checked against the recorded shape only, for want of the text",
    "refuted": "found not to hold, see the problems",
    "": "not checked",
}


PieceKind = Literal["plain", "strong", "code", "was", "now"]


class ReportPiece(NamedTuple):
    """Some words: plain, strong, a name for machines (`code`), gone (`was`) or new (`now`). `lang` is the BCP 47 tag of
    their language, if they are in one of the briefing's."""

    text: str
    kind: PieceKind = "plain"
    lang: str = ""


ReportLine = tuple[ReportPiece, ...]


class ReportItem(NamedTuple):
    """One thing that changed: a line, and lines below it."""

    head: ReportLine
    lines: tuple[ReportLine, ...] = ()


class ReportSection(NamedTuple):
    """The changes of one sort. `items` may be thousands; `folded` ones are looked up rather than read."""

    title: str
    items: tuple[ReportItem, ...]
    note: str = ""
    folded: bool = False


class Report(NamedTuple):
    """A whole comparison: its title, what it amounts to, and the sections that have something to say."""

    title: ReportLine
    summary: tuple[ReportLine, ...]
    sections: tuple[ReportSection, ...]


def report(diff: Diff) -> Report:
    """A Diff → Report, without the sections in which nothing stands."""
    title = (_plain("What changes, as claims: "), _code(diff.before.name), _plain(" → "), _code(diff.after.name))
    sections = (section for section in _sections(diff) if section.items)
    return Report(title, tuple(_summary(diff)), tuple(sections))


def _sections(diff: Diff) -> Iterator[ReportSection]:
    yield ReportSection("New problems", tuple(map(_problem, diff.new_problems)))
    yield ReportSection("Problems gone", tuple(map(_problem, diff.gone_problems)), folded=True)
    yield ReportSection("Claims", tuple(map(_claim, diff.claims)))
    yield ReportSection("Questions", tuple(map(_record, diff.questions)))
    yield ReportSection("Entities", tuple(map(_record, diff.entities)))
    yield ReportSection("Sources", tuple(map(_record, diff.sources)))
    note = "Sentences of each text, before → after."
    yield ReportSection("Coverage per source", tuple(map(_coverage, diff.coverage)), note)
    yield ReportSection("Briefing settings", tuple(map(_setting, diff.settings)))
    unread = tuple(ReportItem((_code(address),)) for address in diff.unread)
    yield ReportSection("Not compared", unread, "These cannot be read on one side or both.")
    note = "Made from data, by what they show; hand-written pages are not among them."
    yield ReportSection("Pages touched", tuple(map(_page, diff.pages or ())), note, folded=True)


# ── What it amounts to ───────────────────────────────────────────────────────────────────────────────────────────────


def _summary(diff: Diff) -> Iterator[ReportLine]:
    for side in (diff.before, diff.after):
        if not side.loads:
            yield _plain("Nothing could be compared: the briefing of "), _code(side.name), _plain(" does not load.")
    if diff.compared:
        amounts = "; ".join(_amounts(diff))
        yield _plain(amounts or "No claim, record or setting changes", "strong"), _plain(".")
        yield from _evidence_counts(diff.claims)
    yield (_plain(_checked(diff.before, diff.after)),)
    if diff.compared:
        yield (_plain(_touched_pages(diff)),)


def _evidence_counts(claims: Iterable[ClaimChange]) -> Iterator[ReportLine]:
    gained = [cited for claim in claims for cited in claim.gained]
    lost = [cited for claim in claims for cited in claim.lost]
    if gained or lost:
        line = f"Evidence: {_many(len(gained), 'citation')} gained, {len(lost)} lost"
        for proof, count in Counter(cited.proof for cited in gained).items():
            line += f"; of those gained {count} {PROOFS_COUNTED[proof]}"
        yield (_plain(f"{line}."),)


def _amounts(diff: Diff) -> Iterator[str]:
    """`claims: 2 added, 1 changed`, for each sort of thing that changes."""
    changes = {
        "claims": [claim.change for claim in diff.claims],
        "entities": [record.change for record in diff.entities],
        "sources": [record.change for record in diff.sources],
        "questions": [record.change for record in diff.questions],
    }
    for noun, kinds in changes.items():
        if kinds:
            counts = sorted(Counter(kinds).items())
            yield f"{noun}: " + ", ".join(f"{count} {kind}" for kind, count in counts)
    turns = Counter(question.turn for question in diff.questions if question.turn)
    if turns:
        yield ", ".join(f"{_many(count, 'question')} {turn}" for turn, count in sorted(turns.items()))
    if diff.settings:
        yield _many(len(diff.settings), "setting")


def _checked(before: SideSummary, after: SideSummary) -> str:
    """What `check` finds on either side."""
    old, new = _problem_counts(before), _problem_counts(after)
    counts = new if old == new else f"{old} → {new}"
    return f"Check: {counts}; {after.texts_at_hand} of {_many(after.sources, 'source text')} at hand."


def _problem_counts(side: SideSummary) -> str:
    counts = (
        _many(side.errors, "error"),
        _many(side.warnings, "warning"),
        _many(side.contradictions, "contradiction"),
    )
    return ", ".join(counts)


def _touched_pages(diff: Diff) -> str:
    if diff.pages is None:
        return "Pages: no site can be built while a side has errors, so none are listed."
    counts = Counter(page.lang for page in diff.pages)
    listed = ", ".join(f"{lang} {count}" for lang, count in counts.items())
    line = f"Pages made from data whose content changes: {listed or 'none'}."
    if any(field.path[0] == "words" for field in diff.settings):
        line += " Interface words change on any page that shows them."
    return line


def _many(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# ── Each change ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _claim(change: ClaimChange) -> ReportItem:
    lines = _field_lines(change.fields)
    lines += [_citation("evidence gained", cited, "now") for cited in change.gained]
    lines += [_citation("evidence lost", cited, "was") for cited in change.lost]
    return ReportItem(_head(change), tuple(lines))


def _record(change: RecordChange) -> ReportItem:
    head = (*_head(change), _plain(f" {change.label}"))
    if change.turn:
        head = (*head, _plain(f" · {change.turn}", "strong"))
    return ReportItem(head, tuple(_field_lines(change.fields)))


def _setting(field: FieldChange) -> ReportItem:
    head, *below = _field(field)
    return ReportItem(head, tuple(below))


def _head(change: ClaimChange | RecordChange) -> ReportLine:
    """What became of it, and its address; with the address that it had, if that was another."""
    kind = (_plain(change.change, "strong"), _plain(" "))
    return (*kind, *_former(change.former), _code(change.address))


def _former(former: str) -> ReportLine:
    return (_code(former), _plain(" → ")) if former else ()


def _field_lines(fields: Iterable[FieldChange]) -> list[ReportLine]:
    return [line for field in fields for line in _field(field)]


def _field(field: FieldChange) -> tuple[ReportLine, ...]:
    """A value that changed: one line for a value that is no sentence, both texts below each other for one."""
    name = " ".join(field.path)
    if field.before is None:
        return ((_plain(f"+ {name}: "), ReportPiece(field.after or "", "plain", field.lang)),)
    if field.after is None:
        return ((_plain(f"− {name}: "), ReportPiece(field.before, "plain", field.lang)),)
    wording = compare_wordings(field.before, field.after)
    was = tuple(_wording_piece(piece, "was", field.lang) for piece in wording.before)
    now = tuple(_wording_piece(piece, "now", field.lang) for piece in wording.after)
    if not field.lang:
        return ((_plain(f"{name}: "), *was, _plain(" → "), *now),)
    return ((_plain(f"{name}, before: "), *was), (_plain(f"{name}, after: "), *now))


def _wording_piece(piece: WordingPiece, kind: PieceKind, lang: str) -> ReportPiece:
    # White space that changed is shown as a sign, or nobody would see that it changed.
    text = "␣" * len(piece.text) if piece.text.isspace() else piece.text
    return ReportPiece(text, kind if piece.is_changed else "plain", lang)


def _citation(label: str, cited: Cited, kind: PieceKind) -> ReportLine:
    quote = f", quoting “{cited.quote}”" if cited.quote else ""
    passage = ReportPiece(f"{cited.source} {cited.at}", kind)
    return (_plain(f"{label}: "), passage, _plain(f"{quote} ({PROOFS[cited.proof]})"))


def _coverage(change: CoverageChange) -> ReportItem:
    before, after = change.before, change.after
    if before is None and after is not None:
        counts = f"new source: {_covered(after)}"
    elif before is not None and after is None:
        counts = f"source removed: {_covered(before)}"
    else:
        names = zip(("cited", "set aside", "open"), before or (), after or (), strict=True)
        counts = ", ".join(f"{name} {was} → {now}" if was != now else f"{name} {now}" for name, was, now in names)
    return ReportItem((_code(change.source), _plain(f": {counts}")))


def _covered(covered: Covered) -> str:
    return f"cited {covered.cited}, set aside {covered.set_aside}, open {covered.open}"


def _problem(problem: Problem) -> ReportItem:
    level = "" if problem.level == "error" else "warning: "
    head = (_code(str(problem.place)), _plain(f" {level}{problem.says} [{problem.rule}]"))
    return ReportItem(head, ((_plain(problem.hint),),) if problem.hint else ())


def _page(page: PageChange) -> ReportItem:
    return ReportItem((_plain(f"{page.lang} {page.change} "), *_former(page.former), _code(page.path)))


def _plain(text: str, kind: PieceKind = "plain") -> ReportPiece:
    return ReportPiece(text, kind)


def _code(text: str) -> ReportPiece:
    return ReportPiece(text, "code")
