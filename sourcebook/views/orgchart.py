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
from .index import first_date
from .site import Notes, Site
from .types import Dispute, Mark, Page, Ref, Run, Runs

FOLDER = "chart"
BEFORE = "before"
NOT_DRAWN = frozenset({"illustrative", "opinion"})


class Said(NamedTuple):
    """What is said of a box, or of its place: the property's name, whom it leads to, and the state of the claim."""

    name: str
    ref: Ref | None
    marks: tuple[Mark, ...]
    status: str
    when: str
    disputes: tuple[Dispute, ...]


class Box(NamedTuple):
    """A body in the chart: its place (the claims that put it there), who stands beside it, what it absorbed, what is
    below it. `dated` is false for a place that no text dates."""

    ref: Ref
    place: tuple[Said, ...]
    beside: tuple[Said, ...]
    absorbed: tuple[Said, ...]
    boxes: tuple[Box, ...]
    dated: bool = True


class Told(NamedTuple):
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
    told: tuple[Told, ...]


def slugs(site: Site) -> list[str]:
    """The states in order of time: what stood before the first change, then each date of a change, as in the data."""
    declared = site.briefing.settings.chart
    if declared is None:
        return []
    starts: dict[str, When] = {}
    for claim in _stating(site, declared.below, declared.absorbed, *declared.beside):
        for point in (claim.when.start, claim.when.end) if claim.when else ():
            if point:
                starts[str(point)] = when(str(point))
    found = sorted(starts, key=lambda text: (starts[text].earliest, text))
    return [BEFORE, *found] if found else []


def chart(site: Site, slug: str, notes: Notes | None = None) -> Page:
    """A state of the chart → its page."""
    notes = notes or Notes(site)
    view = chart_view(site, slug, notes)
    title = f"{site.t('chart')}{site.t('colon')}{view.date}"
    return Page(
        address=f"{FOLDER}/{slug}",
        path=f"{FOLDER}/{slug}/",
        template="chart",
        title=title,
        heading=site.runs(title),
        description=f"{title} · {site.say(site.briefing.settings.title)}",
        contents=(),
        record="briefing",
        body=view,
        notes=notes.views(),
    )


def chart_view(site: Site, slug: str, notes: Notes, *, together: bool = False) -> ChartView:
    """A state of the chart, its notes entered in `notes`: as all sources tell it `together`, then as each does."""
    dates = tuple(
        Ref("" if other == slug else f"{FOLDER}/{other}/", (Run(date_name(site, other)),)) for other in slugs(site)
    )
    sources = [None, *(() if together else site.briefing.sources.values())]
    told = (State(site, slug, source, notes).told() for source in sources)
    return ChartView(date_name(site, slug), dates, tuple(part for part in told if part.tree or not part.source))


def date_name(site: Site, slug: str) -> str:
    """What a state is called: its date in words, or that it is the one before the first."""
    if slug != BEFORE:
        return site.words.when(when(slug))
    return site.t("chart_before", date=site.words.when(when(slugs(site)[1])))


def _stating(site: Site, *names: str | None) -> Iterator[Claim]:
    """The claims that state one of some properties, opinions and invented examples left out."""
    for claim in site.briefing.claims.values():
        if not claim.states.keys().isdisjoint(names) and claim.status not in NOT_DRAWN:
            yield claim


def said(site: Site, name: str, other: str | None, notes: Notes, *claims: Claim, inverse: bool = False) -> Said:
    """What claims state alike by a property, seen from the subject or (inverse) from the object; the first gives status
    and date."""
    declared = site.briefing.settings.properties[name]
    first = claims[0]
    return Said(
        name=site.say((declared.inverse if inverse else None) or declared.name),
        ref=site.ref(other) if other else None,
        marks=notes.of(*claims),
        status=first.status,
        when=site.words.when(first.when) if first.when else "",
        disputes=tuple(dict.fromkeys(dispute for claim in claims for dispute in site.disputes(claim))),
    )


class State:
    """The chart on one date, as one source or all tell it."""

    def __init__(self, site: Site, slug: str, source: Source | None, notes: Notes) -> None:
        self.site, self.source, self.notes = site, source, notes
        self.declared = site.briefing.settings.chart
        states = slugs(site)
        self.is_last = slug == states[-1]
        self.day = when(states[1]).earliest - timedelta(days=1) if slug == BEFORE else when(slug).earliest
        drawn = self.declared
        stating = _stating(site, drawn.below, drawn.absorbed, drawn.before, *drawn.beside)
        self.claims = [claim for claim in stating if source is None or _cites(claim, source)]

    def told(self) -> Told:
        """The state, drawn."""
        tree = self._box(self.declared.root, (), frozenset({self.declared.root}))
        placed = set(_addresses(tree))
        # Bodies that a later change presupposes stood on the day, wherever that was.
        unplaced = tuple(
            self._box(address, (), frozenset({address}))
            for address in self._presupposed
            if address not in placed | self._gone
        )
        source = self.source
        return Told(
            id=source.id if source else "_all",
            title=self.site.link(source.address).runs if source else self.site.runs(self.site.t("chart_all")),
            source=self.site.ref(source.address) if source else None,
            reported=self._reported(),
            tree=tree if tree.boxes or tree.beside or unplaced else None,
            unplaced=unplaced,
        )

    def _reported(self) -> str:
        """The second clock: when the source was published, and whether it can know of this date."""
        if self.source is None:
            return ""
        if self.source.published is None:
            return self.site.t("reported_undated")
        written = self.site.words.when(self.source.published)
        late = self.source.published.latest < self.day
        return self.site.t("reported_earlier" if late else "reported_on", date=written)

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
            ref=self.site.ref(address),
            place=tuple(self._said(claim, self.declared.below, None) for claim in place),
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

    def _beside(self, address: str) -> Iterator[Said]:
        for claim in self.claims:
            if claim.when is not None and not self._holds(claim):
                continue
            for name in self.declared.beside:
                other = claim.states.get(name)
                if other and address in (claim.subject, other):
                    inverse = other == address
                    yield self._said(claim, name, claim.subject if inverse else other, inverse=inverse)

    def _absorbed(self, address: str) -> Iterator[Said]:
        for claim in self.claims:
            body = claim.states.get(self.declared.absorbed) if self.declared.absorbed else None
            if body and claim.subject == address and self._holds(claim):
                yield self._said(claim, self.declared.absorbed, body)

    def _said(self, claim: Claim, name: str, other: str | None, *, inverse: bool = False) -> Said:
        return said(self.site, name, other, self.notes, claim, inverse=inverse)

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


class Change(NamedTuple):
    """An event that changed the structure: what stood before, what after."""

    event: Ref
    when: str
    before: tuple[Said, ...]
    after: tuple[Said, ...]


def changes(site: Site, notes: Notes) -> Iterator[Change]:
    """The events that changed the structure, in order of their dates, those without a date last."""
    declared = site.briefing.settings.chart
    if declared is None or not declared.after:
        return
    kinds = (kind for kind, settings in site.briefing.settings.kinds.items() if settings.shape == "event")
    events = (event for kind in kinds for event in site.briefing.of_kind(kind))
    # Sorted before a claim is looked at: notes are numbered as they are used.
    for event in sorted(events, key=lambda event: first_date(site, event)[0]):
        sides = [tuple(_side(site, event, name, notes)) for name in (declared.before, declared.after)]
        if sides[1]:
            yield Change(site.ref(event.address), first_date(site, event)[1], *sides)


def _side(site: Site, event: Entity, name: str | None, notes: Notes) -> Iterator[Said]:
    """One side of a change: each body once, with the notes of every claim that puts it there."""
    bodies: dict[str, list[Claim]] = {}
    for claim in event.claims.values():
        if name and name in claim.states:
            bodies.setdefault(claim.states[name], []).append(claim)
    for address, claims in bodies.items():
        claims.sort(key=lambda claim: claim.status != "stated")  # what one text states is stated
        yield said(site, name, address, notes, *claims)
