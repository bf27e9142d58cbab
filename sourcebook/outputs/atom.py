"""The claims by the day they were added to the briefing, newest first: what a reader who comes back wants to know."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ..views.site import Site
from ..views.types import ClaimView, PassageView, Ref, root_of

PATH = "feed.xml"
# What was added longer ago is found on the site.
LENGTH = 50


class EditionRef(NamedTuple):
    """An edition: its language tag, and its folder from the site's root."""

    tag: str
    root: str


class Entry(NamedTuple):
    """A claim as an entry: its sentence in plain words, when it was added (RFC 3339), its topic, its page and passages."""

    claim: ClaimView
    title: str
    added: str
    topic: str
    topic_name: str
    page: Ref
    passages: tuple[PassageView, ...]


class Feed(NamedTuple):
    """The feed of an edition; `updated` is when the newest of its claims was added."""

    path: str
    title: str
    subtitle: str
    updated: str
    editions: tuple[EditionRef, ...]
    entries: tuple[Entry, ...]


def feed(site: Site) -> Feed | None:
    """An edition → its feed; None where the history of the briefing is not known."""
    added = site.history.added
    if not added:
        return None
    settings = site.briefing.settings
    newest = sorted(added, key=lambda address: (-added[address].timestamp(), address))[:LENGTH]
    return Feed(
        path=PATH,
        title=site.say(settings.title),
        subtitle=site.t("feed"),
        updated=_rfc3339(added[newest[0]]),
        editions=tuple(
            EditionRef(language.tag, root_of(settings.default_language, lang))
            for lang, language in settings.languages.items()
        ),
        entries=tuple(_entry(site, address) for address in newest),
    )


def _entry(site: Site, address: str) -> Entry:
    claim = site.briefing.claims[address]
    return Entry(
        claim=site.claim(claim, None),
        title=site.plain(claim.says),
        added=_rfc3339(site.history.added[address]),
        topic=claim.topic,
        topic_name=site.say(site.briefing.settings.topics[claim.topic]),
        page=site.ref(claim.subject),
        passages=tuple(dict.fromkeys(site.passage(citation) for citation in claim.sources)),
    )


def _rfc3339(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"
