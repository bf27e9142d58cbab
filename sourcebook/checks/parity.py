"""Languages: everything is said in each of the briefing's languages, and in no other."""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.texts import Evidence
from ..model import TO_DO, Briefing
from ..problems import did_you_mean
from ..values import languages as scripts
from .rule import Fault, wordings


def every_language(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """What is written once per language is written in every language of the briefing."""
    for wording in wordings(briefing):
        missing = [lang for lang in briefing.settings.languages if lang not in wording.texts]
        unknown = any(lang not in briefing.settings.languages for lang in wording.texts)
        if missing and not unknown:
            what = f"“{wording.path[-1]}” is missing in {', '.join(missing)}"
            yield Fault(wording.address, wording.path, what, f"add {missing[0]}: …", key=True)


def known_languages(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A language that a record, or the order of a label, names is one of the briefing's."""
    languages = briefing.settings.languages
    for wording in wordings(briefing):
        for lang in wording.texts:
            if lang not in languages:
                hint = did_you_mean(lang, languages) or f"one of: {', '.join(languages)}"
                yield Fault(wording.address, (*wording.path, lang), f"“{lang}” is not a language here", hint, key=True)
    listed = [("briefing", ("label",), briefing.settings.label)]
    listed += [(entity.address, ("translated",), entity.translated) for entity in briefing.entities.values()]
    for address, path, codes in listed:
        for index, lang in enumerate(codes):
            if lang not in languages:
                hint = did_you_mean(lang, languages) or f"one of: {', '.join(languages)}"
                yield Fault(address, (*path, index), f"“{lang}” is not a language here", hint)


def written_to_the_end(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """No text is still to be written: none begins with TODO."""
    for wording in wordings(briefing):
        for lang, text in wording.texts.items():
            if text.startswith(TO_DO):
                yield Fault(wording.address, (*wording.path, lang), f"it is still to be written: {text}", "write it")


def known_language_tags(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A language tag is made of a language, a script and a region that there are (Unicode CLDR). Those of the briefing's
    own languages are looked at as it is loaded."""
    tags = [(source.address, ("language",), source.language) for source in briefing.sources.values()]
    for entity in briefing.entities.values():
        tags += [(entity.address, ("aliases", i, "lang"), alias.lang) for i, alias in enumerate(entity.aliases)]
    for address, path, tag in tags:
        if part := scripts.unknown_part(tag):
            yield Fault(
                address, path, f"“{part}” in “{tag}” is no language, script or region", "as en, zh-Hans or en-GB"
            )


RULES = (known_languages, every_language, known_language_tags, written_to_the_end)
