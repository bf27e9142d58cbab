"""What the passages that claims cite hold, for the rules that compare a sentence with them."""

from __future__ import annotations

from collections.abc import Mapping

from ..evidence.numbers import Figure
from ..evidence.printed import stands_in
from ..evidence.texts import Evidence
from ..model import Citation, Claim, plain_words
from ..values.text import folded
from .rule import Case


def words_of_passages(case: Case, claim: Claim) -> list[str] | None:
    """The words of each passage that a claim cites; None where one of the texts is not at hand, or in a language whose
    figures and words of reserve are not known."""
    passages = [words_of_passage(case, citation) for citation in claim.sources]
    known = [words for words in passages if words]
    return known if len(known) == len(passages) else None


def words_of_passage(case: Case, citation: Citation) -> str | None:
    """The words of one passage; None as for `words_of_passages`."""
    source = case.briefing.find_source(citation.source)
    if source is None or not case.evidence.reads(source.language):
        return None
    return case.evidence.words(citation.source, citation.at) or None


def figures_of_passages(case: Case, claim: Claim) -> frozenset[Figure] | None:
    """The figures of all passages that a claim cites, read in every language; None as for `words_of_passages`."""
    passages = words_of_passages(case, claim)
    if passages is None:
        return None
    found: set[Figure] = set()
    for words in passages:
        for reader in case.evidence.readers.values():
            found |= reader.figures(words)
    return frozenset(found)


def figures_of_texts(
    evidence: Evidence, texts: Mapping[str, str], *, words: bool = True
) -> dict[str, frozenset[Figure]]:
    """The figures of a sentence in each language whose figures are known; without `words`, those in digits alone."""
    return {
        lang: evidence.readers[lang].figures(plain_words(text), words=words)
        for lang, text in texts.items()
        if lang in evidence.readers
    }


def is_quoted_elsewhere(case: Case, citation: Citation) -> bool:
    """Whether a citation has a quote that does not stand in its passage, by the text at hand."""
    source = case.briefing.find_source(citation.source)
    if citation.quote is None or source is None or case.evidence.disproves(source):
        return False
    words = case.evidence.words(citation.source, citation.at)
    return words is not None and words != "" and not stands_in(citation.quote, folded(words))
