"""The records that YAML files hold, as frozen pydantic models: Settings, Entity and Claim, Source, Question."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, field_validator, model_validator

from ..values import edtf as dates
from .fields import (
    LANGUAGE_CODE,
    VALUE_RANGES,
    Address,
    Among,
    Amount,
    Answer,
    Bound,
    ClaimAddress,
    EntityAddress,
    FileName,
    FormerId,
    Id,
    KindName,
    LanguageCode,
    LanguageTag,
    LinkedTexts,
    Locator,
    Measure,
    Names,
    OwnAddress,
    PassageCounts,
    PositionId,
    PropertyName,
    SchemaType,
    Sha256,
    Shape,
    SourceId,
    Status,
    Texts,
    Topic,
    WebAddress,
    When,
    Words,
)
from .sentences import linked_addresses


class Record(BaseModel):
    """What all records share: they never change after they are made, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that an editor writes, in reading order: as the fields stand."""
        return tuple(field.alias or name for name, field in cls.model_fields.items() if name != "address")


# ── Settings: data/briefing.yml ──────────────────────────────────────────────────────────────────────────────────────


class Language(Record):
    """An edition's language: its own name, and its BCP 47 tag."""

    name: Words
    tag: LanguageTag


SCHEMA_OF_SHAPE = {"event": "Event", "metric": "Dataset"}


class Kind(Record):
    """A folder of entities: its name in the singular and in the plural, the shape of its records, and their type for
    schema.org. An event is always an Event and a metric a Dataset; everything else is a Thing unless `schema` says more."""

    name: Texts
    plural: Texts
    shape: Shape = "entity"
    schema_: Annotated[SchemaType | None, Field(alias="schema")] = None

    @model_validator(mode="after")
    def _is_of_the_type_of_its_shape(self) -> Kind:
        fixed = SCHEMA_OF_SHAPE.get(self.shape)
        if fixed and self.schema_ not in (None, fixed):
            raise ValueError(f"a kind of shape {self.shape} is always {fixed} to schema.org: leave schema: out")
        return self

    @property
    def schema_type(self) -> str:
        """The type of schema.org of its entities."""
        return SCHEMA_OF_SHAPE.get(self.shape) or self.schema_ or "Thing"


class Property(Record):
    """What claims may state: its name as read from the subject, and from the object (`inverse`); the kinds of both; and what
    must hold. `one_at_a_time`: a subject has one value at a time (owl:FunctionalProperty). `one_holder_at_a_time`: a
    value belongs to one subject at a time (owl:InverseFunctionalProperty). `acyclic`, `symmetric`: as in OWL 2."""

    name: Texts
    inverse: Texts | None = None
    from_: Annotated[tuple[Annotated[str, Among("kinds")], ...], Field(alias="from", min_length=1)]
    to: Annotated[tuple[Annotated[str, Among("ranges")], ...], Field(min_length=1)]
    must: tuple[Literal["one_at_a_time", "one_holder_at_a_time", "acyclic", "symmetric"], ...] = ()

    @property
    def value_range(self) -> str | None:
        """`date`, `text` or `amount` for a property of values; None for one between entities."""
        return self.to[0] if self.to[0] in VALUE_RANGES else None


class Chart(Record):
    """The organisation chart, in the briefing's own properties: what stands `below` which (acyclic, from the part to the
    whole) under the entity `root`; who stands `beside` a box; which bodies were `absorbed` (from the new body to the old);
    and the two sides of a change, `before` and `after` (W3C ORG ChangeEvent, from the event to the bodies)."""

    root: EntityAddress
    below: PropertyName
    beside: tuple[PropertyName, ...] = ()
    absorbed: PropertyName | None = None
    before: PropertyName | None = None
    after: PropertyName | None = None


class Glossary(Record):
    """Which entities explain a word that a reader may not know: those of a kind, by their claims under a topic. On each page
    the first use of such a word is a link to its entity."""

    kind: KindName
    topic: Topic


class Settings(Record):
    """What a briefing is made of. The first language is the default edition; `label` orders a bilingual name."""

    title: Texts
    description: Texts
    languages: Annotated[
        dict[Annotated[str, StringConstraints(pattern=rf"^{LANGUAGE_CODE}$")], Language], Field(min_length=1)
    ]
    label: Annotated[tuple[LanguageCode, ...], Field(min_length=1)]
    kinds: Annotated[dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")], Kind], Field(min_length=1)]
    topics: dict[Id, Texts]
    properties: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], Property] = {}
    chart: Chart | None = None
    glossary: Glossary | None = None

    @property
    def default_language(self) -> str:
        return next(iter(self.languages))

    def tag(self, lang: str) -> str:
        """The BCP 47 tag of an edition's language; the code itself for a language without an edition."""
        return self.languages[lang].tag if lang in self.languages else lang


class InterfaceWords(RootModel[dict[str, dict[str, Annotated[str, StringConstraints(min_length=1)]]]]):
    """Interface words of the briefing's own, by name and language (`data/words.yml`); spaces at their ends count."""


# ── Entities and claims: data/<kind>/<id>.yml ────────────────────────────────────────────────────────────────────────


class Citation(Record):
    """One source at one passage (a W3C Web Annotation target); `quote` are a few of its words, verbatim. `hedge:
    elsewhere` says that a word of reserve in the passage is about something else than the claim."""

    source: SourceId
    at: Locator
    quote: Words | None = None
    hedge: Literal["elsewhere"] | None = None


class Claim(Record):
    """One proposition, and the citations of the passages that say so."""

    address: OwnAddress
    says: LinkedTexts
    topic: Topic
    states: dict[str, Annotated[Words, Names("value")]] = {}
    amount: Amount | None = None
    bound: Bound | None = None
    when: When | None = None
    status: Status = "stated"
    by: LinkedTexts | None = None
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]
    former_ids: tuple[Id, ...] = ()

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
        return tuple(dict.fromkeys(address for text in texts for address in linked_addresses(text)))


class Alias(Record):
    """Another spelling, its language, and the sources that use it (all texts, where none is named)."""

    text: Words
    lang: LanguageTag
    sources: tuple[SourceId, ...] = ()


class Entity(Record):
    """A thing with a page: its names, and the claims about it in reading order."""

    address: OwnAddress
    name: Texts
    translated: tuple[LanguageCode, ...] = ()
    aliases: tuple[Alias, ...] = ()
    former_ids: tuple[FormerId, ...] = ()
    different_from: tuple[EntityAddress, ...] = ()
    claims: dict[Id, Claim] = {}

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys in reading order: what a kind of entity adds stands before its claims."""
        keys = super().keys()
        return (*(key for key in keys if key != "claims"), "claims")

    @model_validator(mode="before")
    @classmethod
    def _give_claims_their_address(cls, data: object) -> object:
        return _with_addresses(data, "claims")

    @property
    def kind(self) -> str:
        return self.address.partition("/")[0]


class Metric(Entity):
    """A thing that is counted: the unit of its amounts, what they measure, and what they are compared with (`base`)."""

    unit: Texts
    measure: Measure
    base: Texts | None = None


class Event(Entity):
    """A thing that happened. Its date is a claim like any other (a property whose values are dates); where no text
    gives one, `undated` says so."""

    undated: LinkedTexts | None = None


ENTITY_CLASSES: dict[str, type[Entity]] = {"entity": Entity, "metric": Metric, "event": Event}


# ── Sources and questions ────────────────────────────────────────────────────────────────────────────────────────────


class Source(Record):
    """A source text: what it says of itself, its SHA-256, how many sentences each paragraph has (`passages`), and the
    passages that no claim cites, each with the reason (`set_aside`).

    `title` is what the file prints; a text without one is `called` something by the editors. `title_short` is what the
    editors call it in tables and lists.

    `derived_from` names the source that this text tells again (PROV-O wasDerivedFrom): the two are one origin.

    The bibliographic names follow CSL 1.0.2 (title, title-short, publisher, issued), as far as a text without metadata
    allows.
    """

    address: OwnAddress
    file: FileName
    sha256: Sha256
    title: Words | None = None
    called: Texts | None = None
    title_short: Texts | None = None
    original_title: Words | None = None
    publisher: Texts | None = None
    published: When | None = None
    derived_from: SourceId | None = None
    url: WebAddress | None = None
    language: LanguageTag
    kind: Literal["report", "summary", "analysis", "translation", "announcement", "record"]
    rights: Literal["cite-only", "open"]
    licence: Words | None = None
    read: Literal["fully", "partly"] = "partly"
    remarks: LinkedTexts | None = None
    former_ids: tuple[FormerId, ...] = ()
    passages: PassageCounts
    set_aside: dict[str, LinkedTexts] = {}

    @model_validator(mode="after")
    def _has_one_name(self) -> Source:
        if (self.title is None) == (self.called is None):
            raise ValueError(
                "a source has title: as the file prints it, or, where it prints none, called: in our words"
            )
        return self

    @field_validator("published")
    @classmethod
    def _is_no_interval(cls, published: dates.When | None) -> dates.When | None:
        if published is not None and published.is_interval:
            raise ValueError("a text is published on one date: write the day, the month or the year")
        return published

    @property
    def id(self) -> str:
        return self.address.partition("/")[2]


class Position(Record):
    """One answer to a question, and the claims that give it."""

    address: OwnAddress
    says: LinkedTexts
    claims: Annotated[tuple[ClaimAddress, ...], Field(min_length=1)]
    former_ids: tuple[Id, ...] = ()

    @property
    def key(self) -> str:
        return self.address.rpartition("/")[2]


class Question(Record):
    """A question on which the sources disagree, or which none of them answers."""

    address: OwnAddress
    asks: LinkedTexts
    answer: Answer
    about: tuple[Address, ...] = ()
    positions: dict[Id, Position] = {}
    weighing: LinkedTexts | None = None
    prefers: PositionId | None = None
    read: tuple[SourceId, ...] = ()
    former_ids: tuple[FormerId, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _give_positions_their_address(cls, data: object) -> object:
        return _with_addresses(data, "positions")


def former_addresses(record: Entity | Source | Question) -> tuple[str, ...]:
    """The addresses that a record has had, as its former ids say."""
    folder = record.address.partition("/")[0]
    return tuple(former if "/" in former else f"{folder}/{former}" for former in record.former_ids)


def _with_addresses(data: object, field: str) -> object:
    """The raw record, with each raw part under `field` told its own address."""
    parts = data.get(field) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(parts, dict):
        return data
    addressed = {}
    for key, part in parts.items():
        own_address = {"/address": f"{data['/address']}/{key}"}
        addressed[key] = {**part, **own_address} if isinstance(part, dict) else part
    return {**data, field: addressed}
