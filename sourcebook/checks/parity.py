"""Languages: everything is said in each of the briefing's languages, and in no other, and each of them says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from ..evidence.numbers import listed
from ..model import TO_DO, Briefing, linked_addresses, page_of, plain_words
from ..problems import did_you_mean
from ..values.languages import unknown_part
from ..yamlfile.values import KeyPath
from .cited import figures_of_passages, figures_of_texts
from .multilingual import MultilingualText
from .rule import Case, Fault, RecordPath, naming

Compared = TypeVar("Compared")  # what two languages are compared by: figures, or addresses


def every_language(case: Case) -> Iterator[Fault]:
    """What is written once per language is written in every language of the briefing."""
    languages = case.briefing.settings.languages
    for text in case.texts:
        missing = [lang for lang in languages if lang not in text.texts]
        unknown = any(lang not in languages for lang in text.texts)
        if missing and not unknown:
            what = f"“{text.path[-1]}” is missing in {', '.join(missing)}"
            yield Fault(text.address, text.path, what, f"add {missing[0]}: …", key=True)


def known_languages(case: Case) -> Iterator[Fault]:
    """Every language that a record names, or the order of the label, is one of the briefing's languages."""
    for text in case.texts:
        for lang in text.texts:
            yield from _unknown_language(case.briefing, text.address, (*text.path, lang), lang, key=True)
    for index, lang in enumerate(case.briefing.settings.label):
        yield from _unknown_language(case.briefing, "briefing", ("label", index), lang)
    for entity in case.briefing.entities.values():
        for index, lang in enumerate(entity.translated):
            yield from _unknown_language(case.briefing, entity.address, ("translated", index), lang)


def _unknown_language(
    briefing: Briefing, address: str, path: KeyPath, lang: str, *, key: bool = False
) -> Iterator[Fault]:
    languages = briefing.settings.languages
    if lang not in languages:
        hint = did_you_mean(lang, languages) or f"one of: {', '.join(languages)}"
        yield Fault(address, path, f"“{lang}” is not a language here", hint, key=key)


def written_to_the_end(case: Case) -> Iterator[Fault]:
    """No text is still to be written: none begins with TODO."""
    for text in case.texts:
        for lang, words in text.texts.items():
            if words.startswith(TO_DO):
                yield Fault(text.address, (*text.path, lang), f"it is still to be written: {words}", "write it")


def known_language_tags(case: Case) -> Iterator[Fault]:
    """A language tag is made of a language, a script and a region that there are (Unicode CLDR). Those of the briefing's
    own languages are looked at as it is loaded."""
    for source in case.briefing.sources.values():
        yield from _unknown_tag(source.address, ("language",), source.language)
    for entity in case.briefing.entities.values():
        for index, alias in enumerate(entity.aliases):
            yield from _unknown_tag(entity.address, ("aliases", index, "lang"), alias.lang)


def _unknown_tag(address: str, path: KeyPath, tag: str) -> Iterator[Fault]:
    if part := unknown_part(tag):
        says = f"“{part}” in “{tag}” is no language, script or region"
        yield Fault(address, path, says, "as en, zh-Hans or en-GB")


def same_links(case: Case) -> Iterator[Fault]:
    """A sentence links to the same addresses in every language."""
    for text in case.comparable:
        links = {lang: frozenset(linked_addresses(words)) for lang, words in text.texts.items()}
        yield from _differing(text, links, "a link to {}", lambda extra: ", ".join(sorted(extra)))


def same_figures(case: Case) -> Iterator[Fault]:
    """A sentence has the same numbers and months in every language. In a weighing or a remark, only numbers in digits are
    compared."""
    for text in case.comparable:
        figures = figures_of_texts(case.evidence, text.texts, words=text.mark.compared)
        if len(set(figures.values())) > 1:
            claim = case.briefing.claims.get("/".join((text.address, *map(str, text.path[1:2]))))
            known = figures_of_passages(case, claim) if claim else None
            yield from _differing(text, figures, "the figure {}", listed, known)


def same_names(case: Case) -> Iterator[Fault]:
    """What a sentence names in one language, it names in every language. A warning: a word may only look like a name."""
    briefing = case.briefing
    if not briefing.is_whole() or not _all_are_named(briefing):
        return  # what has no name in a language is named by nothing in it; every_language says so
    of_names = naming(*briefing.entities)  # a wrong name may stand in the way of another one
    for text in case.comparable:
        if not text.mark.compared or len(text.texts) < 2:
            continue
        for lang, missing in _not_named(case, text):
            says = f"{lang} does not name {', '.join(missing)}, another language does"
            depends_on = (RecordPath(text.address, text.path), *of_names)
            hint = "name it here too, or link to it"
            yield Fault(text.address, (*text.path, lang), says, hint, level="warning", depends_on=depends_on)
            break


def _all_are_named(briefing: Briefing) -> bool:
    """Whether every entity has a name in every language."""
    return all({*briefing.settings.languages} <= {*entity.name} for entity in briefing.entities.values())


def _not_named(case: Case, text: MultilingualText) -> Iterator[tuple[str, list[str]]]:
    """The languages of a text that do not name what another one names, each with what is missing.

    A name may have several bearers: it is enough that the other language may mean one of them. A page need not name its
    own subject; and links are compared as links, so that what is linked in any language counts as named in all.
    """
    mentions = {
        lang: [m.addresses for m in case.names.within(plain_words(words))] for lang, words in text.texts.items()
    }
    implied = {page_of(text.address)}
    for words in text.texts.values():
        implied.update(map(page_of, linked_addresses(words)))
    for lang in text.texts:
        named = implied.union(*mentions[lang])
        missing: set[str] = set()
        for other, others in mentions.items():
            if other != lang:
                missing.update(min(bearers) for bearers in others if not bearers & named)
        if missing:
            yield lang, sorted(missing)


def _differing(
    text: MultilingualText,
    by_language: Mapping[str, frozenset[Compared]],
    what: str,
    listed: Callable[[Iterable[Compared]], str],
    known: frozenset[Compared] | None = None,
) -> Iterator[Fault]:
    """A fault where the languages of a text do not have the same links, or figures; `known` are those of its passages."""
    if len(set(by_language.values())) < 2:
        return
    odd = _odd_one(by_language, known)
    other = next(lang for lang, theirs in by_language.items() if theirs != by_language[odd])
    more, less = by_language[odd] - by_language[other], by_language[other] - by_language[odd]
    said = []
    if more:
        said.append(f"has {what.format(listed(more))}")
    if less:
        said.append(f"lacks {what.format(listed(less))}")
    against = "tells otherwise"
    if not less:
        against = "does not"
    elif not more:
        against = "has"
    says = f"{odd} {' and '.join(said)}; {other} {against}"
    depends_on = (RecordPath(text.address, text.path),)
    yield Fault(text.address, (*text.path, odd), says, "say the same in both", depends_on=depends_on)


def _odd_one(by_language: Mapping[str, frozenset[Compared]], known: frozenset[Compared] | None) -> str:
    """The language to be mended, of several that differ: the last one that has what no passage has; or that stands alone
    against the others, which agree; or that comes last."""
    sets = [*by_language.values()]
    invented = [lang for lang, own in by_language.items() if known is not None and own - known]
    alone = [lang for lang, own in by_language.items() if sets.count(own) == 1 and len(sets) > 2]
    return (invented or alone or [*by_language])[-1]


RULES = (
    known_languages,
    every_language,
    known_language_tags,
    written_to_the_end,
    same_links,
    same_figures,
    same_names,
)
