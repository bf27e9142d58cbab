"""The amounts of a metric: what they count, as a table and as bars."""

from __future__ import annotations

from typing import NamedTuple

from ..model import AHEAD, Briefing, Metric
from .site import Notes, Site
from .types import ClaimView, Ref


class Measures(NamedTuple):
    """What a metric counts."""

    unit: str
    measure: str
    base: str


class Bar(NamedTuple):
    """An amount to draw: the claim, its length as a share of the longest, in per cent, and whether it is a bound."""

    claim: ClaimView
    share: float
    bound: str


class Chart(NamedTuple):
    """The amounts of one metric: they share unit, measure and base, so they may be drawn together. What was reached
    stands apart from what was expected. `rows` are all amounts, for the table; no bars where an amount is negative."""

    ref: Ref
    measures: Measures
    reached: tuple[Bar, ...]
    ahead: tuple[Bar, ...]
    rows: tuple[ClaimView, ...]


def chart(site: Site, address: str, notes: Notes) -> Chart:
    """A metric's address → its amounts; invented examples are left out."""
    metric = site.briefing.entities[address]
    views = figures(site, metric, notes)
    claims = [site.briefing.claims[view.address] for view in views]
    longest = max((claim.amount for claim in claims), default=0) or 1
    drawn = all(claim.amount >= 0 for claim in claims)
    bars = [
        (claim.status in AHEAD, Bar(view, round(float(claim.amount / longest) * 100, 1), claim.bound or ""))
        for view, claim in zip(views, claims, strict=True)
        if drawn
    ]
    reached, ahead = (tuple(bar for is_ahead, bar in bars if is_ahead is wanted) for wanted in (False, True))
    return Chart(site.ref(address), measures(site, metric), reached, ahead, views)


def measures(site: Site, record: Metric) -> Measures:
    """What a metric counts."""
    base = site.say(record.base) if record.base else ""
    return Measures(site.say(record.unit), site.t(f"measure_{record.measure}"), base)


def figures(site: Site, record: Metric, notes: Notes) -> tuple[ClaimView, ...]:
    """The claims with an amount, invented examples left out."""
    claims = (c for c in record.claims.values() if c.amount is not None and c.status != "illustrative")
    return tuple(site.claim(claim, notes) for claim in claims)


def is_metric(briefing: Briefing, address: str) -> bool:
    """Whether an address is that of a metric."""
    return isinstance(briefing.entities.get(address), Metric)
