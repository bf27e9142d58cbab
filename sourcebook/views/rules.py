"""The page of the rules by which the data is checked: each with what it asks, a mistake, the message, the lines mended."""

from __future__ import annotations

from typing import NamedTuple

from ..checks import catalogue
from ..checks.catalogue import DocumentedRule, Excerpt
from ..values.languages import foreign_runs
from .edition import Edition
from .types import Contents, Page, Run, Runs

RULES = "rules"
# What rules say is English; in their examples there are Chinese words, which the page marks as such.
ENGLISH, CHINESE = "en", "zh-Hans"


class Phrase(NamedTuple):
    """Some words of a sentence, or something to type."""

    text: str
    is_code: bool


class ExcerptView(NamedTuple):
    """The lines of a file as they are broken and as they are mended; None where there is no such file."""

    file: str
    broken: Runs | None
    mended: Runs | None


class RuleView(NamedTuple):
    """A rule: its name, which is its anchor, what it asks in paragraphs, whether it is an `error` or a `warning`, and the
    files and the message of its example."""

    name: str
    says: tuple[tuple[Phrase, ...], ...]
    level: str
    excerpts: tuple[ExcerptView, ...]
    message: Runs


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
        body=RulesView(families, "" if edition.tag.split("-")[0] == ENGLISH else ENGLISH),
    )


def _family(edition: Edition, family: str) -> RuleFamily:
    found = (_rule(rule) for rule in catalogue.rules().values() if rule.family == family)
    # No rule's name begins with an underscore: a heading cannot take the anchor of a rule.
    return RuleFamily(f"_{family}", edition.t(f"rules_of_{family}"), tuple(found))


def _rule(rule: DocumentedRule) -> RuleView:
    said = tuple(_phrases(paragraph) for paragraph in rule.says)
    excerpts = tuple(_excerpt(excerpt) for excerpt in rule.example.excerpts)
    return RuleView(rule.name, said, rule.example.level, excerpts, _code(rule.example.message))


def _excerpt(excerpt: Excerpt) -> ExcerptView:
    broken = None if excerpt.broken is None else _code(excerpt.broken)
    mended = None if excerpt.mended is None else _code(excerpt.mended)
    return ExcerptView(excerpt.file, broken, mended)


def _code(lines: tuple[str, ...]) -> Runs:
    """Lines → one text, in which each run of Chinese characters has its language."""
    foreign = foreign_runs(ENGLISH, (CHINESE,))
    assert foreign is not None, "the two have different scripts"
    text, end = "\n".join(lines), 0
    found: list[Run] = []
    for match in foreign.pattern.finditer(text):
        found += [Run(text[end : match.start()]), Run(match.group(), CHINESE)]
        end = match.end()
    return (*found, Run(text[end:]))


def _phrases(paragraph: str) -> tuple[Phrase, ...]:
    """A paragraph → its words, and between backticks what is to be typed."""
    parts = paragraph.split("`")
    return tuple(Phrase(part, number % 2 == 1) for number, part in enumerate(parts) if part)
