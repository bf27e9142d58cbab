"""Words and HTML written so that the format around them finds nothing in them to act upon.

Each function is named by the place where its result may stand.
"""

from __future__ import annotations

import json
import re
import string
from html import unescape

from markupsafe import Markup

from ..yamlfile.characters import visible

# ── In Markdown ──────────────────────────────────────────────────────────────────────────────────────────────────────

# What CommonMark and its common extensions act upon inside a line, the beginnings of bare web addresses included: in one,
# backslashes would stay. Any ASCII sign may stand behind a backslash.
MARKDOWN_SIGN = re.compile(r"[\\`*_{}\[\]<>&!#~|$^=]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What begins a list, where it begins a line.
LIST_SIGN = re.compile(r"\A(\d{1,9})([.)])(?=\s|\Z)|\A([-+])(?=\s|\Z)")


def markdown(text: str) -> str:
    """A text → the same in Markdown, inside a line."""
    return MARKDOWN_SIGN.sub(r"\\\g<0>", text)


def at_line_start(line: str) -> str:
    """A line of Markdown → the same where it begins a block: `1. one` is a text, and no list."""
    return LIST_SIGN.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def in_markdown(text: str) -> Markup:
    """A text from anywhere → CommonMark that shows it, on one line, and does nothing else."""
    return Markup(at_line_start(markdown(text.replace("\n", " "))))


# ── In a script element of HTML ──────────────────────────────────────────────────────────────────────────────────────

# In a script element, these could end it or open a comment; and no line may end inside.
IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def in_script(value: object) -> Markup:
    """A value → JSON that may stand in a script element of HTML (as data: JSON-LD)."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(IN_SCRIPT))


# ── In a comment on a code host ──────────────────────────────────────────────────────────────────────────────────────

# A host looks for mentions (@name), issues (#1, KEY-1), short names of pictures (:name:), web addresses, formulas ($) and
# commits (seven hexadecimal digits) in the text of finished HTML, where a character reference is a character again.
HOST_SIGN = re.compile(rf"(?<=[{re.escape(string.punctuation)}])(?!\s)|(?<=[$])|(?<=[A-Za-z])(?=[0-9])")
HEX_DIGITS = re.compile(r"[0-9A-Fa-f]{6}(?=[0-9A-Fa-f])")
# White space at the ends of a text, and more than one of it, means something to Markdown: code, or a new line.
SPACES = re.compile(r"\A | \Z|(?<= ) | (?= )")
PUNCTUATION = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation}


def in_comment(text: str, parting: str) -> str:
    """A text from anywhere → Markdown that shows it on one line and does nothing else, on GitHub or elsewhere.

    Every ASCII sign is a character reference, which Markdown leaves alone. `parting` is an empty element: it stands behind
    signs, between letters and numbers and in long hexadecimal numbers, so that the host finds no pattern of its own.
    """
    # `visible` has left no NUL: it marks the places of the element.
    parted = HOST_SIGN.sub("\0", HEX_DIGITS.sub("\\g<0>\0", visible(text)))
    made = parting.join(part.translate(PUNCTUATION) for part in re.split("\0+", parted))
    return SPACES.sub("&#32;", made)


# ── HTML in a Markdown page ──────────────────────────────────────────────────────────────────────────────────────────

TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r'"([^"]*)"')
# Markdown must not see these inside a tag either; the rest is safe between a tag's quotation marks.
IN_ATTRIBUTES = {ord(sign): f"&#{ord(sign)};" for sign in "*_`[]{}()!\\<>&'\"~^=|"}


def html_in_markdown(html: str) -> str:
    """HTML → the same HTML on one line, every punctuation mark in its text a numeric character reference.

    Markdown, its extensions, Jinja and attribute lists then find nothing in it to act upon.
    """
    pieces, end, is_code = [], 0, False
    for tag in TAG.finditer(html):
        text = _text_in_markdown(html[end : tag.start()])
        # The lines of a block of code stay apart: a browser reads the reference as the end of a line.
        pieces.append(text.replace("\n", "&#10;") if is_code else text)
        name = tag.group()[1:-1].partition(" ")[0]
        is_code = name == "pre" or (is_code and name != "/pre")
        pieces.append(ATTRIBUTE.sub(lambda m: '"' + unescape(m.group(1)).translate(IN_ATTRIBUTES) + '"', tag.group()))
        end = tag.end()
    pieces.append(_text_in_markdown(html[end:]))
    return re.sub(r"\s*\n\s*", " ", "".join(pieces)).strip()


def _text_in_markdown(text: str) -> str:
    return unescape(text).translate(PUNCTUATION) if text.strip() else text
