"""The nouns: Settings, Entity, Claim, Citation, Source, Question, and the Briefing that holds them and answers questions.

Records are frozen pydantic models of what the YAML files hold. Languages, kinds, properties and topics are data
(`data/briefing.yml`); no record knows which ones there are, the rules see to that.

One identifier runs through everything: the **address**. `units/qianwen-division` is a file, `units/qianwen-division/inside-ath`
a claim in it; likewise `sources/…` and `questions/…`. On the web the last step of a claim's address becomes the anchor.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, StringConstraints, model_validator

from . import dates, passages

ID = r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*"
ADDRESS = rf"[a-z][a-z0-9_-]*/{ID}(?:/{ID})?"
LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]|]*))?\]\]")

# What a file may not be called: names that some systems or this site keep for themselves.
RESERVED_IDS = frozenset(
    "index con prn aux nul".split() + [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
)
SOURCES, QUESTIONS = "sources", "questions"
RESERVED_KINDS = frozenset({SOURCES, QUESTIONS, "texts", "assets", "search", "briefing"})

Status = Literal["stated", "reported", "expected", "planned", "opinion", "illustrative"]
Bound = Literal["about", "at-least", "at-most"]
Measure = Literal["level", "growth", "multiple", "share", "count"]
Answer = Literal["disputed", "not-stated", "settled"]
Shape = Literal["entity", "metric", "event"]
VALUE_RANGES = ("date", "text", "amount")


def _decimal(text: object) -> Decimal:
    """`"30"`, `"-1.5"` → Decimal. ValueError for anything else, thousands separators included."""
    if not isinstance(text, str) or not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise ValueError(f"“{text}” is not a number: write digits and a point, as 30 or 1.5")
    return Decimal(text)


def _when(text: object) -> dates.When:
    if not isinstance(text, str):
        raise ValueError("a date is one text")
    return dates.when(text)


def _locator(text: object) -> passages.Locator:
    if not isinstance(text, str):
        raise ValueError("a locator is one text")
    return passages.locator(text)


def _language_tag(text: str) -> str:
    """A language tag as BCP 47 writes it. ValueError for what is none."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*", text):
        raise ValueError(f"“{text}” is not a BCP 47 language tag, as en or zh-Hans")
    return text


def _shape(text: object) -> tuple[int, ...]:
    if not isinstance(text, str) or not re.fullmatch(r"[1-9]\d{0,3}( [1-9]\d{0,3})*", text):
        raise ValueError("this is the number of sentences of each paragraph, as “1 4 2”; the passages command prints it")
    return tuple(int(count) for count in text.split(" "))


Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Texts = Annotated[dict[str, Words], Field(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=rf"^{ID}$")]
Address = Annotated[str, StringConstraints(pattern=rf"^{ADDRESS}$")]
LanguageTag = Annotated[str, AfterValidator(_language_tag)]
When = Annotated[dates.When, PlainValidator(_when)]
Locator = Annotated[passages.Locator, PlainValidator(_locator)]
Amount = Annotated[Decimal, PlainValidator(_decimal)]
PassageCounts = Annotated[tuple[int, ...], PlainValidator(_shape)]
# Filled in by the loader from the file's path and the key; the slash keeps it out of what an editor may write.
OwnAddress = Annotated[str, Field(alias="/address")]


class Record(BaseModel):
    """What all records share: they never change, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ── Settings: data/briefing.yml ──────────────────────────────────────────────────────────────────────────────────────


class Language(Record):
    """An edition's language: its own name, and its BCP 47 tag."""

    name: Words
    tag: LanguageTag


class Kind(Record):
    """A folder of entities: its name, one and many, and the shape of its records."""

    name: Texts
    plural: Texts
    shape: Shape = "entity"


class Property(Record):
    """What claims may state: its name read from the subject and from the object, the kinds it runs between, and what
    must hold. `one_at_a_time`: a subject has one value at a time (owl:FunctionalProperty). `one_holder_at_a_time`: a
    value belongs to one subject at a time (owl:InverseFunctionalProperty). `acyclic`, `symmetric`: as in OWL 2."""

    name: Texts
    inverse: Texts | None = None
    from_: Annotated[tuple[str, ...], Field(alias="from", min_length=1)]
    to: Annotated[tuple[str, ...], Field(min_length=1)]
    must: tuple[Literal["one_at_a_time", "one_holder_at_a_time", "acyclic", "symmetric"], ...] = ()

    @property
    def value_range(self) -> str | None:
        """`date`, `text` or `amount` for a property of values; None for one between entities."""
        return self.to[0] if self.to[0] in VALUE_RANGES else None


class Settings(Record):
    """What a briefing is made of. The first language is the default edition; `label` orders a bilingual name."""

    title: Texts
    description: Texts
    languages: Annotated[dict[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,8}(-[a-z0-9]+)*$")], Language], Field(min_length=1)]
    label: Annotated[tuple[str, ...], Field(min_length=1)]
    kinds: Annotated[dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")], Kind], Field(min_length=1)]
    topics: dict[Id, Texts]
    properties: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], Property] = {}

    @property
    def default_language(self) -> str:
        return next(iter(self.languages))

    def tag(self, lang: str) -> str:
        """The BCP 47 tag of an edition's language; the code itself for a language without an edition."""
        return self.languages[lang].tag if lang in self.languages else lang


# ── Entities and claims: data/<kind>/<id>.yml ────────────────────────────────────────────────────────────────────────


class Citation(Record):
    """One source at one passage (a W3C Web Annotation target); `quote` are a few of its words, verbatim."""

    source: Id
    at: Locator
    quote: Words | None = None


class Claim(Record):
    """One proposition and the passages it rests on."""

    address: OwnAddress
    says: Texts
    topic: Words
    states: dict[str, Words] = {}
    amount: Amount | None = None
    bound: Bound | None = None
    when: When | None = None
    status: Status = "stated"
    by: Texts | None = None
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]

    @property
    def key(self) -> str:
        return self.address.rpartition("/")[2]

    @property
    def subject(self) -> str:
        """The address of the entity in whose file the claim stands."""
        return self.address.rpartition("/")[0]

    @property
    def links(self) -> tuple[str, ...]:
        """Every address that its sentences or its attribution name, in order, once."""
        texts = (*self.says.values(), *(self.by or {}).values())
        return tuple(dict.fromkeys(piece.address for text in texts for piece in inline(text) if isinstance(piece, Link)))


class Alias(Record):
    """Another spelling, its language, and the sources that use it (all texts, where none is named)."""

    text: Words
    lang: LanguageTag
    sources: tuple[Id, ...] = ()


class Entity(Record):
    """A thing with a page: its names, and the claims about it in reading order."""

    address: OwnAddress
    name: Texts
    translated: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    former_ids: tuple[Id, ...] = ()
    different_from: tuple[Address, ...] = ()
    claims: dict[Id, Claim] = {}

    @model_validator(mode="before")
    @classmethod
    def _give_claims_their_address(cls, data: dict) -> dict:
        return _with_addresses(data, "claims")

    @property
    def kind(self) -> str:
        return self.address.partition("/")[0]


class Metric(Entity):
    """A thing that is counted: what an amount counts, how to read it, and against what."""

    unit: Texts
    measure: Measure
    base: Texts | None = None


class Event(Entity):
    """A thing that happened; its date is a claim like any other (a property whose values are dates)."""


ENTITY_CLASSES: dict[str, type[Entity]] = {"entity": Entity, "metric": Metric, "event": Event}


# ── Sources and questions ────────────────────────────────────────────────────────────────────────────────────────────


class Source(Record):
    """A source text: what it says of itself, its SHA-256, the shape of its passages, and those that carry no claim.

    `title` is what the file prints; a text without one is `called` something by the editors.

    The bibliographic names follow CSL 1.0.2 (title, publisher, issued) as far as a text without metadata allows.
    """

    address: OwnAddress
    file: Annotated[str, StringConstraints(pattern=r"^[^/\\]+$")]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    title: Words | None = None
    called: Texts | None = None
    original_title: Words | None = None
    publisher: Texts | None = None
    published: When | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+$")] | None = None
    language: LanguageTag
    kind: Literal["report", "summary", "analysis", "translation", "announcement", "record"]
    rights: Literal["cite-only", "open"]
    licence: Words | None = None
    read: Literal["fully", "partly"] = "partly"
    remarks: Texts | None = None
    former_ids: tuple[Id, ...] = ()
    passages: PassageCounts
    set_aside: dict[str, Texts] = {}

    @model_validator(mode="after")
    def _has_one_name(self) -> Source:
        if (self.title is None) == (self.called is None):
            raise ValueError("a source has title: as the file prints it, or, where it prints none, called: in our words")
        return self

    @property
    def id(self) -> str:
        return self.address.partition("/")[2]


class Position(Record):
    """One answer to a question, and the claims that carry it."""

    address: OwnAddress
    says: Texts
    claims: Annotated[tuple[Address, ...], Field(min_length=1)]

    @property
    def key(self) -> str:
        return self.address.rpartition("/")[2]


class Question(Record):
    """Where the sources disagree, or are silent."""

    address: OwnAddress
    asks: Texts
    answer: Answer
    about: tuple[Address, ...] = ()
    positions: dict[Id, Position] = {}
    weighing: Texts | None = None
    prefers: Id | None = None
    read: tuple[Id, ...] = ()
    former_ids: tuple[Id, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _give_positions_their_address(cls, data: dict) -> dict:
        return _with_addresses(data, "positions")


def _with_addresses(data: dict, field: str) -> dict:
    """The raw record, with each raw part under `field` told its own address."""
    parts = data.get(field) if isinstance(data, dict) else None
    if not isinstance(parts, dict):
        return data
    address = data["/address"]
    told = {
        key: {**part, "/address": f"{address}/{key}"} if isinstance(part, dict) else part for key, part in parts.items()
    }
    return {**data, field: told}


# ── Sentences ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Link(NamedTuple):
    """`[[address]]` or `[[address|other words]]` in a sentence."""

    address: str
    words: str | None


def inline(text: str) -> tuple[str | Link, ...]:
    """A sentence → its words and links in order. What is not a link is words, verbatim."""
    if "[[" not in text:
        return (text,)
    pieces: list[str | Link] = []
    end = 0
    for match in LINK.finditer(text):
        if match.start() > end:
            pieces.append(text[end : match.start()])
        pieces.append(Link(match.group(1), match.group(2)))
        end = match.end()
    return (*pieces, text[end:]) if end < len(text) else tuple(pieces)


# ── The briefing ─────────────────────────────────────────────────────────────────────────────────────────────────────


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

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim by its address, in file order."""
        return {claim.address: claim for entity in self.entities.values() for claim in entity.claims.values()}

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address that a link may name."""
        positions = (p.address for question in self.questions.values() for p in question.positions.values())
        return frozenset((*self.entities, *self.sources, *self.questions, *self.claims, *positions))

    def of_kind(self, kind: str) -> list[Entity]:
        """The entities of a kind, in the order of their files."""
        return self._by_kind.get(kind, [])

    @cached_property
    def _by_kind(self) -> dict[str, list[Entity]]:
        found = defaultdict(list)
        for entity in self.entities.values():
            found[entity.kind].append(entity)
        return found

    def stated(self) -> Iterator[tuple[Claim, str, str]]:
        """Every (claim, property, value) that claims state."""
        return ((claim, name, value) for claim in self.claims.values() for name, value in claim.states.items())

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

    def mentions(self, address: str) -> list[Claim]:
        """The claims on other pages whose words name an entity or one of its claims."""
        return self._mentions.get(address, [])

    @cached_property
    def _mentions(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            named = dict.fromkeys(page_of(link) for link in claim.links)
            for address in named:
                if address != claim.subject:
                    found[address].append(claim)
        return found

    def cited(self, source: str) -> list[tuple[Claim, Citation]]:
        """The claims that lean on a source (named by its id), each with its citation of it."""
        return self._cited.get(source, [])

    @cached_property
    def _cited(self) -> dict[str, list[tuple[Claim, Citation]]]:
        found = defaultdict(list)
        for claim in self.claims.values():
            for citation in claim.sources:
                found[citation.source].append((claim, citation))
        return found

    def source(self, source_id: str) -> Source | None:
        """A source by its id."""
        return self.sources.get(f"{SOURCES}/{source_id}")

    def disputes(self, claim: str) -> list[tuple[Question, Position]]:
        """The disputed questions in which a claim carries a position."""
        return self._disputes.get(claim, [])

    @cached_property
    def _disputes(self) -> dict[str, list[tuple[Question, Position]]]:
        found = defaultdict(list)
        for question in self.questions.values():
            if question.answer == "disputed":
                for position in question.positions.values():
                    for claim in position.claims:
                        found[claim].append((question, position))
        return found

    def questions_about(self, address: str) -> list[Question]:
        """The questions to show on an entity's page: those that name it, or lean on one of its claims."""
        return self._questions_about.get(address, [])

    @cached_property
    def _questions_about(self) -> dict[str, list[Question]]:
        found = defaultdict(list)
        for question in self.questions.values():
            claims = (claim for position in question.positions.values() for claim in position.claims)
            for address in dict.fromkeys((*question.about, *map(page_of, claims))):
                found[address].append(question)
        return found

    def shape(self, entity: Entity) -> str:
        """`entity`, `metric` or `event`."""
        return self.settings.kinds[entity.kind].shape


def page_of(address: str) -> str:
    """The address of the page on which an address stands: itself, or for a claim its entity."""
    return "/".join(address.split("/")[:2])
