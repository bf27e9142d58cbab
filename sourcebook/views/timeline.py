"""The dated claims of a briefing as a timeline."""

from __future__ import annotations

from typing import NamedTuple

from ..model import AHEAD, Claim
from ..values.edtf import When
from .claims import cited_claim
from .edition import Edition
from .text import ref
from .types import ClaimView, Ref


class Moment(NamedTuple):
    """A dated claim: the page it stands on, and the claim."""

    ref: Ref
    claim: ClaimView


class Day(NamedTuple):
    """A time in words, as precise as the source gives it, and what is dated to it."""

    when: str
    moments: tuple[Moment, ...]


class Timeline(NamedTuple):
    """What happened, by date; what was expected or planned, by date; and events that no source dates, with its words."""

    happened: tuple[Day, ...]
    ahead: tuple[Day, ...]
    undated: tuple[Moment, ...]


def timeline(edition: Edition, kinds: tuple[str, ...]) -> Timeline:
    """The dated claims of some kinds of entity (of all, where none is named), invented examples left out."""
    briefing = edition.briefing
    entities = [entity for kind in kinds or briefing.settings.kinds for entity in briefing.of_kind(kind)]
    happened: list[_Dated] = []
    ahead: list[_Dated] = []
    undated: list[Moment] = []
    for entity in entities:
        claims = [claim for claim in entity.claims.values() if claim.status != "illustrative"]
        dated = [_Dated(date, claim) for claim in claims if (date := briefing.date(claim))]
        for one in dated:
            (ahead if one.claim.status in AHEAD else happened).append(one)
        if not dated and briefing.shape(entity) == "event":
            undated += [_moment(edition, claim) for claim in claims]
    return Timeline(_days(edition, happened), _days(edition, ahead), tuple(undated))


class _Dated(NamedTuple):
    """A claim and the time at which it holds."""

    date: When
    claim: Claim


def _days(edition: Edition, claims: list[_Dated]) -> tuple[Day, ...]:
    days: dict[str, list[Moment]] = {}
    for date, claim in sorted(claims, key=lambda one: (one.date.earliest, one.date.latest)):
        days.setdefault(edition.words.when(date), []).append(_moment(edition, claim))
    return tuple(Day(when, tuple(moments)) for when, moments in days.items())


def _moment(edition: Edition, claim: Claim) -> Moment:
    return Moment(ref(edition, claim.subject), cited_claim(edition, claim))
