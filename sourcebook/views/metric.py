"""The amounts of a metric: what they count, as a table and as bars."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..model import AHEAD, Claim, Metric
from .claims import cited_claim, claim_view
from .edition import Edition
from .text import ref
from .types import ClaimView, Ref


class Measures(NamedTuple):
    """What a metric counts."""

    unit: str
    measure: str
    base: str


class Bar(NamedTuple):
    """An amount to draw: the amount and its date in words, the claim's status, whether it is a bound, and its length as a
    share of the longest bar, in per cent."""

    amount: str
    when: str
    status: str
    bound: str
    share: float


class AmountChart(NamedTuple):
    """The amounts of one metric: they share unit, measure and base, so they may be drawn together. What was reached
    stands apart from what was expected. `rows` are all amounts, for the table; no bars where an amount is negative."""

    ref: Ref
    measures: Measures
    reached: tuple[Bar, ...]
    ahead: tuple[Bar, ...]
    rows: tuple[ClaimView, ...]


def chart(edition: Edition, metric: Metric) -> AmountChart:
    """A metric → its amounts; invented examples are left out."""
    amounts = [
        (claim, claim.amount)
        for claim in metric.claims.values()
        if claim.amount is not None and claim.status != "illustrative"
    ]
    reached: list[Bar] = []
    ahead: list[Bar] = []
    if all(amount >= 0 for _, amount in amounts):
        longest = max((amount for _, amount in amounts), default=Decimal(0)) or Decimal(1)
        for claim, amount in amounts:
            bar = _bar(edition, claim, float(amount / longest))
            (ahead if claim.status in AHEAD else reached).append(bar)
    rows = tuple(cited_claim(edition, claim) for claim, _ in amounts)
    return AmountChart(ref(edition, metric.address), measures(edition, metric), tuple(reached), tuple(ahead), rows)


def _bar(edition: Edition, claim: Claim, share: float) -> Bar:
    view = claim_view(edition, claim)
    return Bar(view.amount, view.qualifiers.when, claim.status, claim.bound or "", round(share * 100, 1))


def measures(edition: Edition, record: Metric) -> Measures:
    """What a metric counts."""
    base = edition.say(record.base) if record.base else ""
    return Measures(edition.say(record.unit), edition.t(f"measure_{record.measure}"), base)
