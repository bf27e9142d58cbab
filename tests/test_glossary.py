"""Terms are listed with their definitions, and linked where a page first uses them."""

from __future__ import annotations

import pytest

from sourcebook.i18n.messages import words as interface_words
from sourcebook.views import Notes, Site
from sourcebook.views.entity import entity
from sourcebook.views.overview import glossary
from sourcebook.views.types import Ref

from .conftest import Project

BATON = """name: {fr: baguette, en: baton, zh: 指挥棒}
translated: [fr, en, zh]
aliases:
  - {text: big tuba, lang: en, sources: [parish-letter]}
claims:
  what:
    says: {fr: Un bâton., en: "A stick, also called a baton.", zh: 一根小棒。}
    topic: music
    sources: [{source: registre, at: "4.1"}]
  silent:
    says: {fr: Elle est en bois., en: It is of wood., zh: 木制。}
    topic: quarrel
    sources: [{source: registre, at: "4.1"}]
"""


@pytest.fixture
def site(project: Project) -> Site:
    """A briefing whose groups are terms, defined by what is said of their music; one of them is a baton."""
    project.edit("data/briefing.yml", "chart:\n", "glossary: {kind: groups, topic: music}\nchart:\n")
    project.write("data/groups/baton.yml", BATON)
    loaded, _, found = project.examine()
    assert not [problem for problem in found if problem.level == "error"], found
    return Site(loaded.briefing, "en", interface_words(loaded, "en"))


def _links(page, address: str) -> list[str]:
    claims = [claim for section in page.body.sections for claim in section.claims]
    pieces = [piece for claim in claims for piece in claim.sentence if isinstance(piece, Ref)]
    return ["".join(run.text for run in piece.runs) for piece in pieces if piece.address == address]


def test_a_term_is_linked_where_a_page_first_uses_it_and_says_what_it_means(site: Site) -> None:
    page = entity(site, "players/anatole-grive")
    assert _links(page, "groups/baton") == ["baton"]
    (link,) = [
        piece
        for section in page.body.sections
        for claim in section.claims
        for piece in claim.sentence
        if isinstance(piece, Ref) and piece.address == "groups/baton"
    ]
    assert link.title == "A stick, also called a baton."


def test_a_term_is_linked_once_on_a_page(site: Site) -> None:
    claims = [site.briefing.claims["concerts/bridge-concert/conducted-by-grive"]] * 2
    notes = Notes(site)
    linked = [any(getattr(p, "address", "") == "groups/baton" for p in site.claim(c, notes).sentence) for c in claims]
    assert linked == [True, False]


def test_a_term_is_not_linked_on_its_own_page(site: Site) -> None:
    assert _links(entity(site, "groups/baton"), "groups/baton") == []


def test_a_word_that_only_contains_a_term_is_not_linked(site: Site) -> None:
    sentence = site.runs("The batonist and the Baton-like thing; two batons.")
    found = [p for p in site.glossary.linked(sentence, set(), site) if isinstance(p, Ref)]
    assert ["".join(run.text for run in piece.runs) for piece in found] == ["baton"]


def test_the_glossary_lists_the_terms_with_their_definitions_and_no_other_claims(site: Site) -> None:
    entries = glossary(site, Notes(site))
    assert [entry.ref.address for entry in entries] == [
        "groups/baton",
        "groups/bois",
        "groups/cuivres",
        "groups/harmonie",
    ]
    assert [claim.address for claim in entries[0].claims] == ["groups/baton/what"]
    assert [alias.text for alias in entries[0].aliases] == ["big tuba"]
