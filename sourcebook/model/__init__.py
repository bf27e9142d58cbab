"""What the data is made of: Settings, Entity, Claim, Citation, Source, Question; and the Briefing that holds them all.

Records are frozen pydantic models of what the YAML files hold. Languages, kinds, properties and topics are data
(`data/briefing.yml`); no record knows which ones there are, the rules see to that.

There is one kind of identifier, the **address**. `units/qianwen-division` is a file, and `units/qianwen-division/inside-ath`
a claim in it; likewise `sources/…` and `questions/…`. On the web, the last step of a claim's address is the anchor.
"""

from .briefing import Briefing, Relation, page_of
from .fields import (
    ADDRESS,
    AHEAD,
    FORMER,
    ID,
    LANGUAGE_CODE,
    QUESTIONS,
    RESERVED_IDS,
    RESERVED_KINDS,
    SOURCES,
    TO_DO,
    VALUE_RANGES,
    WEB_ADDRESS,
    Amount,
    Answer,
    When,
)
from .records import (
    ENTITY_CLASSES,
    Alias,
    Citation,
    Claim,
    Entity,
    Event,
    InterfaceWords,
    Kind,
    Language,
    Metric,
    Position,
    Property,
    Question,
    Record,
    Settings,
    Source,
    former_addresses,
    former_id,
)
from .sentences import LINK, Link, inline, linked_addresses, plain_words
from .walk import Part, TextField, parts, replace_names, texts_per_language

__all__ = [
    "ADDRESS",
    "AHEAD",
    "ENTITY_CLASSES",
    "FORMER",
    "ID",
    "LANGUAGE_CODE",
    "LINK",
    "QUESTIONS",
    "RESERVED_IDS",
    "RESERVED_KINDS",
    "SOURCES",
    "TO_DO",
    "VALUE_RANGES",
    "WEB_ADDRESS",
    "Alias",
    "Amount",
    "Answer",
    "Briefing",
    "Citation",
    "Claim",
    "Entity",
    "Event",
    "InterfaceWords",
    "Kind",
    "Language",
    "Link",
    "Metric",
    "Part",
    "Position",
    "Property",
    "Question",
    "Record",
    "Relation",
    "Settings",
    "Source",
    "TextField",
    "When",
    "former_addresses",
    "former_id",
    "inline",
    "linked_addresses",
    "page_of",
    "parts",
    "plain_words",
    "replace_names",
    "texts_per_language",
]
