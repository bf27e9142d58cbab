"""Rights: texts that may only be cited are kept out, quoted little and word for word, and told in our own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ..evidence.lexicon import scripts
from ..evidence.quotes import QUOTE_HAN, QUOTE_SHARE, QUOTE_WORDS, is_short_quote, quoted_share
from ..model import Briefing, Citation, plain_words
from ..values.passages import Locator, Text
from ..values.text import folded
from ..yamlfile.values import KeyPath
from .cited import is_quoted_elsewhere
from .rule import Case, Fault, claims


class Quote(NamedTuple):
    """A quote in a briefing: its words, the citation that has it, the record and the path at which it stands."""

    words: str
    citation: Citation
    address: str
    path: KeyPath


def _quotes(briefing: Briefing) -> Iterator[Quote]:
    """Every quote of a briefing."""
    for claim, path in claims(briefing):
        for index, citation in enumerate(claim.sources):
            if citation.quote is not None:
                yield Quote(citation.quote, citation, claim.subject, (*path, "sources", index, "quote"))


def texts_kept_out(case: Case) -> Iterator[Fault]:
    """The text of a source that may only be cited does not lie in the data folder, where it would be published."""
    for source in case.briefing.sources.values():
        if source.rights == "cite-only" and source.id in case.evidence.committed:
            says = f"“{source.file}” may only be cited, but its text lies in the data folder"
            hint = "move the text to a folder outside, and name it in SOURCEBOOK_TEXTS"
            yield Fault(source.address, ("rights",), says, hint)


def licences(case: Case) -> Iterator[Fault]:
    """A source whose text is open names its licence; a source whose text may only be cited has none."""
    for source in case.briefing.sources.values():
        if source.rights == "open" and source.licence is None:
            hint = "add licence: …; a text without one is cite-only"
            yield Fault(source.address, ("rights",), "an open text has a licence", hint)
        if source.rights == "cite-only" and source.licence is not None:
            hint = "is it open? then write rights: open; otherwise leave the licence out"
            yield Fault(source.address, ("licence",), "a text that may only be cited has no licence", hint, key=True)


def verbatim_quotes(case: Case) -> Iterator[Fault]:
    """A quote stands in its passage, word for word."""
    for quote in _quotes(case.briefing):
        if is_quoted_elsewhere(case, quote.citation):
            says = f"the quote is not in {quote.citation.source} at {quote.citation.at}"
            yield Fault(quote.address, quote.path, says, "quote it as the text prints it")


def short_quotes(case: Case) -> Iterator[Fault]:
    """A quote of a text that may only be cited has 12 words or 24 Han characters at most, and is less than its sentence."""
    for quote in _quotes(case.briefing):
        source = case.briefing.find_source(quote.citation.source)
        if source is None or source.rights != "cite-only":
            continue
        text = case.evidence.texts.get(source.id)
        if _has_marks_of_its_own(quote.words):
            says = "the quote has a quotation mark of its own"
            yield Fault(quote.address, quote.path, says, "the page sets them")
        elif not is_short_quote(quote.words):
            says = f"the quote is longer than {QUOTE_WORDS} words or {QUOTE_HAN} Han characters"
            yield Fault(quote.address, quote.path, says, "shorten it")
        elif text is not None and _is_whole_sentence(quote.words, text, quote.citation.at):
            yield Fault(quote.address, quote.path, "the quote is a whole sentence of the text", "shorten it")


def _has_marks_of_its_own(quote: str) -> bool:
    """Whether a quote stands between quotation marks, or has one without the other."""
    return (quote[0] == "“" and quote[-1] == "”") or quote.count('"') % 2 == 1


def _is_whole_sentence(quote: str, text: Text, where: Locator) -> bool:
    """Whether a quote holds one of the sentences at a locator, its last mark aside."""
    sentences = [text.paragraphs[paragraph - 1][number - 1] for paragraph, number in where.sentences(text.shape)]
    ends = "".join(script.sentence_ends for script in scripts().values())
    return any(folded(sentence).strip(ends) in folded(quote) for sentence in sentences)


def few_quotes(case: Case) -> Iterator[Fault]:
    """All quotes of a text that may only be cited are 5 % of its words at most."""
    quotes: dict[str, list[str]] = defaultdict(list)
    for quote in _quotes(case.briefing):
        quotes[quote.citation.source].append(quote.words)
    for source in case.briefing.sources.values():
        text, own = case.evidence.texts.get(source.id), quotes[source.id]
        if source.rights != "cite-only" or text is None or not own or not all(map(is_short_quote, own)):
            continue  # of a quote that is too long, another rule tells
        share = quoted_share(own, text)
        if share > QUOTE_SHARE:
            says = f"the quotes of it are {share:.1%} of the text; {QUOTE_SHARE:.0%} is allowed"
            yield Fault(source.address, ("rights",), says, "quote less")


def own_words(case: Case) -> Iterator[Fault]:
    """What we write shares no run of 10 words or 20 Han characters with a text that may only be cited."""
    if not case.evidence.texts:
        return
    for text in case.texts:
        for lang, words in text.texts.items():
            if run := case.own_words.shared(plain_words(words)):
                says = f"these words are those of {run.source}: “{run.words}”"
                yield Fault(text.address, (*text.path, lang), says, "say it in our own words")


RULES = (
    texts_kept_out,
    licences,
    verbatim_quotes,
    short_quotes,
    few_quotes,
    own_words,
)
