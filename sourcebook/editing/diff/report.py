"""A Diff → a report: sections of items of lines, in English, without any markup. What prints it knows no Diff.

What comes from data stands in pieces of its own; how a piece is shown, and made harmless, is up to the printer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ...problems import Problem
from .changes import Cited, ClaimChange, CoverageChange, Diff, FieldChange, PageChange, RecordChange, SideSummary
from .wording import compared

PROOFS = {
    "proved": "proved",
    "shape": "shape only",
    "refuted": "does not hold",
    "": "not checked",
}
EXPLAINED = {
    "proved": "proved against the text",
    "shape": "checked against the recorded shape only, for want of the text",
    "refuted": "found not to hold, see the problems",
    "": "not checked",
}


class Piece(NamedTuple):
    """Some words: plain, strong, a name for machines (`code`), gone (`was`) or new (`now`); and their language's tag."""

    text: str
    kind: Literal["plain", "strong", "code", "was", "now"] = "plain"
    lang: str = ""


Line = tuple[Piece, ...]


class Item(NamedTuple):
    """One thing that changed: a line, and lines below it."""

    head: Line
    lines: tuple[Line, ...] = ()


class Section(NamedTuple):
    """The changes of one sort. `items` may be thousands; `folded` ones are looked up rather than read."""

    title: str
    items: tuple[Item, ...]
    note: str = ""
    folded: bool = False


class Report(NamedTuple):
    """A whole comparison: its title, what it amounts to, and the sections that have something to say."""

    title: Line
    summary: tuple[Line, ...]
    sections: tuple[Section, ...]


def report(diff: Diff) -> Report:
    """A Diff → Report."""
    title = (_plain("What changes, as claims: "), _code(diff.before.name), _plain(" → "), _code(diff.after.name))
    sections = [
        Section("New problems", tuple(map(_problem, diff.new_problems))),
        Section("Problems gone", tuple(map(_problem, diff.gone_problems)), folded=True),
        Section("Claims", tuple(map(_claim, diff.claims))),
        Section("Questions", tuple(map(_record, diff.questions))),
        Section("Entities", tuple(map(_record, diff.entities))),
        Section("Sources", tuple(map(_record, diff.sources))),
        Section("Coverage per source", tuple(map(_coverage, diff.coverage)), "Sentences of each text, before → after."),
        Section("Briefing settings", tuple(Item(_named(f)[0], _named(f)[1:]) for f in diff.settings)),
        Section(
            "Not compared", tuple(Item((_code(a),)) for a in diff.unread), "These cannot be read on one side or both."
        ),
        _pages(diff),
    ]
    return Report(title, tuple(_summary(diff)), tuple(s for s in sections if s.items))


# ── What it amounts to ───────────────────────────────────────────────────────────────────────────────────────────────


def _summary(diff: Diff) -> Iterator[Line]:
    for side in (diff.before, diff.after):
        if not side.loads:
            yield _plain("Nothing could be compared: the briefing of "), _code(side.name), _plain(" does not load.")
    if diff.compared:
        yield (_plain("; ".join(_amounts(diff)) or "No claim, record or setting changes", "strong"), _plain("."))
        gained, lost = (sum(len(getattr(c, name)) for c in diff.claims) for name in ("gained", "lost"))
        if gained or lost:
            proofs = Counter(cited.proof for claim in diff.claims for cited in claim.gained)
            said = "".join(f"; of those gained {n} {EXPLAINED[proof]}" for proof, n in proofs.items())
            yield (_plain(f"Evidence: {_many(gained, 'citation')} gained, {lost} lost{said}."),)
    yield from _checked(diff.before, diff.after)
    if diff.compared:
        yield (_plain(_touched(diff)),)


def _amounts(diff: Diff) -> Iterator[str]:
    sorts = [("claim", diff.claims), ("entity", diff.entities), ("source", diff.sources), ("question", diff.questions)]
    for noun, found in sorts:
        if found:
            kinds = Counter(change.change for change in found)
            yield f"{_many(2, noun)[2:]}: " + ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
    if turns := Counter(question.turn for question in diff.questions if question.turn):
        yield ", ".join(f"{_many(n, 'question')} {turn}" for turn, n in sorted(turns.items()))
    if diff.settings:
        yield _many(len(diff.settings), "setting")


def _checked(before: SideSummary, after: SideSummary) -> Iterator[Line]:
    """What `check` finds on either side."""
    nouns = ("error", "warning", "contradiction")
    said = [", ".join(_many(getattr(side, f"{noun}s"), noun) for noun in nouns) for side in (before, after)]
    at_hand = f"{after.texts_at_hand} of {_many(after.sources, 'source text')} at hand"
    yield (
        _plain(f"Check: {said[0]} → {said[1]}; {at_hand}." if said[0] != said[1] else f"Check: {said[1]}; {at_hand}."),
    )


def _touched(diff: Diff) -> str:
    if diff.pages is None:
        return "Pages: no site can be built while a side has errors, so none are listed."
    count = Counter(page.lang for page in diff.pages)
    said = ", ".join(f"{lang} {n}" for lang, n in count.items())
    words = (
        " Interface words change on any page that shows them."
        if any(f.path[0] == "words" for f in diff.settings)
        else ""
    )
    return f"Pages made from data whose content changes: {said or 'none'}.{words}"


def _many(count: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


# ── Each change ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _claim(change: ClaimChange) -> Item:
    lines = [line for field in change.fields for line in _named(field)]
    lines += [_evidence("evidence gained", cited, "now") for cited in change.gained]
    lines += [_evidence("evidence lost", cited, "was") for cited in change.lost]
    return Item(_head(change), tuple(lines))


def _record(change: RecordChange) -> Item:
    turn = (_plain(f" · {change.turn}", "strong"),) if change.turn else ()
    lines = [line for field in change.fields for line in _named(field)]
    return Item((*_head(change), _plain(f" {change.label}"), *turn), tuple(lines))


def _head(change: ClaimChange | RecordChange) -> Line:
    """What became of it, and its address; with the address that it had, if that was another."""
    former = (_code(change.former), _plain(" → ")) if change.former else ()
    return (_plain(change.change, "strong"), _plain(" "), *former, _code(change.address))


def _named(field: FieldChange) -> tuple[Line, ...]:
    """A value that changed: one line for a short one, both texts below each other for one in words."""
    name = " ".join(field.path)
    if field.before is None or field.after is None:
        sign, text = ("+", field.after) if field.before is None else ("−", field.before)
        return ((_plain(f"{sign} {name}: "), Piece(text, "plain", field.lang)),)
    wording = compared(field.before, field.after)
    was, now = (
        tuple(Piece(_seen(p.text), kind if p.changed else "plain", field.lang) for p in pieces)
        for pieces, kind in ((wording.before, "was"), (wording.after, "now"))
    )
    if not field.lang:
        return ((_plain(f"{name}: "), *was, _plain(" → "), *now),)
    return ((_plain(f"{name}, before: "), *was), (_plain(f"{name}, after: "), *now))


def _seen(text: str) -> str:
    """Words that are nothing but white space, so that one sees that they changed."""
    return "␣" * len(text) if text.isspace() else text


def _evidence(says: str, cited: Cited, kind: Literal["was", "now"]) -> Line:
    quote = f", quoting “{cited.quote}”" if cited.quote else ""
    return (_plain(f"{says}: "), Piece(f"{cited.source} {cited.at}", kind), _plain(f"{quote} ({PROOFS[cited.proof]})"))


def _coverage(change: CoverageChange) -> Item:
    if change.before is None or change.after is None:
        covered, said = (change.after, "new source") if change.before is None else (change.before, "source removed")
        counts = f"{said}: cited {covered.cited}, set aside {covered.set_aside}, open {covered.open}"
    else:
        names = zip(("cited", "set aside", "open"), change.before, change.after, strict=True)
        counts = ", ".join(f"{name} {was} → {now}" if was != now else f"{name} {now}" for name, was, now in names)
    return Item((_code(change.source), _plain(f": {counts}")))


def _problem(problem: Problem) -> Item:
    level = "" if problem.level == "error" else "warning: "
    hint = ((_plain(problem.hint),),) if problem.hint else ()
    return Item((_code(str(problem.place)), _plain(f" {level}{problem.says} [{problem.rule}]")), hint)


def _pages(diff: Diff) -> Section:
    return Section(
        "Pages touched",
        tuple(_page(page) for page in diff.pages or ()),
        "Made from data, by what they show; hand-written pages are not among them.",
        folded=True,
    )


def _page(page: PageChange) -> Item:
    former = (_code(page.former), _plain(" → ")) if page.former else ()
    return Item((_plain(f"{page.lang} {page.change} "), *former, _code(page.path)))


def _plain(text: str, kind: Literal["plain", "strong"] = "plain") -> Piece:
    return Piece(text, kind)


def _code(text: str) -> Piece:
    return Piece(text, "code")
