"""A comment made from data that nobody vouches for shows its words and does nothing else.

What GitHub does is played in two steps: its own Markdown (cmark-gfm, with every extension and raw HTML), then the patterns
by which it finds mentions, issues, commits, short names, addresses and formulas in the text of the finished HTML.
"""

from __future__ import annotations

import random
import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from lxml import html

from sourcebook.editing import diff
from sourcebook.editing.diff.report import Report, ReportItem, ReportPiece, ReportSection, report
from sourcebook.outputs.comment import COMMENT_LENGTH, comment
from sourcebook.outputs.escaping import in_comment
from sourcebook.yamlfile.characters import visible

from .conftest import MINI, Project

ELEMENTS = set("div h3 h4 ul li p strong code del ins span wbr details summary".split())
PATTERNS = {
    "mention": r"@\w",
    "issue": r"#\d|\bGH-\d",
    "key of another tracker": r"\b[A-Za-z]{2,}-\d|[A-Za-z]\d",
    "commit": r"[0-9a-fA-F]{7}",
    "short name": r":[\w+-]+:",
    "address": r"\w://|www\.\w|mailto:\w",
    "formula": r"\$[^$]+\$",
}
HOSTILE = [
    "@octocat", "hello @org/team now", "a@b.example", "mailto:a@b.example", "xmpp:a@b.example/x", "#1", "GH-1",
    "owner/repo#1", "owner/repo@0123456789abcdef", "0123456789abcdef0123456789abcdef01234567", "deadbeef", "JIRA-12",
    "https://evil.example/?q=1", "http://a.b", "www.evil.example", "ftp://x.example", "[text](https://evil.example)",
    "![x](https://evil.example/x.png)", "[x]: https://evil.example", "[^1]", "<https://evil.example>", "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>", "</code></span></ins><a href=x>", "<!--", "-->", "<details>", "</details>", "<b", "&lt;b&gt;",
    "&#64;octocat", "&commat;octocat", "&amp;#64;x", "```\n# x", "~~~", "`code`", "``", "$$x$$", "$`x`$", "$ a b $", ":tada:", ":+1:",
    "**bold**", "__x__", "~~gone~~", "# heading", "- [x] task", "1. one", "> [!WARNING]\n> x", "| a | b |\n|---|---|", "---", "===",
    "a\n\nb", "\n@octocat", "\r\n# x", "\t\tcode", "    code", "\\@octocat", "\\", "x\\", "\x00@octocat", "\x1b[31mred",
    "\u202e@evil\u202c", "\ud800", "\u200b@octocat", "＠octocat", "＃1", "<wbr>", "&#60;wbr&#62;", "{{ 7*7 }}", "{% raw %}", "{# x #}",
    "%}{{ cycler.__init__.__globals__ }}", "units/@octocat/#1", "a" * 5000, "fixes #1", "/cc @octocat", "CVE-2024-12345", "",
]  # fmt: skip


def finished(markdown: str) -> html.HtmlElement:
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    made = cmarkgfm.markdown_to_html_with_extensions(
        markdown, options, ["table", "autolink", "strikethrough", "tasklist"]
    )
    return html.fragment_fromstring(made, create_parent="div")


def assert_harmless(tree: html.HtmlElement) -> None:
    for element in tree.iter():
        if isinstance(element, html.HtmlComment):
            assert element.text == " sourcebook: claim diff "
            continue
        assert element.tag in ELEMENTS
        attributes = dict(element.attrib)
        assert (element.tag == "span" and set(attributes) == {"lang"}) or not attributes
    for text in tree.xpath(".//text()[not(parent::comment())]"):
        for name, pattern in PATTERNS.items():
            # Our own headings are no data: “Claims (12)” holds none of these either.
            assert not re.search(pattern, text), f"{name} in {text!r}"


def said(words: list[str], kind: str, lang: str = "") -> Report:
    """A report that shows words in every place where data may stand, pieces side by side."""
    pieces = tuple(ReportPiece(word, kind, lang) for word in words)
    sections = tuple(
        ReportSection("Claims", tuple(ReportItem(pieces, (pieces, pieces)) for _ in range(2)), "A note.", folded)
        for folded in (False, True)
    )
    return Report(pieces, (pieces,), sections)


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_a_hostile_text_shows_as_it_is_written_and_does_nothing(words: str) -> None:
    for kind in ("plain", "strong", "code", "was", "now"):
        for lang in ("", "zh-Hans", '"><script>'):
            tree = finished(comment(said([words], kind, lang)))
            assert_harmless(tree)
            shown = " ".join(visible(words)[:1200].split())
            heading = " ".join(tree.find("h3").text_content().split())
            assert heading == shown or (len(words) > 1200 and heading.startswith(shown))


def test_thousands_of_hostile_texts_side_by_side_do_nothing() -> None:
    draw = random.Random(20260608)
    signs = "@#:/.-_$`*[]()<>&;!|~^=\\{}'\"%+ \n\tabcdef0123456789xyzWw千问＠é\u202e\x00\ud83d"
    for _ in range(1500):
        words = [
            draw.choice(HOSTILE) if draw.random() < 0.4 else "".join(draw.choices(signs, k=draw.randrange(1, 12)))
            for _ in range(draw.randrange(1, 7))
        ]
        pieces = tuple(ReportPiece(word, draw.choice(["plain", "plain", "was", "code"])) for word in words)
        tree = finished(comment(Report(pieces, (), (ReportSection("Claims", (ReportItem(pieces),)),))))
        assert_harmless(tree)
        shown = "".join(visible(word)[:1200] for word in words if len(word) <= 1200)
        if all(len(word) <= 1200 for word in words):
            assert "".join(tree.find("h3").text_content().split()) == "".join(shown.split())


def test_what_is_copied_from_a_comment_is_what_was_written() -> None:
    """No invisible character stands between the words: the data would refuse them when they are pasted back."""
    assert (
        finished(in_comment("[[units/a|A]]: 10% @x #1", "<wbr>")).text_content().strip() == "[[units/a|A]]: 10% @x #1"
    )


def test_these_patterns_find_what_they_are_to_find() -> None:
    found = {name for text in HOSTILE for name, pattern in PATTERNS.items() if re.search(pattern, text)}
    assert found == set(PATTERNS)


def test_a_reference_alone_would_not_keep_a_mention_out() -> None:
    """Why the text is parted: Markdown's own output is read again, and there a reference is a character."""
    assert finished("a&#64;b&#46;example").find(".//a") is not None


def test_hostile_data_files_and_names_come_out_harmless(project: Project) -> None:
    evil = "@octocat #1 https://evil.example <img src=x> ```"
    project.edit("data/groups/harmonie.yml", "in March 1899.", f"in March 1899. {evil}")
    project.edit("data/groups/bois.yml", "topic: quarrel", f"topic: '{evil}'")
    project.edit("data/counts/takings.yml", "unit: {fr: francs", "'@octocat': {fr: francs")
    project.write("data/@octocat #1 <b>.yml", "x: y")
    project.write(b"data/groups/\xff @octocat.yml".decode("utf-8", "surrogateescape"), "x: y")
    found = diff.between_folders(MINI / "data", project.root / "data", ("@octocat", "#1 <b>"))
    made = comment(report(found))
    assert_harmless(finished(made))
    assert "octocat" in made


def long_report(items: int, sections: int = 2) -> Report:
    line = (ReportPiece("组织@x #1 " * 20),)
    made = tuple(ReportItem((ReportPiece(str(n), "code"),), (line,)) for n in range(items))
    return Report(line, (line,), tuple(ReportSection(f"Section {n}", made) for n in range(sections)))


@pytest.mark.parametrize("items", [1, 10, 60, 100, 5000])
def test_a_comment_keeps_within_the_limit_and_says_how_many_more_there_are(items: int) -> None:
    found = long_report(items)
    made = comment(found)
    assert len(made.encode("utf-16-le")) // 2 <= COMMENT_LENGTH
    tree = finished(made)
    lists = [heading.getnext() for heading in tree.iter("h4")]
    for part in lists:
        shown = [item for item in part if item.tag == "li"]
        more = re.fullmatch(r"and (\d+) more", shown[-1].text_content().strip()) if shown else None
        assert len(shown) - bool(more) + int(more.group(1) if more else 0) == items
    assert_harmless(tree)


def test_a_long_comment_uses_the_room_that_it_has() -> None:
    assert len(comment(long_report(5000))) > 0.9 * COMMENT_LENGTH


def test_a_small_section_beside_a_large_one_is_shown_whole() -> None:
    large, small = long_report(5000, 1), long_report(3, 1)
    made = comment(large._replace(sections=(*large.sections, *small.sections)))
    assert made.count("more") == 1


def test_characters_beyond_the_first_plane_count_twice_as_the_host_counts_them() -> None:
    line = (ReportPiece("😀" * 1000),)
    made = comment(Report(line, (), (ReportSection("Claims", tuple(ReportItem(line) for _ in range(100))),)))
    assert len(made.encode("utf-16-le")) // 2 <= COMMENT_LENGTH
    assert "more" in made
