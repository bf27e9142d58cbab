"""The page of a question: what is asked, what each side says and which claims carry it, how the editors weigh it."""

from __future__ import annotations

from typing import NamedTuple

from ..model import QUESTIONS, Question, page_of
from .claims import cited_claim
from .edition import Edition
from .paths import web_path
from .text import label, plain, ref, runs, sentence
from .types import ClaimView, Contents, Page, Ref, Sentence


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


def question(edition: Edition, address: str) -> Page:
    """A question's address → its page."""
    record = edition.briefing.questions[address]
    view = question_view(edition, record)
    optional = [(view.positions, "_positions", "positions"), (view.weighing, "_weighing", "weighing")]
    optional += [(view.about, "_about", "about"), (view.positions, "_notes", "notes")]
    return Page(
        address=address,
        path=web_path(address),
        template="question",
        title=plain(edition, record.asks),
        heading=label(edition, address),
        description=plain(edition, record.weighing) if record.weighing else edition.t(f"answer_{record.answer}"),
        contents=tuple(Contents(anchor, edition.t(word)) for part, anchor, word in optional if part),
        record=address,
        changed=edition.changed(address),
        body=view,
        lines=tuple((position.key, plain(edition, position.says)) for position in record.positions.values()),
    )


def question_view(edition: Edition, record: Question) -> QuestionView:
    """A question with its positions."""
    return QuestionView(
        kind=Ref(f"{QUESTIONS}/", runs(edition, edition.kind_name(QUESTIONS, many=True))),
        answer=record.answer,
        asks=sentence(edition, record.asks),
        positions=tuple(
            PositionView(
                position.key,
                position.former_ids,
                sentence(edition, position.says),
                tuple(
                    (ref(edition, page_of(claim)), cited_claim(edition, edition.briefing.claims[claim]))
                    for claim in position.claims
                ),
                position.key == record.prefers,
            )
            for position in record.positions.values()
        ),
        weighing=sentence(edition, record.weighing),
        leans=record.prefers is not None,
        about=tuple(ref(edition, address) for address in record.about),
        read=tuple(ref(edition, edition.briefing.source(source).address) for source in record.read),
    )
