"""What can be copied from a note is a right citation in its notation, whatever signs a title is made of."""

from __future__ import annotations

import json
import re
from typing import Annotated, Literal

import cmarkgfm
import pytest
from lxml import html
from pybtex.database import BibliographyData, parse_string
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from sourcebook.model import Source
from sourcebook.outputs.citations import AT, LINK, Citing, Forms, forms, places
from sourcebook.outputs.html import Renderer
from sourcebook.values.edtf import when
from sourcebook.views import Edition
from sourcebook.views.entity import entity
from sourcebook.views.notes import finished

from .conftest import LANGUAGES
from .test_render import hostile, spaced

LINKED = "https://mini.example/groups/harmonie/#margin"
# What TeX, BibTeX and JSON act upon, and Markdown's own; `hostile` adds Jinja, HTML and more of Markdown.
SIGNS = [
    "{",
    "}",
    "}},\n title={{".replace("\n", " "),
    "a{b",
    "\\",
    "\\input{x}",
    "100 % & $5 #1 a_b c^d ~",
    '"',
    "@misc{x,",
    "\\u0001",
    "’«»《》“”",
    "$&",
]
TITLES = [*SIGNS, *hostile(11, 400)]


class Issued(BaseModel):
    """CSL 1.0.2's date, as far as it is used here."""

    model_config = ConfigDict(extra="forbid", strict=True)
    parts: Annotated[
        list[Annotated[list[int], Field(min_length=1, max_length=3)]] | None,
        Field(alias="date-parts", min_length=1, max_length=2),
    ] = None
    circa: bool | None = None
    literal: str | None = None


class Item(BaseModel):
    """CSL 1.0.2's item, as far as it is used here: no other names are known, and every value has the type they want."""

    model_config = ConfigDict(extra="forbid", strict=True)
    id: str
    type: Literal["document"]
    title: str
    original_title: Annotated[str | None, Field(alias="original-title")] = None
    publisher: str | None = None
    issued: Issued | None = None
    language: str | None = None
    url: Annotated[str | None, Field(alias="URL")] = None
    note: str | None = None


def csl(text: str) -> Item:
    """The one item of a CSL-JSON text that keeps to the schema."""
    (item,) = TypeAdapter(list[Item]).validate_json(text)
    return item


def bibtex(text: str) -> dict[str, str]:
    """The fields of the one entry of a BibTeX text, TeX's commands read back as the signs they print."""
    found: BibliographyData = parse_string(text, "bibtex")
    (entry,) = found.entries.values()
    return {name: value if name == "url" else plain(value) for name, value in entry.fields.items()}


# What LaTeX's commands print (TS1 and OT1 text symbols, control symbols), and braces that only group.
COMMAND = re.compile(r"\\(?:(text[a-z]+)\{\}|url|([&%$#_]))|[{}]|(\\)")
PRINTED = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
}


def plain(tex: str) -> str:
    """What TeX prints. Whatever it would act upon and is no known command is an error."""
    assert not re.search(r"(?<!\\)[%$#&_^~]", re.sub(r"\\url\{[^{}]*\}", "", tex)), tex
    assert not any(match[3] for match in COMMAND.finditer(tex)), tex
    return COMMAND.sub(lambda match: PRINTED[match[1]] if match[1] else match[2] or "", tex)


def shown(markdown: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{cmarkgfm.github_flavored_markdown_to_html(markdown)}</div>")


@pytest.fixture(params=LANGUAGES)
def site(request: pytest.FixtureRequest, sites: dict[str, Edition]) -> Edition:
    """Each edition in turn."""
    return sites[request.param]


def filled(forms: Forms, passage: str, link: str) -> Forms:
    """A source's citation for one passage and one web address: as the script in the page makes it."""
    written = places(passage)
    each = written if len(written) == 4 else written * 4
    made = (form.replace(AT, place).replace(LINK, link) for form, place in zip(forms, each, strict=True))
    return Forms(*made)


def cited(site: Edition, source: Source, passage: str = "4.1") -> Forms:
    return filled(forms(site, source), passage, LINKED)


def named(site: Edition, **given: object) -> Source:
    """A source that says everything a source can say, with some of it put differently."""
    return site.briefing.source("parish-letter").model_copy(update=given)


# ── What it says ──


def test_a_citation_says_what_the_source_states_and_where_it_is_cited(site: Edition) -> None:
    source = named(site)
    for form in cited(site, source, "Paragraph 4"):
        for said in (source.title, site.say(source.publisher), "1923", "Paragraph 4", "parish-letter.txt", LINKED):
            assert said in form.replace("\\_", "_"), (said, form)
        assert source.sha256 in form
        assert AT not in form and LINK not in form


def test_in_words_as_the_language_writes_them(sites: dict[str, Edition]) -> None:
    source = sites["en"].briefing.source("parish-letter")
    digest = source.sha256
    assert cited(sites["en"], source, "Paragraph 4").text == (
        "“The Sansouffle Parish Letter”, Sansouffle Parish, August 1923, Paragraph 4. "
        f"File parish-letter.txt, SHA-256 {digest}. Cited at {LINKED}"
    )
    assert cited(sites["zh"], source, "第4段").text == (
        "《The Sansouffle Parish Letter》，无息村教区，1923年8月，第4段。"
        f"文件parish-letter.txt，SHA-256校验值{digest}。引自：{LINKED}"
    )


def test_what_the_source_does_not_state_is_not_mentioned(site: Edition) -> None:
    source = named(site, publisher=None, published=None, url=None, original_title=None)
    made = cited(site, source)
    assert csl(made.csl).model_fields_set == {"id", "type", "title", "language", "note"}
    assert set(bibtex(made.bibtex)) == {"title", "langid", "note"}
    assert "None" not in "".join(made)
    assert site.t("not_stated") not in "".join(made)


def test_an_untitled_text_stands_in_brackets_under_the_editors_name(site: Edition) -> None:
    source = site.briefing.source("traveller")
    bracketed = site.t("cite_called", title=source.called[site.lang])
    made = cited(site, source)
    assert made.text.startswith(bracketed)
    assert shown(made.markdown).text_content().strip().startswith(bracketed)
    assert csl(made.csl).title == bibtex(made.bibtex)["title"] == bracketed
    assert csl(made.csl).original_title == source.original_title


@pytest.mark.parametrize(
    ("published", "issued", "year"),
    [
        ("2026-03-17", {"date-parts": [[2026, 3, 17]]}, "2026"),
        ("2026-03", {"date-parts": [[2026, 3]]}, "2026"),
        ("0987", {"date-parts": [[987]]}, "0987"),
        ("1923?", {"date-parts": [[1923]], "circa": True}, "1923"),
        ("2026-03/2026-06", {"date-parts": [[2026, 3], [2026, 6]]}, "2026"),
        ("2026-03/..", {"literal": "2026-03/.."}, "2026"),
        ("../2026-06", {"literal": "../2026-06"}, "2026"),
    ],
)
def test_a_date_is_as_precise_as_it_is_stated(
    sites: dict[str, Edition], published: str, issued: dict, year: str
) -> None:
    made = cited(sites["en"], named(sites["en"], published=when(published)))
    csl(made.csl)
    assert json.loads(made.csl)[0]["issued"] == issued
    fields = bibtex(made.bibtex)
    assert (fields["year"], fields["date"]) == (year, published)


# ── Whatever signs are in it ──


@pytest.mark.parametrize("title", TITLES)
def test_any_title_comes_through_every_notation(sites: dict[str, Edition], title: str) -> None:
    site = sites["en"]
    made = cited(site, named(site, title=title, publisher={"en": title}, file=f"{title.replace('/', '')}.txt"), title)
    assert spaced(shown(made.markdown).text_content()) == spaced(made.text)
    item, fields = csl(made.csl), bibtex(made.bibtex)
    assert item.title == item.publisher == title
    assert spaced(fields["title"]) == spaced(fields["howpublished"]) == spaced(title)
    assert item.note.startswith(f"{title}. ")
    assert spaced(fields["note"]) == spaced(item.note)


@pytest.mark.parametrize("url", ["https://x.example/a_b?c=1&copy;=2#d%20e", "https://x.example/{a}\\b|^`c~(d)*e*"])
def test_the_source_s_own_address_is_linked_and_kept(sites: dict[str, Edition], url: str) -> None:
    made = cited(sites["en"], named(sites["en"], url=url))
    kept = csl(made.csl).url
    assert shown(made.markdown).xpath("//a/@href")[0] == kept
    assert f"url = {{{kept}}}" in made.bibtex
    assert bibtex(made.bibtex)


# ── On a page ──


def test_a_page_carries_each_of_its_sources_once(site: Edition, renderers: dict[str, Renderer]) -> None:
    page = finished(entity(site, "groups/harmonie"))
    found = Citing(site)(page.notes)
    sources = list(dict.fromkeys(note.passage.source for note in page.notes))
    assert len(found.sources) == len(sources) < len(page.notes) == len(found.notes)
    for note, (number, *where) in zip(page.notes, found.notes, strict=True):
        assert sources[number] == note.passage.source
        assert where == [note.passage.locator]
    section = html.fromstring(renderers[site.lang].page(page)).xpath("//section[@data-citations]")[0]
    carried = json.loads(section.get("data-citations"))
    assert [Forms(*forms) for forms in carried["sources"]] == list(found.sources)
