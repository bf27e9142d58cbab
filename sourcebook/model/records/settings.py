"""What a briefing is made of: `data/briefing.yml`, and the words of its own in `data/words.yml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints, model_validator

from ..fields import (
    LANGUAGE_CODE,
    VALUE_RANGES,
    Among,
    EntityAddress,
    Id,
    KindName,
    LanguageCode,
    LanguageTag,
    PropertyName,
    SchemaType,
    Shape,
    Texts,
    Topic,
    Words,
)
from .base import Record


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
    properties: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], Property] = Field(
        default_factory=dict
    )
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
