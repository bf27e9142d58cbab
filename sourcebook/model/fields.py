"""The types of single values: each turns the text that an editor typed into a value, and says what it names. A ValueError
says what to write, in words for the editor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from ..values import edtf, passages

ID = r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*"
ADDRESS = rf"[a-z][a-z0-9_-]*/{ID}(?:/{ID})?"
FORMER = rf"(?:[a-z][a-z0-9_-]*/)?{ID}"
WEB_ADDRESS = r"""https?://[^\s"'<>]+"""
LANGUAGE_CODE = r"[a-z]{2,8}(-[a-z0-9]+)*"
LANGUAGE_TAG = r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*"
AMOUNT = r"-?[0-9]+(\.[0-9]+)?"
COUNTS = r"[1-9][0-9]{0,3}( [1-9][0-9]{0,3})*"
# How dates and locators look; whether there is such a day, `dates` and `passages` know.
DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[?~%]?"
INTERVAL = rf"{DATE}/({DATE}|\.\.)|\.\./{DATE}"
LOCATOR = r"[1-9][0-9]{0,4}(\.[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?)?"

# What a file may not be called: names that some systems or this site keep for themselves.
RESERVED_IDS = frozenset(
    "index con prn aux nul".split() + [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
)
SOURCES, QUESTIONS = "sources", "questions"
RESERVED_KINDS = frozenset({SOURCES, QUESTIONS, "texts", "assets", "search", "briefing", "chart", "print", "rules"})

Status = Literal["stated", "reported", "expected", "planned", "opinion", "illustrative"]
# Claims about what had not happened yet when the source was written.
AHEAD = frozenset({"expected", "planned"})
Bound = Literal["about", "at-least", "at-most"]
Measure = Literal["level", "growth", "multiple", "share", "count"]
Answer = Literal["disputed", "not-stated", "settled"]
Shape = Literal["entity", "metric", "event"]
# The types of schema.org that the pages for machines (JSON-LD) know how to describe.
SchemaType = Literal[
    "Thing",
    "Organization",
    "Person",
    "Place",
    "Product",
    "SoftwareApplication",
    "CreativeWork",
    "DefinedTerm",
    "Event",
    "Dataset",
]
# The word with which a text begins that is still to be written.
TO_DO = "TODO"
VALUE_RANGES = ("date", "text", "amount")
# The type of pydantic's errors for a text that has not the form it needs.
FORM = "form"


def decimal(text: object) -> Decimal:
    """`"30"`, `"-1.5"` → Decimal. ValueError for anything else, thousands separators included."""
    if not isinstance(text, str) or not re.fullmatch(AMOUNT, text):
        raise ValueError(f"“{text}” is not a number: write digits and a point, as 30 or 1.5")
    return Decimal(text)


def _when(text: object) -> edtf.When:
    if not isinstance(text, str):
        raise ValueError("a date is one text")
    return edtf.when(text)


def _locator(text: object) -> passages.Locator:
    if not isinstance(text, str):
        raise ValueError("a locator is one text")
    return passages.locator(text)


def _language_tag(text: str) -> str:
    """A language tag as BCP 47 writes it. ValueError for what is none."""
    if not re.fullmatch(LANGUAGE_TAG, text):
        raise ValueError(f"“{text}” is not a BCP 47 language tag, as en or zh-Hans")
    return text


def _passage_counts(text: object) -> tuple[int, ...]:
    if not isinstance(text, str) or not re.fullmatch(COUNTS, text):
        raise ValueError(
            "this is the number of sentences of each paragraph, as “1 4 2”; the passages command prints it"
        )
    return tuple(int(count) for count in text.split(" "))


@dataclass(frozen=True)
class Names:
    """A mark on a type: what its texts are the names of. An `address`; a `source` by its id; a `position` of the same
    question; a `value` that is an address where the property runs to kinds; or what the `links` in its sentences name."""

    what: Literal["address", "source", "position", "value", "links"]

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "names": self.what}


@dataclass(frozen=True)
class PerLanguage:
    """A mark on a type: the same text in each language of the briefing, by language. What holds for all such texts (they
    stand in every language, in own words, …) is checked for every field that is marked so.

    With `links`, [[address]] may stand in it, and it is written in the script of its language; without, it is a name or
    a title. A `sentence` ends with a full stop, and has the punctuation of its script. What is `compared` names the same
    things in every language, and has the same figures, also those written as words; other texts are freer.
    """

    links: bool = False
    sentence: bool = False
    compared: bool = False


@dataclass(frozen=True)
class Among:
    """A mark on a type: its texts are among these words of the briefing. A text editor offers them."""

    which: Literal["topics", "languages", "kinds", "ranges", "properties", "entities", "claims"]

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "among": self.which}


@dataclass(frozen=True)
class Form:
    """A mark on a type of text: the pattern of all of it, and what to write where it has another form. `check` says so as
    a hint (an error of pydantic's of the type FORM, with the hint in its context), an editor under the text itself."""

    pattern: str
    hint: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        text = handler(source)
        formed = core_schema.custom_error_schema(
            core_schema.str_schema(pattern=f"^{self.pattern}$"),
            custom_error_type=FORM,
            custom_error_message=self.hint,
            custom_error_context={"hint": self.hint},
        )
        return core_schema.chain_schema([text, formed])

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        message = f"This is to be {self.hint}."
        return {"type": "string", "pattern": f"^{self.pattern}$", "patternErrorMessage": message}


def _typed_as(pattern: str, message: str) -> WithJsonSchema:
    """How an editor types a value that is no text to the program, and what it is told of another form. The loader's own
    message is that of the ValueError, which knows more than a pattern: whether there is such a day."""
    return WithJsonSchema({"type": "string", "pattern": f"^({pattern})$", "patternErrorMessage": message})


Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# A text in every language: a name, a phrase with links, or whole sentences with links; and the last two as they are compared
# word by word. What looks like a link in a name is a fault; a renaming follows it all the same.
_ByLanguage = Annotated[dict[str, Words], Field(min_length=1), Names("links")]
Texts = Annotated[_ByLanguage, PerLanguage()]
LinkedTexts = Annotated[_ByLanguage, PerLanguage(links=True)]
Sentences = Annotated[_ByLanguage, PerLanguage(links=True, sentence=True)]
ComparedTexts = Annotated[_ByLanguage, PerLanguage(links=True, compared=True)]
ComparedSentences = Annotated[_ByLanguage, PerLanguage(links=True, sentence=True, compared=True)]
Id = Annotated[str, Form(ID, "an id: ASCII letters and digits, with single hyphens or points between them")]
SourceId = Annotated[Id, Names("source")]
PositionId = Annotated[Id, Names("position")]
# An id that the record had in its folder, or a whole address where it stood in another.
FormerId = Annotated[str, Form(FORMER, "an id, or kind/id for a record that stood in another folder")]
Address = Annotated[str, Form(ADDRESS, "an address, as kind/id or kind/id/claim"), Names("address")]
EntityAddress = Annotated[Address, Among("entities")]
ClaimAddress = Annotated[Address, Among("claims")]
FileName = Annotated[str, Form(r"[^/\\\s]+(?: [^/\\\s]+)*", "the name of a file, without a folder")]
WebAddress = Annotated[str, Form(WEB_ADDRESS, "an address on the web, as https://example.org/page")]
Sha256 = Annotated[
    str, Form("[0-9a-f]{64}", "the SHA-256 of the file, as 64 hexadecimal digits; the passages command prints it")
]
LanguageTag = Annotated[
    str, AfterValidator(_language_tag), _typed_as(LANGUAGE_TAG, "A BCP 47 language tag, as en or zh-Hans.")
]
LanguageCode = Annotated[str, Among("languages")]
Topic = Annotated[Words, Among("topics")]
KindName = Annotated[Words, Among("kinds")]
PropertyName = Annotated[Words, Among("properties")]
When = Annotated[edtf.When, PlainValidator(_when), _typed_as(f"{DATE}|{INTERVAL}", edtf.EXPLAINED)]
Locator = Annotated[passages.Locator, PlainValidator(_locator), _typed_as(LOCATOR, "A passage, as 6, 6.2 or 6.2-4.")]
Amount = Annotated[
    Decimal, PlainValidator(decimal), _typed_as(AMOUNT, "A number in digits with a point, as 30 or 1.5.")
]
PassageCounts = Annotated[
    tuple[int, ...],
    PlainValidator(_passage_counts),
    _typed_as(COUNTS, "The number of sentences of each paragraph, as 1 4 2."),
]
# The key of a record's own address, filled in by the loader from the file's path and the record's key; the slash keeps it
# out of what an editor may write.
OWN_ADDRESS = "/address"
OwnAddress = Annotated[str, Field(alias=OWN_ADDRESS), Names("address")]
