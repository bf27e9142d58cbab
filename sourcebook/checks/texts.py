"""Proof: citations hold against the recorded shape of a source, and against its text where that is at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..evidence.texts import (
    QUOTE_HAN,
    QUOTE_SHARE,
    QUOTE_WORDS,
    Evidence,
    OwnWords,
    coverage,
    is_short_quote,
    quoted_share,
    stands_in,
)
from ..model import SOURCES, Briefing, Citation, Entity, Source, written
from ..values import passages
from ..values.text import folded
from .rule import Fault, Spot, claims, wordings


def readable_texts(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A source text is UTF-8."""
    for source in briefing.sources.values():
        if source.id in evidence.unread:
            yield Fault(source.address, ("file",), f"“{source.file}” is not UTF-8")


def named_files(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """No text at hand has the recorded hash of a source under another name than the recorded one."""
    for source in briefing.sources.values():
        if name := evidence.misnamed.get(source.id):
            says = f"no file at hand is called “{source.file}”, but “{name}” has the recorded hash"
            yield Fault(source.address, ("file",), says, f"did you mean “{name}”?")


def same_text(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A text at hand is the one that was read: its SHA-256 is the recorded one."""
    for source in briefing.sources.values():
        text = evidence.texts.get(source.id)
        if text is not None and text.sha256 != source.sha256:
            says = f"the file at hand has another hash: {text.sha256}"
            yield Fault(
                source.address, ("sha256",), says, "is it the same text? then read it again before the hash changes"
            )


def same_passages(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """The recorded number of sentences in each paragraph is that of the text."""
    for source in briefing.sources.values():
        text = evidence.texts.get(source.id)
        if text is not None and text.sha256 == source.sha256 and text.shape != source.passages:
            says = "the recorded passages are not those of the text"
            yield Fault(source.address, ("passages",), says, f"write “{' '.join(map(str, text.shape))}”")


def existing_passages(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A locator names a passage that its source has."""
    for claim, path in claims(briefing):
        for index, citation in enumerate(claim.sources):
            source = briefing.find_source(citation.source)
            if source is not None and not evidence.disproves(source) and not citation.at.sentences(source.passages):
                where = (*path, "sources", index, "at")
                yield Fault(claim.subject, where, *_past_the_end(citation.at, source.passages))
    for source in briefing.sources.values():
        for at in source.set_aside if not evidence.disproves(source) else ():
            yield from _set_aside(source.address, at, source.passages)


def _set_aside(address: str, at: str, shape: tuple[int, ...]) -> Iterator[Fault]:
    try:
        where = passages.locator(at)
    except ValueError as error:
        yield Fault(address, ("set_aside", at), f"“{at}” is not a locator: {error}", key=True)
        return
    if not where.sentences(shape):
        says, hint = _past_the_end(where, shape)
        yield Fault(address, ("set_aside", at), says, hint, key=True)


def _past_the_end(where: passages.Locator, shape: tuple[int, ...]) -> tuple[str, str]:
    if where.paragraph > len(shape):
        return f"the text has no paragraph {where.paragraph}", f"its last is {len(shape)}"
    count = shape[where.paragraph - 1]
    return (
        f"“{where}” lies past the end of paragraph {where.paragraph}",
        f"its last sentence is {where.paragraph}.{count}",
    )


def read_to_the_end(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """Every passage of a source that is read fully is cited by a claim or set aside with a reason, and not both."""
    known = all(
        briefing.find_source(citation.source) for claim in briefing.claims.values() for citation in claim.sources
    )
    for source in briefing.sources.values():
        if evidence.disproves(source) or _misquoted(briefing, evidence, source):
            continue
        covered = coverage(briefing, source)
        if source.read == "fully" and covered.open and known and briefing.is_whole() and _in_bounds(briefing, source):
            at = ", ".join(f"{p}.{s}" for p, s in sorted(covered.open)[:5])
            more = f" and {len(covered.open) - 5} more" if len(covered.open) > 5 else ""
            says = f"it is read fully, but neither cited nor set aside: {at}{more}"
            yield Fault(
                source.address, ("read",), says, "cite them, set them aside with a reason, or write read: partly"
            )
        for at in source.set_aside:
            if passages.LOCATOR.fullmatch(at):
                both = covered.cited.intersection(passages.locator(at).sentences(source.passages))
                if both:
                    says = f"{at} is set aside, but a claim cites it"
                    yield Fault(source.address, ("set_aside", at), says, "take it out here", key=True)


def set_aside_once(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """No sentence of a source is set aside twice: alone, and with its paragraph."""
    for source in briefing.sources.values():
        seen: dict[tuple[int, int], str] = {}
        for at in source.set_aside if not evidence.disproves(source) else ():
            found = passages.locator(at).sentences(source.passages) if passages.LOCATOR.fullmatch(at) else []
            if other := next((seen[sentence] for sentence in found if sentence in seen), None):
                says = f"{at} is set aside twice: here, and with {other}"
                yield Fault(source.address, ("set_aside", at), says, "keep one of the two", key=True)
            seen.update(dict.fromkeys(found, at))


def _in_bounds(briefing: Briefing, source: Source) -> bool:
    """Whether every locator of a source names a passage: a wrong one leaves open what it should have named."""
    cited = (citation.at for _, citation in briefing.cited(source.id))
    aside = (passages.locator(at) if passages.LOCATOR.fullmatch(at) else None for at in source.set_aside)
    return all(at is not None and at.sentences(source.passages) for at in (*cited, *aside))


def verbatim_quotes(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A quote stands in its passage, word for word."""
    for claim, path, index, citation in _quotes(briefing):
        if _is_elsewhere(briefing, evidence, citation):
            says = f"the quote is not in {citation.source} at {citation.at}"
            yield Fault(claim.subject, (*path, "sources", index, "quote"), says, "quote it as the text prints it")


def _is_elsewhere(briefing: Briefing, evidence: Evidence, citation: Citation) -> bool:
    """Whether a citation has a quote that does not stand in its passage, by the text at hand."""
    source = briefing.find_source(citation.source)
    if citation.quote is None or source is None or evidence.disproves(source):
        return False
    words = evidence.words(citation.source, citation.at)
    return bool(words) and not stands_in(citation.quote, folded(words))


def _misquoted(briefing: Briefing, evidence: Evidence, source: Source) -> bool:
    """Whether a quote of a source stands elsewhere: its locator may be the slip, and leaves open what it should name."""
    return any(_is_elsewhere(briefing, evidence, citation) for _, citation in briefing.cited(source.id))


def short_quotes(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A quote of a text that may only be cited has 12 words or 24 Han characters at most, and is less than its sentence."""
    for claim, path, index, citation in _quotes(briefing):
        source = briefing.find_source(citation.source)
        if source is None or source.rights != "cite-only":
            continue
        where = (*path, "sources", index, "quote")
        if (citation.quote[0] == "“" and citation.quote[-1] == "”") or citation.quote.count('"') % 2:
            yield Fault(claim.subject, where, "the quote has a quotation mark of its own", "the page sets them")
        elif not is_short_quote(citation.quote):
            says = f"the quote is longer than {QUOTE_WORDS} words or {QUOTE_HAN} Han characters"
            yield Fault(claim.subject, where, says, "shorten it")
        elif source.id in evidence.texts and _whole_sentence(citation.quote, evidence.texts[source.id], citation.at):
            yield Fault(claim.subject, where, "the quote is a whole sentence of the text", "shorten it")


def _whole_sentence(quote: str, text: passages.Text, where: passages.Locator) -> bool:
    found = [text.paragraphs[p - 1][s - 1] for p, s in where.sentences(text.shape)]
    return any(folded(sentence).strip(".!?。！？") in folded(quote) for sentence in found)


def few_quotes(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """All quotes of a text that may only be cited are 5 % of its words at most."""
    quotes = defaultdict(list)
    for _, _, _, citation in _quotes(briefing):
        quotes[citation.source].append(citation.quote)
    too_long = {source for source, found in quotes.items() if not all(map(is_short_quote, found))}
    for source in briefing.sources.values():
        text = evidence.texts.get(source.id)
        if source.rights == "cite-only" and text and quotes[source.id] and source.id not in too_long:
            share = quoted_share(quotes[source.id], text)
            if share > QUOTE_SHARE:
                says = f"the quotes of it are {share:.1%} of the text; {QUOTE_SHARE:.0%} is allowed"
                yield Fault(source.address, ("rights",), says, "quote less")


def printed_names(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A name is printed in a source text, or listed under `translated`; an alias is printed in the texts it names."""
    if evidence.missing(briefing) or evidence.unread or not evidence.texts or not briefing.is_whole(SOURCES):
        return
    for entity in briefing.entities.values():
        # Most names stand in the texts that the entity's own claims cite: looking there first keeps this linear.
        near = {citation.source for claim in entity.claims.values() for citation in claim.sources}
        for lang, name in entity.name.items():
            if lang not in entity.translated and not (near and evidence.prints(name, near) or evidence.prints(name)):
                hint = f"is it the editors' own rendering? then write translated: [{lang}]"
                leans_on = (Spot(entity.address, ("name", lang)), Spot(entity.address, ("translated",)))
                yield Fault(entity.address, ("name", lang), f"no text prints “{name}”", hint, leans_on=leans_on)
        yield from _printed_aliases(briefing, evidence, entity)


def printed_record(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """The titles, publisher and date of a source's record stand in its text; a date marked `~` or `?` is the editors'."""
    for source in briefing.sources.values():
        if source.id not in evidence.texts:
            continue
        names = [((field,), getattr(source, field)) for field in ("title", "original_title")]
        for path, name in names:
            if name and not evidence.prints(name, [source.id]):
                yield Fault(source.address, path, f"the text does not print “{name}”", "write it as the file prints it")
        if source.publisher and not any(evidence.prints(name, [source.id]) for name in source.publisher.values()):
            says = "the text prints the publisher in none of the languages"
            yield Fault(source.address, ("publisher",), says, "leave it out: what a text does not give is not stated")
        if source.published and not evidence.dates(source.id, source.published):
            says = f"the text does not print {source.published.text}"
            yield Fault(source.address, ("published",), says, "leave it out, or mark what the editors infer: 2026-06?")


def _printed_aliases(briefing: Briefing, evidence: Evidence, entity: Entity) -> Iterator[Fault]:
    for index, alias in enumerate(entity.aliases):
        if any(briefing.find_source(source) is None for source in alias.sources):
            continue
        named = alias.sources or ("",)
        silent = [
            source or "any text" for source in named if not evidence.prints(alias.text, [source] if source else ())
        ]
        if silent:
            says = f"“{alias.text}” is not printed by {' or '.join(silent)}"
            yield Fault(entity.address, ("aliases", index), says, "write the spelling as the text has it")


def own_words(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """What we write shares no run of 10 words or 20 Han characters with a text that may only be cited."""
    if not evidence.texts:
        return
    own = OwnWords(briefing, evidence)
    for wording in wordings(briefing):
        for lang, text in wording.texts.items():
            if run := own.shared(written(text)):
                says = f"these words are those of {run.source}: “{run.words}”"
                yield Fault(wording.address, (*wording.path, lang), says, "say it in our own words")


def licences(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A text that is open is so by a licence, which is named; one that may only be cited has none."""
    for source in briefing.sources.values():
        if source.rights == "open" and source.licence is None:
            hint = "add licence: …; a text without one is cite-only"
            yield Fault(source.address, ("rights",), "an open text has a licence", hint)
        if source.rights == "cite-only" and source.licence is not None:
            hint = "is it open? then write rights: open; otherwise leave the licence out"
            yield Fault(source.address, ("licence",), "a text that may only be cited has no licence", hint, key=True)


def texts_kept_out(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """The text of a source that may only be cited does not lie in the data folder, where it would be published."""
    for source in briefing.sources.values():
        if source.rights == "cite-only" and source.id in evidence.committed:
            says = f"“{source.file}” may only be cited, but its text lies in the data folder"
            yield Fault(
                source.address, ("rights",), says, "move the text to a folder outside, and name it in SOURCEBOOK_TEXTS"
            )


def _quotes(briefing: Briefing) -> Iterator[tuple]:
    """Every quote: its claim, the path to the claim, the number of the citation, the citation."""
    for claim, path in claims(briefing):
        for index, citation in enumerate(claim.sources):
            if citation.quote is not None:
                yield claim, path, index, citation


RULES = (
    readable_texts,
    texts_kept_out,
    licences,
    named_files,
    same_text,
    same_passages,
    existing_passages,
    read_to_the_end,
    set_aside_once,
    verbatim_quotes,
    short_quotes,
    few_quotes,
    printed_names,
    printed_record,
    own_words,
)
