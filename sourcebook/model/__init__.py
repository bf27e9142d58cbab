"""The nouns: Settings, Entity, Claim, Citation, Source, Question, and the Briefing that holds them and answers questions.

Records are frozen pydantic models of what the YAML files hold. Languages, kinds, properties and topics are data
(`data/briefing.yml`); no record knows which ones there are, the rules see to that.

One identifier runs through everything: the **address**. `units/qianwen-division` is a file, `units/qianwen-division/inside-ath`
a claim in it; likewise `sources/…` and `questions/…`. On the web the last step of a claim's address becomes the anchor.
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
)
from .sentences import LINK, Link, inline, linked, written
from .walk import Part, TextField, parts, texts_per_language

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
    "inline",
    "linked",
    "page_of",
    "parts",
    "texts_per_language",
    "written",
]
