"""Overviews over the whole briefing, for hand-written pages: a timeline, the bars of a metric."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Briefing, Metric
from .entity import Measures, figures, measures
from .parts import ClaimView, Ref
from .site import Notes, Site


class Moment(NamedTuple):
    """A dated claim: its time in words, the page it stands on, the claim."""

    when: str
    ref: Ref
    claim: ClaimView


class Timeline(NamedTuple):
    """The dated claims in order of their dates, and those of events that no source dates."""

    dated: tuple[Moment, ...]
    undated: tuple[Moment, ...]


def timeline(site: Site, kinds: tuple[str, ...], notes: Notes) -> Timeline:
    """The claims of some kinds (all kinds of events where none is named), by date → Timeline."""
    settings = site.briefing.settings
    kinds = kinds or tuple(kind for kind, declared in settings.kinds.items() if declared.shape == "event")
    claims = [claim for kind in kinds for entity in site.briefing.of_kind(kind) for claim in entity.claims.values()]
    dated = sorted((c for c in claims if c.when), key=lambda c: (c.when.earliest, c.when.latest, c.address))
    with_date = {claim.subject for claim in dated}
    undated = [claim for claim in claims if claim.subject not in with_date]

    def moment(claim) -> Moment:
        return Moment(
            site.words.when(claim.when) if claim.when else "", site.ref(claim.subject), site.claim(claim, notes)
        )

    return Timeline(tuple(map(moment, dated)), tuple(map(moment, undated)))


class Bar(NamedTuple):
    """An amount to draw: the claim, and its length as a share of the longest, in per cent."""

    claim: ClaimView
    share: float


class Chart(NamedTuple):
    """The amounts of one metric: they share unit, measure and base, so they may be drawn together."""

    ref: Ref
    measures: Measures
    bars: tuple[Bar, ...]


def chart(site: Site, address: str, notes: Notes) -> Chart:
    """A metric's address → its amounts; invented examples are left out."""
    metric = site.briefing.entities[address]
    views = figures(site, metric, notes)
    amounts = [abs(site.briefing.claims[view.address].amount) for view in views]
    longest = max(amounts, default=0) or 1
    bars = tuple(
        Bar(view, round(float(amount / longest) * 100, 1)) for view, amount in zip(views, amounts, strict=True)
    )
    return Chart(site.ref(address), measures(site, metric), bars)


def is_metric(briefing: Briefing, address: str) -> bool:
    """Whether an address is that of a metric."""
    return isinstance(briefing.entities.get(address), Metric)
