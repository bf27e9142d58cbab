"""Terms are listed with their definitions, and linked where a page first uses them."""

from __future__ import annotations

import pytest

from sourcebook.i18n.messages import words as interface_words
from sourcebook.views import Edition
from sourcebook.views.claims import cited_claim
from sourcebook.views.entity import entity
from sourcebook.views.glossary import glossary
from sourcebook.views.notes import finished, numbered
from sourcebook.views.text import text_of
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
def site(project: Project) -> Edition:
    """A briefing whose groups are terms, defined by what is said of their music; one of them is a baton."""
    project.edit("data/briefing.yml", "chart:\n", "glossary: {kind: groups, topic: music}\nchart:\n")
    project.write("data/groups/baton.yml", BATON)
    loaded, _, found = project.examine()
    assert not [problem for problem in found if problem.level == "error"], found
    return Edition(loaded.briefing, "en", interface_words(loaded, "en"))


def _links(page, address: str) -> list[str]:
    claims = [claim for section in page.body.sections for claim in section.claims]
    pieces = [piece for claim in claims for piece in claim.sentence if isinstance(piece, Ref)]
    return ["".join(run.text for run in piece.runs) for piece in pieces if piece.address == address]


def test_a_term_is_linked_where_a_page_first_uses_it_and_says_what_it_means(site: Edition) -> None:
    page = finished(entity(site, "players/anatole-grive"))
    assert _links(page, "groups/baton") == ["baton"]
    (link,) = [
        piece
        for section in page.body.sections
        for claim in section.claims
        for piece in claim.sentence
        if isinstance(piece, Ref) and piece.address == "groups/baton"
    ]
    assert link.title == "A stick, also called a baton."


def test_a_term_is_linked_once_on_a_page(site: Edition) -> None:
    claims = [site.briefing.claims["concerts/bridge-concert/conducted-by-grive"]] * 2
    views, _ = numbered(tuple(cited_claim(site, claim) for claim in claims))
    linked = [any(getattr(p, "address", "") == "groups/baton" for p in view.sentence) for view in views]
    assert linked == [True, False]


def test_a_term_is_not_linked_on_its_own_page(site: Edition) -> None:
    assert _links(finished(entity(site, "groups/baton")), "groups/baton") == []


def test_a_word_that_only_contains_a_term_is_not_linked(site: Edition) -> None:
    pieces = site.terms.split("The batonist and the Baton-like thing; two batons.")
    assert [words for words, term in pieces if term] == ["baton"]


def test_the_glossary_lists_the_terms_with_their_definitions_and_no_other_claims(site: Edition) -> None:
    entries = glossary(site)
    assert [entry.ref.address for entry in entries] == [
        "groups/baton",
        "groups/bois",
        "groups/cuivres",
        "groups/harmonie",
    ]
    assert [claim.address for claim in entries[0].claims] == ["groups/baton/what"]
    assert [text_of(alias) for alias in entries[0].aliases] == ["big tuba"]
