"""The page of a source: what the text says of itself, and every passage with the claims that lean on it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from ..evidence.coverage import coverage
from ..model import SOURCES, Source
from ..values import passages
from .site import Site
from .standing import Standing, standing
from .types import ClaimView, Contents, Page, Ref, Run, Runs, Sentence, web_path


class Detail(NamedTuple):
    """A line of the record: its name, and what the text says of it, or that it does not say."""

    name: str
    value: Sentence
    code: bool = False


class Leaning(NamedTuple):
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
    leaning: tuple[Leaning, ...]
    remark: Sentence
    aside: bool


class Paragraph(NamedTuple):
    """A paragraph of the text: its number, the claims that cite it whole, and its sentences."""

    number: int
    title: str
    anchor: str
    leaning: tuple[Leaning, ...]
    sentences: tuple[SentenceRow, ...]


class SourceView(NamedTuple):
    """All that the page of a source shows."""

    kind: Ref
    details: tuple[Detail, ...]
    remarks: Sentence
    standing: Standing
    coverage: str
    paragraphs: tuple[Paragraph, ...]


def source(site: Site, address: str, text: passages.Text | None = None) -> Page:
    """A source's address, and its text where that may be published and is at hand → its page."""
    record = site.briefing.sources[address]
    covered = coverage(site.briefing, record)
    said = site.t(
        "passages_said",
        total=sum(record.passages),
        cited=len(covered.cited),
        set_aside=len(covered.set_aside),
        open=len(covered.open),
    )
    stands = standing(site, record)
    sections = [("_record", "source"), ("_contradicted", "contradicted") if stands.contradictions else None]
    sections += [("_alone", "alone") if stands.alone else None, ("_readings", "readings") if stands.readings else None]
    view = SourceView(
        kind=Ref(f"{SOURCES}/", site.runs(site.kind_name(SOURCES, many=True))),
        details=details(site, record),
        remarks=site.sentence(record.remarks),
        standing=stands,
        coverage=said,
        paragraphs=_paragraphs(site, record, text if record.rights == "open" else None),
    )
    return Page(
        address=address,
        path=web_path(address),
        template="source",
        title=site.plain_label(address),
        heading=site.label(address),
        description=said,
        contents=tuple(Contents(id, site.t(word)) for id, word in (*filter(None, sections), ("_passages", "passages"))),
        record=address,
        changed=site.changed(address),
        body=view,
        names=tuple(filter(None, (record.original_title, record.file, *(record.publisher or {}).values()))),
    )


def details(site: Site, record: Source) -> tuple[Detail, ...]:
    """What is known of a source itself, line by line."""
    unknown = (Run(site.t("not_stated")),)
    found = [
        Detail(site.t("file"), (Run(record.file),), code=True),
        Detail(site.t("hash"), (Run(record.sha256),), code=True),
        Detail(site.t("title"), site.runs(record.title, record.language) if record.title else unknown),
        Detail(site.t("publisher"), site.runs(site.say(record.publisher)) if record.publisher else unknown),
        Detail(site.t("published"), (Run(site.words.when(record.published)),) if record.published else unknown),
        Detail(site.t("language"), (Run(site.words.language(record.language)),)),
        Detail(site.t("kind"), (Run(site.t(f"kind_{record.kind}")),)),
        Detail(site.t("rights"), (Run(site.t(f"rights_{record.rights}")),)),
        Detail(site.t("read"), (Run(site.t(f"read_{record.read}")),)),
    ]
    optional = [("original_title", record.original_title), ("licence", record.licence), ("address", record.url)]
    found[3:3] = [Detail(site.t(name), site.runs(value)) for name, value in optional if value]
    return tuple(found)


def _paragraphs(site: Site, record: Source, text: passages.Text | None) -> tuple[Paragraph, ...]:
    """Every paragraph with its claims. Those under one locator stand together, at the first sentence it covers."""
    cited: dict[passages.Locator, list[ClaimView]] = defaultdict(list)
    covering: dict[tuple[int, int], list[passages.Locator]] = defaultdict(list)
    for claim, citation in site.briefing.cited(record.id):
        if citation.at not in cited:
            for sentence in citation.at.sentences(record.passages):
                covering[sentence].append(citation.at)
        cited[citation.at].append(site.claim(claim, None))
    leaning: dict[tuple[int, int | None], list[Leaning]] = defaultdict(list)
    for at in sorted(cited, key=lambda at: (at.paragraph, at.first or 0, at.last or 0)):
        claims = tuple((site.ref(view.address.rpartition("/")[0]), view) for view in cited[at])
        alone = at.first is not None and at.first == at.last  # its number stands beside it already
        leaning[at.paragraph, at.first].append(Leaning(f"p{at}", "" if alone else site.words.locator(at), claims))
    aside = {
        sentence: (site.sentence(reason) or (Run(""),))
        for at, reason in record.set_aside.items()
        for sentence in passages.locator(at).sentences(record.passages)
    }
    return tuple(
        _paragraph(site, record, text, number, count, leaning, covering, aside)
        for number, count in enumerate(record.passages, 1)
    )


def _paragraph(site, record, text, number, count, leaning, covering, aside) -> Paragraph:
    whole = tuple(leaning.get((number, None), ()))
    rows = []
    for sentence in range(1, count + 1):
        here = tuple(leaning.get((number, sentence), ()))
        words = text.paragraphs[number - 1][sentence - 1] if text else ""
        cover = covering.get((number, sentence), ())
        anchor = f"p{number}.{sentence}"
        rows.append(
            SentenceRow(
                number=f"{number}.{sentence}",
                anchor="" if any(part.id == anchor for part in here) else anchor,
                words=site.runs(words, record.language) if words else (),
                cited=bool(cover),
                leaning=here,
                remark=() if here else _remark(site, cover, aside.get((number, sentence))),
                aside=not cover and (number, sentence) in aside,
            )
        )
    anchor = "" if any(part.id == f"p{number}" for part in whole) else f"p{number}"
    return Paragraph(number, site.t("paragraph_n", p=number), anchor, whole, tuple(rows))


def _remark(site: Site, cover: list[passages.Locator], reason: Sentence | None) -> Sentence:
    """Why a sentence has no claims of its own: a wider locator covers it, it is set aside, or it is still open."""
    if cover:
        return (Run(site.t("also_covered", at=site.words.list([str(at) for at in cover]))),)
    return reason or (Run(site.t("passage_open")),)
