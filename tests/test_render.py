"""HTML comes out of templates escaped, and stands in a hand-written page as it came out, whatever signs are in it."""

from __future__ import annotations

import random
from html import escape
from urllib.parse import urljoin

import jinja2
import markdown
import pytest
from lxml import html

from sourcebook.checks import Examined
from sourcebook.outputs.escaping import html_in_markdown
from sourcebook.outputs.html import Renderer
from sourcebook.views import Edition, Ref, Run, pages

from .conftest import LANGUAGES

# The extensions that a project is likely to have; each gives some signs a meaning.
EXTENSIONS = [
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    "footnotes",
    "def_list",
    "abbr",
    "smarty",
    "sane_lists",
    "toc",
]
PIECES = [
    *"*_`~^=|[](){}<>&\"'\\!#+-.:;,/?@$% abcé中文😀",
    "{{ 7*7 }}",
    "{% set x = 1 %}",
    "{# gone #}",
    "{: .class #id}",
    "<script>",
    "</span>",
    "<!--",
    "-->",
    "&amp;",
    "&#60;",
    "&lt;",
    "[^1]",
    "[^1]: note",
    "![](x)",
    "[a](b)",
    "[[a/b]]",
    "```",
    "***",
    "~~~",
    "  ",
    "\\*",
    "--8<--",
    "!!! note",
    "|---|",
    "http://x.example",
    "<a@b.example>",
    "$$",
    "*[HTML]:",
    "1. ",
    "- ",
    "> ",
    "# ",
]
STRINGS = 6000


def hostile(seed: int, count: int) -> list[str]:
    """Texts that mean something to Markdown, Jinja or HTML."""
    chance = random.Random(seed)
    return ["".join(chance.choices(PIECES, k=chance.randrange(1, 12))).strip() or "x" for _ in range(count)]


def through(markdown_text: str) -> html.HtmlElement:
    """A hand-written page with the HTML in it, through Jinja and Markdown → its elements."""
    text = jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(markdown_text).render()
    return html.fromstring("<div>" + markdown.markdown(text, extensions=EXTENSIONS) + "</div>")


def spaced(text: str) -> str:
    return " ".join(text.split())


CONTEXTS = {
    "a paragraph": "{}",
    "a sentence": "Words {} and more words.",
    "a list": "- {}",
    "a table": "| head |\n|------|\n| {} |",
    "a quotation": "> {}",
    "a heading": "## {}",
    "an admonition": "!!! note\n    {}",
}


@pytest.mark.parametrize("context", CONTEXTS)
def test_any_text_survives_markdown_and_jinja_in(context: str) -> None:
    texts = hostile(7, STRINGS // len(CONTEXTS))
    written = [html_in_markdown(f'<b class="t" title="{escape(text)}">{escape(text)}</b>') for text in texts]
    page = through("\n\n".join(CONTEXTS[context].format(one) for one in written))
    found = page.xpath("//b[@class='t']")
    assert [spaced(one.text_content()) for one in found] == [spaced(text) for text in texts]
    assert [spaced(one.get("title")) for one in found] == [spaced(text) for text in texts]


def test_a_text_that_spans_lines_stays_in_its_block() -> None:
    written = html_in_markdown("<p>one\n\n    two\n\n- three</p>")
    assert "\n" not in written
    assert spaced(through(written).text_content()) == "one two - three"


def test_html_is_the_same_html_afterwards(
    renderers: dict[str, Renderer], sites: dict[str, Edition], mini: Examined
) -> None:
    for lang in LANGUAGES:
        for planned in pages(sites[lang], mini.evidence):
            before = renderers[lang].page(planned.make())
            after = html.fromstring(f"<div>{html_in_markdown(before)}</div>")
            assert _shape(after) == _shape(html.fromstring(f"<div>{before}</div>"))


def _shape(element: html.HtmlElement) -> list[tuple]:
    """Elements with their attributes and their words, the white space between them aside."""
    return [(e.tag, dict(e.attrib), spaced(e.text or ""), spaced(e.tail or "")) for e in element.iter()]


def test_what_comes_from_data_is_escaped(
    renderers: dict[str, Renderer], sites: dict[str, Edition], mini: Examined
) -> None:
    for lang in LANGUAGES:
        made = [renderers[lang].page(planned.make()) for planned in pages(sites[lang], mini.evidence)]
        assert not any("<script" in page for page in made)
        assert sum("{{ 7*7 }} &lt;script&gt;alert(&#39;tuba&#39;)&lt;/script&gt;" in page for page in made) >= 1


def test_every_id_on_a_page_is_its_own(
    renderers: dict[str, Renderer], sites: dict[str, Edition], mini: Examined
) -> None:
    for lang in LANGUAGES:
        for planned in pages(sites[lang], mini.evidence):
            ids = html.fromstring(f"<div>{renderers[lang].page(planned.make())}</div>").xpath("//@id")
            assert len(ids) == len(set(ids)), planned.path


def test_every_heading_in_the_contents_is_on_the_page(
    renderers: dict[str, Renderer], sites: dict[str, Edition], mini: Examined
) -> None:
    for lang in LANGUAGES:
        for planned in pages(sites[lang], mini.evidence):
            page = planned.make()
            ids = html.fromstring(f"<div>{renderers[lang].page(page)}</div>").xpath("//@id")
            assert {item.id for item in page.contents} <= set(ids)


@pytest.mark.parametrize("base", ["", "tuba/", "groups/", "groups/bois/", "groups/page_2/"])
@pytest.mark.parametrize("to", ["groups/bois/", "groups/cuivres/#at-odds", "players/", "sources/registre/#p6.1-2"])
def test_a_link_arrives_from_wherever_it_stands(base: str, to: str, renderers: dict[str, Renderer]) -> None:
    link = html.fromstring(renderers["fr"].part("macro_link", base, ref=Ref(to, (Run("x"),)))).get("href")
    for folder in ("https://mini.example/", "https://mini.example/en/", "file:///tmp/site/"):
        assert urljoin(folder + base, link) == folder + to


def test_a_redirect_leads_to_the_page_and_is_not_searched(renderers: dict[str, Renderer]) -> None:
    page = html.fromstring(renderers["fr"].redirect("players/la-clarinettiste/", "players/odile-pervenche"))
    assert page.get("lang") == "fr"
    wait, _, link = page.xpath("string(//meta[@http-equiv='refresh']/@content)").partition("; url=")
    assert wait == "0"
    assert (
        urljoin("https://mini.example/players/la-clarinettiste/", link)
        == "https://mini.example/players/odile-pervenche/"
    )
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
