"""The page of a source: what the text says of itself, and every passage with the claims that lean on it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from ..evidence.coverage import coverage
from ..model import SOURCES, Source, page_of
from ..values import passages
from .claims import claim_view
from .edition import Edition
from .paths import web_path
from .standing import Standing, standing
from .text import label, plain_label, ref, runs, sentence
from .types import ClaimView, Contents, Page, Ref, Run, Runs, Sentence


class Detail(NamedTuple):
    """A line of the record: its name, and what the text says of it, or that it does not say."""

    name: str
    value: Sentence
    code: bool = False


class PassageClaims(NamedTuple):
    """The claims that cite a passage under one locator; `id` is the anchor that notes lead to, `locator` its words
    where it is more than one sentence."""

    id: str
    locator: str
    claims: tuple[tuple[Ref, ClaimView], ...]


class SentenceRow(NamedTuple):
    """A sentence of the text: its number, its anchor if no claim cites it alone, its words if they may be shown,
    the claims that begin here, and otherwise why there are none."""

    number: str
    anchor: str
    words: Runs
    cited: bool
    leaning: tuple[PassageClaims, ...]
    remark: Sentence
    aside: bool


class Paragraph(NamedTuple):
    """A paragraph of the text: its number, the claims that cite it whole, and its sentences."""

    number: int
    title: str
    anchor: str
    leaning: tuple[PassageClaims, ...]
    sentences: tuple[SentenceRow, ...]


class SourceView(NamedTuple):
    """All that the page of a source shows."""

    kind: Ref
    details: tuple[Detail, ...]
    remarks: Sentence
    standing: Standing
    coverage: str
    paragraphs: tuple[Paragraph, ...]


def source(edition: Edition, address: str, text: passages.Text | None = None) -> Page:
    """A source's address, and its text where that may be published and is at hand → its page."""
    record = edition.briefing.sources[address]
    covered = coverage(edition.briefing, record)
    said = edition.t(
        "passages_said",
        total=sum(record.passages),
        cited=len(covered.cited),
        set_aside=len(covered.set_aside),
        open=len(covered.open),
    )
    stands = standing(edition, record)
    view = SourceView(
        kind=Ref(f"{SOURCES}/", runs(edition, edition.kind_name(SOURCES, many=True))),
        details=details(edition, record),
        remarks=sentence(edition, record.remarks),
        standing=stands,
        coverage=said,
        paragraphs=_paragraphs(edition, record, text if record.rights == "open" else None),
    )
    return Page(
        address=address,
        path=web_path(address),
        template="source",
        title=plain_label(edition, address),
        heading=label(edition, address),
        description=said,
        contents=_contents(edition, stands),
        record=address,
        changed=edition.changed(address),
        body=view,
        names=tuple(filter(None, (record.original_title, record.file, *(record.publisher or {}).values()))),
    )


def _contents(edition: Edition, stands: Standing) -> tuple[Contents, ...]:
    parts = (
        (True, "_record", "source"),
        (stands.contradictions, "_contradicted", "contradicted"),
        (stands.alone, "_alone", "alone"),
        (stands.readings, "_readings", "readings"),
        (True, "_passages", "passages"),
    )
    return tuple(Contents(anchor, edition.t(word)) for is_there, anchor, word in parts if is_there)


def details(edition: Edition, record: Source) -> tuple[Detail, ...]:
    """What is known of a source itself, line by line."""
    t = edition.t
    unknown = (Run(t("not_stated")),)
    lines = [
        Detail(t("file"), (Run(record.file),), code=True),
        Detail(t("hash"), (Run(record.sha256),), code=True),
        Detail(t("title"), runs(edition, record.title, record.language) if record.title else unknown),
    ]
    optional = (("original_title", record.original_title), ("licence", record.licence), ("address", record.url))
    lines += [Detail(t(name), runs(edition, value)) for name, value in optional if value]
    lines += [
        Detail(t("publisher"), runs(edition, edition.say(record.publisher)) if record.publisher else unknown),
        Detail(t("published"), (Run(edition.words.when(record.published)),) if record.published else unknown),
        Detail(t("language"), (Run(edition.words.language(record.language)),)),
        Detail(t("kind"), (Run(t(f"kind_{record.kind}")),)),
        Detail(t("rights"), (Run(t(f"rights_{record.rights}")),)),
        Detail(t("read"), (Run(t(f"read_{record.read}")),)),
    ]
    return tuple(lines)


SentenceNumber = tuple[int, int]


class _Coverage(NamedTuple):
    """What stands beside the sentences of a text. `claims` are those that cite a passage, under the paragraph and the
    first sentence of its locator (None for a whole paragraph); `locators` are the locators that cover a sentence; `aside`
    is why a sentence was set aside."""

    claims: dict[tuple[int, int | None], list[PassageClaims]]
    locators: dict[SentenceNumber, list[passages.Locator]]
    aside: dict[SentenceNumber, Sentence]


def _paragraphs(edition: Edition, record: Source, text: passages.Text | None) -> tuple[Paragraph, ...]:
    """Every paragraph with its claims. Those under one locator stand together, at the first sentence it covers."""
    covered = _covered(edition, record)
    paragraphs = []
    for number, count in enumerate(record.passages, 1):
        rows = []
        for sentence_number in range(1, count + 1):
            words = text.paragraphs[number - 1][sentence_number - 1] if text else ""
            shown = runs(edition, words, record.language) if words else ()
            rows.append(_sentence_row(edition, (number, sentence_number), shown, covered))
        whole = tuple(covered.claims.get((number, None), ()))
        anchor = f"p{number}"
        title = edition.t("paragraph_n", p=number)
        paragraphs.append(Paragraph(number, title, _free(anchor, whole), whole, tuple(rows)))
    return tuple(paragraphs)


def _covered(edition: Edition, record: Source) -> _Coverage:
    """What claims and the editors say of the passages of a source."""
    by_locator: dict[passages.Locator, list[ClaimView]] = defaultdict(list)
    locators: dict[SentenceNumber, list[passages.Locator]] = defaultdict(list)
    for claim, citation in edition.briefing.cited(record.id):
        if citation.at not in by_locator:
            for number in citation.at.sentences(record.passages):
                locators[number].append(citation.at)
        by_locator[citation.at].append(claim_view(edition, claim))
    claims: dict[tuple[int, int | None], list[PassageClaims]] = defaultdict(list)
    for at in sorted(by_locator, key=lambda at: (at.paragraph, at.first or 0, at.last or 0)):
        linked = tuple((ref(edition, page_of(view.address)), view) for view in by_locator[at])
        is_one_sentence = at.first is not None and at.first == at.last  # its number stands beside it already
        words = "" if is_one_sentence else edition.words.locator(at)
        claims[at.paragraph, at.first].append(PassageClaims(f"p{at}", words, linked))
    aside: dict[SentenceNumber, Sentence] = {}
    for written, reason in record.set_aside.items():
        for number in passages.locator(written).sentences(record.passages):
            aside[number] = sentence(edition, reason) or (Run(""),)
    return _Coverage(claims, locators, aside)


def _sentence_row(edition: Edition, at: SentenceNumber, words: Runs, covered: _Coverage) -> SentenceRow:
    here = tuple(covered.claims.get(at, ()))
    locators = covered.locators.get(at, [])
    number = f"{at[0]}.{at[1]}"
    return SentenceRow(
        number=number,
        anchor=_free(f"p{number}", here),
        words=words,
        cited=bool(locators),
        leaning=here,
        remark=() if here else _remark(edition, locators, covered.aside.get(at)),
        aside=not locators and at in covered.aside,
    )


def _free(anchor: str, parts: tuple[PassageClaims, ...]) -> str:
    """An anchor, or `""` where one of the parts has it already."""
    return "" if any(part.id == anchor for part in parts) else anchor


def _remark(edition: Edition, cover: list[passages.Locator], reason: Sentence | None) -> Sentence:
    """Why a sentence has no claims of its own: a wider locator covers it, it is set aside, or it is still open."""
    if cover:
        return (Run(edition.t("also_covered", at=edition.words.list([str(at) for at in cover]))),)
    return reason or (Run(edition.t("passage_open")),)
