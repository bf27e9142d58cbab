"""The whole briefing stands on one page that can be printed."""

from __future__ import annotations

import re
import sys

import pytest
from lxml import html

from sourcebook import views
from sourcebook.views.notes import finished
from sourcebook.views.print_page import print_page

from .conftest import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_claim_question_and_source_stands_on_it_under_its_address(mini, sites, renderers, lang: str) -> None:
    site, briefing = sites[lang], mini.loaded.briefing
    page = html.fromstring(renderers[lang].page(finished(print_page(site, views.kinds(site)))))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {*briefing.claims, *briefing.entities, *briefing.questions, *briefing.sources}
    assert wanted <= set(ids)


def test_its_links_lead_within_it_where_they_can(mini, sites, renderers) -> None:
    site = sites["en"]
    page = html.fromstring(renderers["en"].page(finished(print_page(site, views.kinds(site)))))
    ids = {element.get("id") for element in page.iter()}
    inside = [link.get("href")[1:] for link in page.iter("a") if link.get("href").startswith("#")]
    assert set(inside) <= ids
    assert "players/odile-pervenche" in inside
    leaving = {link.get("href") for link in page.iter("a") if link.get("href").startswith("../")}
    # Only passages and what the page does not hold: indexes, former states.
    assert not [link for link in leaving if re.fullmatch(r"\.\./(players|groups|questions)/[^/#]+/(#.*)?", link)]


def test_each_note_is_there_once_and_every_mark_leads_to_one(sites, renderers) -> None:
    site = sites["zh"]
    page = html.fromstring(renderers["zh"].page(finished(print_page(site, views.kinds(site)))))
    marks = {link.get("href")[1:] for link in page.find_class("footnote-ref")}
    notes = [item.get("id") for item in page.xpath("//li[starts-with(@id, 'fn:')]")]
    assert marks == set(notes)
    assert len(notes) == len(set(notes)) > 5


def test_a_briefing_too_long_to_print_has_no_such_page(mini, sites, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "print/" in [planned.path for planned in views.pages(sites["en"], mini.evidence)]
    monkeypatch.setattr(sys.modules["sourcebook.views.print_page"], "MOST_CLAIMS", 3)
    planned = {page.path: page for page in views.pages(sites["en"], mini.evidence)}
    assert "print/" not in planned
    assert planned["search/"].make().body.whole == ""
