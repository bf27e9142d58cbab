"""The page of a question: what is asked, what each side says and which claims carry it, how the editors weigh it."""

from __future__ import annotations

from typing import NamedTuple

from ..model import QUESTIONS, Question
from .site import Notes, Site
from .types import ClaimView, Contents, Page, Ref, Sentence, web_path


class PositionView(NamedTuple):
    """A position: its anchor and those it had before, what it says, the pages and claims that carry it, and whether the
    editors lean to it."""

    anchor: str
    former_anchors: tuple[str, ...]
    sentence: Sentence
    claims: tuple[tuple[Ref, ClaimView], ...]
    preferred: bool


class QuestionView(NamedTuple):
    """All that the page of a question shows."""

    kind: Ref
    answer: str
    asks: Sentence
    positions: tuple[PositionView, ...]
    weighing: Sentence
    leans: bool
    about: tuple[Ref, ...]
    read: tuple[Ref, ...]


def question(site: Site, address: str, notes: Notes | None = None) -> Page:
    """A question's address → its page. Its notes are entered in `notes` where it stands on a page with notes already."""
    record = site.briefing.questions[address]
    notes = notes or Notes(site)
    view = question_view(site, record, notes)
    optional = [(view.positions, "_positions", "positions"), (view.weighing, "_weighing", "weighing")]
    optional += [(view.about, "_about", "about"), (view.positions, "_notes", "notes")]
    return Page(
        address=address,
        path=web_path(address),
        template="question",
        title=site.plain(record.asks),
        heading=site.label(address),
        description=site.plain(record.weighing) if record.weighing else site.t(f"answer_{record.answer}"),
        contents=tuple(Contents(anchor, site.t(word)) for part, anchor, word in optional if part),
        record=address,
        changed=site.changed(address),
        body=view,
        notes=notes.views(),
        lines=tuple((position.key, site.plain(position.says)) for position in record.positions.values()),
    )


def question_view(site: Site, record: Question, notes: Notes) -> QuestionView:
    """A question with its positions, their notes entered in `notes`."""
    return QuestionView(
        kind=Ref(f"{QUESTIONS}/", site.runs(site.kind_name(QUESTIONS, many=True))),
        answer=record.answer,
        asks=site.sentence(record.asks),
        positions=tuple(
            PositionView(
                position.key,
                position.former_ids,
                site.sentence(position.says),
                tuple(
                    (site.ref(claim.rpartition("/")[0]), site.claim(site.briefing.claims[claim], notes))
                    for claim in position.claims
                ),
                position.key == record.prefers,
            )
            for position in record.positions.values()
        ),
        weighing=site.sentence(record.weighing),
        leans=record.prefers is not None,
        about=tuple(site.ref(address) for address in record.about),
        read=tuple(site.ref(site.briefing.source(source).address) for source in record.read),
    )
