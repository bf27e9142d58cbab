"""The page of the rules by which the data is checked: each with what it asks, a mistake, the message, the lines mended."""

from __future__ import annotations

from typing import NamedTuple

from ..checks import catalogue
from ..checks.catalogue import DocumentedRule, Example
from .edition import Edition
from .types import Contents, Page, Run

RULES = "rules"


class Phrase(NamedTuple):
    """Some words of a sentence, or something to type."""

    text: str
    is_code: bool


class RuleView(NamedTuple):
    """A rule: its name, which is its anchor, what it asks in paragraphs, and its example."""

    name: str
    says: tuple[tuple[Phrase, ...], ...]
    example: Example


class RuleFamily(NamedTuple):
    """A heading and the rules below it."""

    id: str
    title: str
    rules: tuple[RuleView, ...]


class RulesView(NamedTuple):
    """All rules by family. `lang` is the language of what they say, where it is not the page's."""

    families: tuple[RuleFamily, ...]
    lang: str


def rules(edition: Edition) -> Page:
    """The page of all rules. They are written in English in every edition; headings are in the edition's language."""
    families = tuple(_family(edition, family) for family in catalogue.FAMILIES)
    title = edition.t("rules")
    return Page(
        address=RULES,
        path=catalogue.PAGE,
        template="rules",
        title=title,
        heading=(Run(title),),
        description=f"{title} · {edition.say(edition.briefing.settings.title)}",
        contents=tuple(Contents(family.id, family.title) for family in families),
        record="briefing",
        body=RulesView(families, "" if edition.tag.split("-")[0] == "en" else "en"),
    )


def _family(edition: Edition, family: str) -> RuleFamily:
    found = (_rule(rule) for rule in catalogue.rules().values() if rule.family == family)
    # No rule's name begins with an underscore: a heading cannot take the anchor of a rule.
    return RuleFamily(f"_{family}", edition.t(f"rules_of_{family}"), tuple(found))


def _rule(rule: DocumentedRule) -> RuleView:
    return RuleView(rule.name, tuple(_phrases(paragraph) for paragraph in rule.says), rule.example)


def _phrases(paragraph: str) -> tuple[Phrase, ...]:
    """A paragraph → its words, and between backticks what is to be typed."""
    parts = paragraph.split("`")
    return tuple(Phrase(part, number % 2 == 1) for number, part in enumerate(parts) if part)
