"""Overviews over the whole briefing, for hand-written pages: a timeline, a glossary."""

from __future__ import annotations

from typing import NamedTuple

from ..model import AHEAD, Claim
from .site import Notes, Site
from .types import ClaimView, Ref, Run


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


def timeline(site: Site, kinds: tuple[str, ...], notes: Notes) -> Timeline:
    """The dated claims of some kinds (of all, where none is named) → Timeline."""
    settings = site.briefing.settings
    entities = [entity for kind in kinds or settings.kinds for entity in site.briefing.of_kind(kind)]
    claims = [claim for entity in entities for claim in entity.claims.values() if claim.status != "illustrative"]
    dates = {claim.address: date for claim in claims if (date := site.briefing.date(claim))}
    dated = sorted(
        (claim for claim in claims if claim.address in dates),
        key=lambda claim: (dates[claim.address].earliest, dates[claim.address].latest),
    )
    with_date = {claim.subject for claim in dated}
    events = {entity.address for entity in entities if site.briefing.shape(entity) == "event"}
    undated = [claim for claim in claims if claim.subject in events - with_date]
    return Timeline(
        happened=_days(site, [claim for claim in dated if claim.status not in AHEAD], notes),
        ahead=_days(site, [claim for claim in dated if claim.status in AHEAD], notes),
        undated=tuple(_moment(site, claim, notes) for claim in undated),
    )


def _days(site: Site, claims: list[Claim], notes: Notes) -> tuple[Day, ...]:
    days: dict[str, list[Moment]] = {}
    for claim in claims:
        days.setdefault(site.words.when(site.briefing.date(claim)), []).append(_moment(site, claim, notes))
    return tuple(Day(when, tuple(moments)) for when, moments in days.items())


def _moment(site: Site, claim: Claim, notes: Notes) -> Moment:
    return Moment(site.ref(claim.subject), site.claim(claim, notes))


class Entry(NamedTuple):
    """A term: its label, its other spellings, the claims that define it."""

    ref: Ref
    aliases: tuple[Run, ...]
    claims: tuple[ClaimView, ...]


def glossary(site: Site, notes: Notes) -> tuple[Entry, ...]:
    """The terms of the briefing in order of their ids, each with its definitions."""
    return tuple(
        Entry(
            site.ref(term.address),
            tuple(Run(alias.text, alias.lang if alias.lang != site.lang else None) for alias in term.aliases),
            tuple(site.claim(claim, notes) for claim in site.glossary.definitions(term)),
        )
        for term in site.glossary.terms
    )
