"""Texts of the data in one edition: runs with their language, sentences with their links, names, labels and links."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Alias, Entity, Link, Question, Source, inline
from ..values.languages import foreign_runs
from .edition import Edition
from .paths import web_path
from .types import Ref, Run, Runs, Sentence


def runs(edition: Edition, text: str, tag: str | None = None) -> Runs:
    """A text in one language (the edition's, where no tag says otherwise) → runs: each is tagged that is not in the
    page's language, or not in its script."""
    tag = tag or edition.tag
    outer = None if tag == edition.tag else tag
    foreign = foreign_runs(tag, edition.tags)
    if foreign is None or not foreign.pattern.search(text):
        return (Run(text, outer),)
    pieces, end = [], 0
    for match in foreign.pattern.finditer(text):
        if match.start() > end:
            pieces.append(Run(text[end : match.start()], outer))
        inner = foreign.tag_of(match)
        pieces.append(Run(match.group(), inner if inner != edition.tag else None))
        end = match.end()
    return (*pieces, Run(text[end:], outer)) if end < len(text) else tuple(pieces)


def text_of(pieces: Runs) -> str:
    """Runs as one text."""
    return "".join(run.text for run in pieces)


def sentence(edition: Edition, texts: Mapping[str, str] | None) -> Sentence:
    """What was written in the edition's language → words and links; nothing where nothing was written."""
    pieces: list[Run | Ref] = []
    for piece in inline(edition.say(texts)) if texts else ():
        if isinstance(piece, Link):
            pieces.append(link(edition, piece.address, piece.words))
        else:
            pieces.extend(runs(edition, piece))
    return tuple(pieces)


def plain(edition: Edition, texts: Mapping[str, str]) -> str:
    """The same as plain text, links as the words they show."""
    words = []
    for piece in inline(edition.say(texts)):
        words.append(text_of(link(edition, piece.address, piece.words).runs) if isinstance(piece, Link) else piece)
    return "".join(words)


def alias_runs(edition: Edition, alias: Alias) -> Runs:
    """Another spelling of a name, in its own language."""
    return runs(edition, alias.text, edition.tag if alias.lang == edition.lang else alias.lang)


def names(edition: Edition, entity: Entity) -> list[tuple[str, str]]:
    """(name, tag) in the order of a label; the same words once, letter case aside."""
    settings = edition.briefing.settings
    by_words: dict[str, tuple[str, str]] = {}
    own = edition.say(entity.name)
    for lang in settings.label:
        name = entity.name[lang]
        by_words.setdefault(name.casefold(), (name, edition.tag if name == own else settings.tag(lang)))
    return list(by_words.values())


def label(edition: Edition, address: str) -> Runs:
    """The bilingual label of an entity; the title of a source; what a question asks."""
    labels = edition.kept.labels
    if address not in labels:
        labels[address] = _label(edition, address)
    return labels[address]


def _label(edition: Edition, address: str) -> Runs:
    record = edition.briefing.record(address)
    if isinstance(record, Source):
        if record.title:
            return runs(edition, record.title, record.language)
        return runs(edition, edition.say(record.called or {}))
    if isinstance(record, Question):
        return runs(edition, plain(edition, record.asks))
    pieces: list[Run] = []
    for name, tag in names(edition, record):
        if pieces:
            pieces.append(Run(" / "))
        pieces.extend(runs(edition, name, tag))
    return tuple(pieces)


def plain_label(edition: Edition, address: str) -> str:
    """The label as plain text."""
    return text_of(label(edition, address))


def ref(edition: Edition, address: str) -> Ref:
    """A link that shows the whole label."""
    return Ref(web_path(address), label(edition, address), "", address)


def link(edition: Edition, address: str, words: str | None = None) -> Ref:
    """A link inside a sentence or a narrow column: it shows the given words, or the name in the page's own language, or a
    source's short title."""
    if words is not None:
        return _titled(edition, address, runs(edition, words) if words else label(edition, address))
    links = edition.kept.links
    if address not in links:
        links[address] = _titled(edition, address, _short(edition, address))
    return links[address]


def _short(edition: Edition, address: str) -> Runs:
    """What a link without words of its own shows."""
    record = edition.briefing.record(address)
    if isinstance(record, Entity):
        return runs(edition, edition.say(record.name))
    if isinstance(record, Source) and record.title_short:
        return runs(edition, edition.say(record.title_short))
    if isinstance(record, Question):
        return runs(edition, edition.t("quoted", text=plain_label(edition, address)))
    return label(edition, address)


def _titled(edition: Edition, address: str, shown: Runs) -> Ref:
    """A link whose title is the bilingual label, where it shows something else."""
    whole = plain_label(edition, address)
    return Ref(web_path(address), shown, "" if whole == text_of(shown) else whole, address)


def plain_name(edition: Edition, address: str) -> str:
    """What a link in a sentence shows, without the link."""
    return text_of(link(edition, address).runs)
