"""The Briefing: everything by address, and what can be asked of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..values.edtf import When, when
from .fields import SOURCES
from .records import Citation, Claim, Entity, Position, Question, Settings, Source, former_addresses


class Relation(NamedTuple):
    """A claim that states a property between two entities, seen from either end."""

    property: str
    other: str
    claim: Claim
    inverse: bool


@dataclass(frozen=True)
class Briefing:
    """Everything, by address, and what can be asked of it. `hidden` are addresses of records too broken to read."""

    settings: Settings
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    questions: Mapping[str, Question]
    hidden: frozenset[str] = frozenset()

    def is_whole(self, *folders: str) -> bool:
        """Whether every record of the folders (of all kinds of entity, where none is named) could be read: a rule that
        says what is *not* there has nothing to say while something may only be unreadable."""
        hidden = {address.partition("/")[0] for address in self.hidden}
        return not hidden & set(folders or self.settings.kinds)

    @cached_property
    def records(self) -> tuple[Entity | Source | Question, ...]:
        """Every record but the settings: entities, sources, questions."""
        return (*self.entities.values(), *self.sources.values(), *self.questions.values())

    def record(self, address: str) -> Entity | Source | Question:
        """The record of the page on which an address stands. KeyError if there is none."""
        return self._by_address[page_of(address)]

    def find_record(self, address: str) -> Entity | Source | Question | None:
        """The record of the page on which an address stands, or None."""
        return self._by_address.get(page_of(address))

    @cached_property
    def _by_address(self) -> dict[str, Entity | Source | Question]:
        return {record.address: record for record in self.records}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim by its address, in file order."""
        return {claim.address: claim for entity in self.entities.values() for claim in entity.claims.values()}

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address that a link may name."""
        positions = (p.address for question in self.questions.values() for p in question.positions.values())
        return frozenset((*self.entities, *self.sources, *self.questions, *self.claims, *positions))

    def now(self, address: str) -> str | None:
        """Where what had an address stands today: a record, or a claim or position, also one whose record has moved.
        None where nothing had it, or where it is still the address."""
        page, part = page_of(address), address.split("/")[2:]
        moved_page = self._current_addresses.get(page, page)
        moved = "/".join((moved_page, *part))
        current = self._current_addresses.get(moved, moved)
        return current if current != address and current in self.addresses else None

    @cached_property
    def _current_addresses(self) -> dict[str, str]:
        """The address of today, by each former one."""
        current: dict[str, str] = {}
        for record in self.records:
            current.update((former, record.address) for former in former_addresses(record))
            parts: tuple[Claim | Position, ...] = ()
            if isinstance(record, Entity):
                parts = tuple(record.claims.values())
            elif isinstance(record, Question):
                parts = tuple(record.positions.values())
            for part in parts:
                current.update((f"{record.address}/{former}", part.address) for former in part.former_ids)
        return current

    def of_kind(self, kind: str) -> list[Entity]:
        """The entities of a kind, in the order of their files."""
        return self._by_kind.get(kind, [])

    @cached_property
    def _by_kind(self) -> dict[str, list[Entity]]:
        by_kind = defaultdict(list)
        for entity in self.entities.values():
            by_kind[entity.kind].append(entity)
        return by_kind

    def stated(self) -> Iterator[tuple[Claim, str, str]]:
        """Every (claim, property, value) that claims state."""
        return ((claim, name, value) for claim in self.claims.values() for name, value in claim.states.items())

    def date(self, claim: Claim) -> When | None:
        """When a claim holds: its `when`, or else the first date that it states."""
        if claim.when is not None:
            return claim.when
        for name, value in claim.states.items():
            declared = self.settings.properties.get(name)
            if declared is not None and declared.value_range == "date":
                return when(value)
        return None

    def relations(self, address: str) -> list[Relation]:
        """The relations of an entity: those it states, in reading order, then those that others state of it."""
        return self._relations.get(address, [])

    @cached_property
    def _relations(self) -> dict[str, list[Relation]]:
        own, inverse = defaultdict(list), defaultdict(list)
        for claim, name, value in self.stated():
            if value in self.entities:
                own[claim.subject].append(Relation(name, value, claim, inverse=False))
                inverse[value].append(Relation(name, claim.subject, claim, inverse=True))
        return {address: own[address] + inverse[address] for address in {**own, **inverse}}

    def different_from(self, address: str) -> list[str]:
        """What an entity is not to be confused with: what its record names, then those whose records name it."""
        return list(dict.fromkeys((*self.entities[address].different_from, *self._named_different.get(address, ()))))

    @cached_property
    def _named_different(self) -> dict[str, list[str]]:
        """By each entity, those whose records name it as different."""
        named_by = defaultdict(list)
        for entity in self.entities.values():
            for other in entity.different_from:
                named_by[other].append(entity.address)
        return named_by

    def mentions(self, address: str) -> list[Claim]:
        """The claims on other pages whose words name an entity or one of its claims."""
        return self._mentions.get(address, [])

    @cached_property
    def _mentions(self) -> dict[str, list[Claim]]:
        mentions: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            for page in dict.fromkeys(map(page_of, claim.links)):
                if page != claim.subject:
                    mentions[page].append(claim)
        return mentions

    def cited(self, source: str) -> list[tuple[Claim, Citation]]:
        """The claims that cite a source (named by its id), each with its citation of it."""
        return self._cited.get(source, [])

    @cached_property
    def _cited(self) -> dict[str, list[tuple[Claim, Citation]]]:
        cited = defaultdict(list)
        for claim in self.claims.values():
            for citation in claim.sources:
                cited[citation.source].append((claim, citation))
        return cited

    def source(self, source_id: str) -> Source:
        """The source with an id. KeyError if there is none, which the rules have made sure of for every citation."""
        return self.sources[f"{SOURCES}/{source_id}"]

    def find_source(self, source_id: str) -> Source | None:
        """The source with an id, or None: for the rules themselves, and for ids that a person types."""
        return self.sources.get(f"{SOURCES}/{source_id}")

    def disputes(self, claim: str) -> list[tuple[Question, Position]]:
        """The disputed questions in which a claim carries a position, each with the position."""
        return [(question, position) for question, position in self.positions(claim) if question.answer == "disputed"]

    def positions(self, claim: str) -> list[tuple[Question, Position]]:
        """The questions in which a claim carries a position, each with the position."""
        return self._positions.get(claim, [])

    @cached_property
    def _positions(self) -> dict[str, list[tuple[Question, Position]]]:
        positions = defaultdict(list)
        for question in self.questions.values():
            for position in question.positions.values():
                for claim in position.claims:
                    positions[claim].append((question, position))
        return positions

    def questions_about(self, address: str) -> list[Question]:
        """The questions to show on an entity's page: those that name it, or that have a position with one of its claims."""
        return self._questions_about.get(address, [])

    @cached_property
    def _questions_about(self) -> dict[str, list[Question]]:
        questions = defaultdict(list)
        for question in self.questions.values():
            claims = (claim for position in question.positions.values() for claim in position.claims)
            for address in dict.fromkeys((*question.about, *map(page_of, claims))):
                questions[address].append(question)
        return questions

    def shape(self, entity: Entity) -> str:
        """`entity`, `metric` or `event`."""
        return self.settings.kinds[entity.kind].shape


def page_of(address: str) -> str:
    """The address of the page on which an address stands: itself, or for a claim its entity."""
    return "/".join(address.split("/")[:2])
