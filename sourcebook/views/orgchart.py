"""The organisation chart: one state for each date on which something changed, as all sources tell it and as each does.

Two clocks stay apart. A state shows what *held* on its date: relations whose time covers it, and bodies that a later
change presupposes. When it was *reported* is said of each source: a text published before a date cannot tell of it.
Relations without any date are drawn in the last state only, marked, since no text says since when they hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from ..model import Claim, Entity, Source
from ..values.edtf import When, when
from .claims import cites, disputes, property_name
from .edition import Edition
from .index import first_date
from .text import link, ref, runs
from .types import DisputeLink, Marks, Page, Ref, Run, Runs

FOLDER = "chart"
BEFORE = "before"
NOT_DRAWN = frozenset({"illustrative", "opinion"})


class ChartStatement(NamedTuple):
    """What is said of a box, or of its place: the property's name, whom it leads to, and the state of the claim."""

    name: str
    ref: Ref | None
    marks: Marks
    status: str
    when: str
    disputes: tuple[DisputeLink, ...]


class Box(NamedTuple):
    """A body in the chart: its place (the claims that put it there), who stands beside it, what it absorbed, what is
    below it. `dated` is false for a place that no text dates."""

    ref: Ref
    place: tuple[ChartStatement, ...]
    beside: tuple[ChartStatement, ...]
    absorbed: tuple[ChartStatement, ...]
    boxes: tuple[Box, ...]
    dated: bool = True


class ChartState(NamedTuple):
    """A state as somebody tells it: all sources together (no source), or one, with what it can know of the date."""

    id: str
    title: Runs
    source: Ref | None
    reported: str
    tree: Box | None
    unplaced: tuple[Box, ...]


class ChartView(NamedTuple):
    """A state of the chart. `dates` lead to the states, the shown one has no path."""

    date: str
    dates: tuple[Ref, ...]
    told: tuple[ChartState, ...]


def slugs(edition: Edition) -> list[str]:
    """The states in order of time: what stood before the first change, then each date of a change, as in the data."""
    declared = edition.briefing.settings.chart
    if declared is None:
        return []
    starts: dict[str, When] = {}
    for claim in _stating(edition, declared.below, declared.absorbed, *declared.beside):
        for point in (claim.when.start, claim.when.end) if claim.when else ():
            if point:
                starts[str(point)] = when(str(point))
    found = sorted(starts, key=lambda text: (starts[text].earliest, text))
    return [BEFORE, *found] if found else []


def chart(edition: Edition, slug: str) -> Page:
    """A state of the chart → its page."""
    view = chart_view(edition, slug)
    title = f"{edition.t('chart')}{edition.t('colon')}{view.date}"
    return Page(
        address=f"{FOLDER}/{slug}",
        path=f"{FOLDER}/{slug}/",
        template="chart",
        title=title,
        heading=runs(edition, title),
        description=f"{title} · {edition.say(edition.briefing.settings.title)}",
        contents=(),
        record="briefing",
        body=view,
    )


def chart_view(edition: Edition, slug: str, *, together: bool = False) -> ChartView:
    """A state of the chart, as all sources tell it `together`, then as each does."""
    dates = tuple(
        Ref("" if other == slug else f"{FOLDER}/{other}/", (Run(date_name(edition, other)),))
        for other in slugs(edition)
    )
    sources = [None, *(() if together else edition.briefing.sources.values())]
    told = (_Drawing(edition, slug, source).state() for source in sources)
    return ChartView(date_name(edition, slug), dates, tuple(part for part in told if part.tree or not part.source))


def date_name(edition: Edition, slug: str) -> str:
    """What a state is called: its date in words, or that it is the one before the first."""
    if slug != BEFORE:
        return edition.words.when(when(slug))
    return edition.t("chart_before", date=edition.words.when(when(slugs(edition)[1])))


def _stating(edition: Edition, *names: str | None) -> Iterator[Claim]:
    """The claims that state one of some properties, opinions and invented examples left out."""
    for claim in edition.briefing.claims.values():
        if not claim.states.keys().isdisjoint(names) and claim.status not in NOT_DRAWN:
            yield claim


def statement(edition: Edition, name: str, other: str | None, *claims: Claim, inverse: bool = False) -> ChartStatement:
    """What claims state alike by a property, seen from the subject or (inverse) from the object; the first gives status
    and date."""
    first = claims[0]
    return ChartStatement(
        name=property_name(edition, name, inverse=inverse),
        ref=ref(edition, other) if other else None,
        marks=cites(edition, *claims),
        status=first.status,
        when=edition.words.when(first.when) if first.when else "",
        disputes=tuple(dict.fromkeys(dispute for claim in claims for dispute in disputes(edition, claim))),
    )


class _Drawing:
    """The chart on one date, as one source or all tell it. ValueError for a briefing that declares no chart."""

    def __init__(self, edition: Edition, slug: str, source: Source | None) -> None:
        declared = edition.briefing.settings.chart
        if declared is None:
            raise ValueError("the briefing declares no chart")
        self.edition, self.source, self.declared = edition, source, declared
        states = slugs(edition)
        self.is_last = slug == states[-1]
        self.day = when(states[1]).earliest - timedelta(days=1) if slug == BEFORE else when(slug).earliest
        stating = _stating(edition, declared.below, declared.absorbed, declared.before, *declared.beside)
        self.claims = [claim for claim in stating if source is None or _cites(claim, source)]

    def state(self) -> ChartState:
        """The state, drawn."""
        root = self.declared.root
        tree = self._box(root, (), frozenset({root}))
        placed = set(_addresses(tree))
        unplaced = []
        # Bodies that a later change presupposes stood on the day, wherever that was.
        for address in self._presupposed:
            if address not in placed | self._gone:
                unplaced.append(self._box(address, (), frozenset({address})))
        edition, source = self.edition, self.source
        return ChartState(
            id=source.id if source else "_all",
            title=link(edition, source.address).runs if source else runs(edition, edition.t("chart_all")),
            source=ref(edition, source.address) if source else None,
            reported=self._reported(),
            tree=tree if tree.boxes or tree.beside or unplaced else None,
            unplaced=tuple(unplaced),
        )

    def _reported(self) -> str:
        """The second clock: when the source was published, and whether it can know of this date."""
        if self.source is None:
            return ""
        if self.source.published is None:
            return self.edition.t("reported_undated")
        written = self.edition.words.when(self.source.published)
        late = self.source.published.latest < self.day
        return self.edition.t("reported_earlier" if late else "reported_on", date=written)

    def _box(self, address: str, place: tuple[Claim, ...], seen: frozenset[str]) -> Box:
        below: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.states.get(self.declared.below) == address and self._holds(claim) and claim.subject not in seen:
                below.setdefault(claim.subject, []).append(claim)
        boxes = (
            self._box(other, tuple(claims), seen | {*below})
            for other, claims in below.items()
            if other not in self._gone
        )
        return Box(
            ref=ref(self.edition, address),
            place=tuple(self._statement(claim, self.declared.below, None) for claim in place),
            beside=tuple(self._beside(address)),
            absorbed=tuple(self._absorbed(address)),
            boxes=tuple(boxes),
            dated=not place or any(claim.when for claim in place),
        )

    def _holds(self, claim: Claim) -> bool:
        """Whether what a claim states of a place in the chart holds on the day; without a date, in the last state."""
        if claim.when is None:
            return self.is_last or claim.subject in self._presupposed
        return claim.when.earliest <= self.day <= claim.when.latest

    def _beside(self, address: str) -> Iterator[ChartStatement]:
        for claim in self.claims:
            if claim.when is not None and not self._holds(claim):
                continue
            for name in self.declared.beside:
                other = claim.states.get(name)
                if other and address in (claim.subject, other):
                    inverse = other == address
                    yield self._statement(claim, name, claim.subject if inverse else other, inverse=inverse)

    def _absorbed(self, address: str) -> Iterator[ChartStatement]:
        name = self.declared.absorbed
        for claim in self.claims:
            body = claim.states.get(name) if name else None
            if name and body and claim.subject == address and self._holds(claim):
                yield self._statement(claim, name, body)

    def _statement(self, claim: Claim, name: str, other: str | None, *, inverse: bool = False) -> ChartStatement:
        return statement(self.edition, name, other, claim, inverse=inverse)

    @cached_property
    def _presupposed(self) -> dict[str, None]:
        """The bodies that a change after the day finds in place, in reading order."""
        found: dict[str, None] = {}
        for claim in self.claims:
            for name in (self.declared.absorbed, self.declared.before):
                if name and name in claim.states and claim.when and claim.when.earliest > self.day:
                    found[claim.states[name]] = None
        return found

    @cached_property
    def _gone(self) -> set[str]:
        """The bodies that have been absorbed by the day."""
        name = self.declared.absorbed
        return {
            claim.states[name]
            for claim in self.claims
            if name and name in claim.states and claim.when and claim.when.earliest <= self.day
        }


def _cites(claim: Claim, source: Source) -> bool:
    return any(citation.source == source.id for citation in claim.sources)


def _addresses(box: Box) -> Iterator[str]:
    yield box.ref.address
    for below in box.boxes:
        yield from _addresses(below)


class StructureChange(NamedTuple):
    """An event that changed the structure: what stood before, what after."""

    event: Ref
    when: str
    before: tuple[ChartStatement, ...]
    after: tuple[ChartStatement, ...]


def changes(edition: Edition) -> Iterator[StructureChange]:
    """The events that changed the structure, in order of their dates, those without a date last."""
    declared = edition.briefing.settings.chart
    if declared is None or not declared.after:
        return
    kinds = (kind for kind, settings in edition.briefing.settings.kinds.items() if settings.shape == "event")
    events = (event for kind in kinds for event in edition.briefing.of_kind(kind))
    for event in sorted(events, key=lambda event: first_date(edition, event)[0]):
        sides = [tuple(_side(edition, event, name)) for name in (declared.before, declared.after)]
        if sides[1]:
            yield StructureChange(ref(edition, event.address), first_date(edition, event)[1], *sides)


def _side(edition: Edition, event: Entity, name: str | None) -> Iterator[ChartStatement]:
    """One side of a change: each body once, with the notes of every claim that puts it there."""
    if name is None:
        return
    bodies: dict[str, list[Claim]] = {}
    for claim in event.claims.values():
        if name in claim.states:
            bodies.setdefault(claim.states[name], []).append(claim)
    for address, claims in bodies.items():
        claims.sort(key=lambda claim: claim.status != "stated")  # what one text states is stated
        yield statement(edition, name, address, *claims)
