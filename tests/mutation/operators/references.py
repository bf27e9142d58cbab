"""Slips of reference: what is named is not there, is of another kind, or is the thing itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.model import QUESTIONS, SOURCES

from ..tree import File, Mutant, Node
from .registry import operator
from .words import ID_LETTERS, mistyped

LINK = re.compile(r"\[\[([^\[\]|]+)(\|[^\[\]|]+)?\]\]")


def _links(file: File) -> Iterator[tuple[Node, int, re.Match]]:
    """(the text, where it begins, the link in it) for every link of a file."""
    for node in file.nodes:
        if node.is_wording:
            for link in LINK.finditer(file.text[node.start : node.end]):
                yield node, node.start, link


def _addresses(file: File) -> Iterator[Node]:
    """The values that are addresses."""
    for node in file.nodes:
        inside = node.pattern[:-1]
        if node.kind == "text" and (
            inside in (("about",), ("different_from",), ("positions", "*", "claims"))
            or (node.pattern == ("claims", "*", "states", "*") and "/" in node.value)
        ):
            yield node


def _source_names(file: File) -> Iterator[Node]:
    """The values that name a source."""
    for node in file.nodes:
        if node.kind == "text" and (
            node.pattern == ("claims", "*", "sources", "*", "source")
            or node.pattern in (("aliases", "*", "sources", "*"), ("read", "*"))
        ):
            yield node


@operator("reference")
def link_mistyped(file: File) -> Iterator[Mutant]:
    """One letter of an address between [[ ]] is wrong."""
    for node, at, link in _links(file):
        wrong = mistyped(link.group(1), file.random("link", node.path, link.start()), ID_LETTERS)
        yield file.changed((at + link.start(1), at + link.end(1), wrong))


@operator("reference")
def link_in_another_form(file: File) -> Iterator[Mutant]:
    """The address of a link is written as a path or an address on the web is."""
    for node, at, link in _links(file):
        address = link.group(1)
        forms = [f"/{address}", f"{address}/", f"{address}.yml", f"data/{address}.yml", address.replace("/", "\\"),
                 address.replace("/", " / "), address.partition("/")[2], address.upper(), f" {address}",
                 f"{address}#top", address.replace("-", "_")]  # fmt: skip
        wrong = file.random("form", node.path, link.start()).choice([form for form in forms if form != address])
        if node.style != '"' or "\\" not in wrong:
            yield file.changed((at + link.start(1), at + link.end(1), wrong))


@operator("reference")
def link_brackets_broken(file: File) -> Iterator[Mutant]:
    """One of the four brackets of a link is missing."""
    for node, at, link in _links(file):
        start, end = at + link.start(), at + link.end()
        where = file.random("bracket", node.path, link.start()).choice([(start, start + 1), (end - 1, end)])
        yield file.changed((*where, ""))


@operator("reference")
def link_in_single_brackets(file: File) -> Iterator[Mutant]:
    """A link stands between [ ]."""
    for _, at, link in _links(file):
        start, end = at + link.start(), at + link.end()
        yield file.changed((start, start + 1, ""), (end - 1, end, ""))


@operator("reference")
def link_in_markdown(file: File) -> Iterator[Mutant]:
    """A link is written as Markdown writes it."""
    for _, at, link in _links(file):
        words = (link.group(2) or "|it")[1:]
        yield file.changed((at + link.start(), at + link.end(), f"[{words}]({link.group(1)})"))


@operator("reference")
def link_without_words(file: File) -> Iterator[Mutant]:
    """The bar of a link has no words behind it."""
    for _, at, link in _links(file):
        words = link.group(2) or ""
        end = at + link.end() - 2
        yield file.changed((end - len(words), end, "|"))


@operator("reference")
def link_with_full_width_bar(file: File) -> Iterator[Mutant]:
    """The bar of a link comes from a Chinese keyboard."""
    for _, at, link in _links(file):
        if link.group(2):
            yield file.changed((at + link.start(2), at + link.start(2) + 1, "｜"))


@operator("reference")
def link_in_chinese_brackets(file: File) -> Iterator[Mutant]:
    """The brackets of a link come from a Chinese keyboard."""
    for _, at, link in _links(file):
        start, end = at + link.start(), at + link.end()
        yield file.changed((start, start + 2, "【【"), (end - 2, end, "】】"))


@operator("reference", reader=True)
def link_to_its_own_page(file: File) -> Iterator[Mutant]:
    """A sentence links to the page on which it stands: no fault, but seldom meant."""
    for node, at, link in _links(file):
        if node.pattern[:1] == ("claims",) and link.group(1) != file.address:
            yield file.changed((at + link.start(1), at + link.end(1), file.address))


@operator("reference")
def address_mistyped(file: File) -> Iterator[Mutant]:
    """One letter of an address is wrong where a question, a statement or a difference names it."""
    for node in _addresses(file):
        for turn in range(2):
            wrong = mistyped(node.value, file.random("address", node.path, turn), ID_LETTERS)
            yield file.changed((node.start, node.end, wrong))


@operator("reference")
def address_in_another_form(file: File) -> Iterator[Mutant]:
    """An address is written as a path or an address on the web is."""
    for node in _addresses(file):
        address = node.value
        for wrong in (
            f"/{address}",
            f"{address}/",
            f"{address}.yml",
            address.partition("/")[2],
            address.upper(),
            f"{address}/x",
        ):
            yield file.changed((node.start, node.end, wrong))


@operator("reference")
def link_for_an_address(file: File) -> Iterator[Mutant]:
    """An address stands between [[ ]] where none are needed."""
    for node in _addresses(file):
        yield file.changed((node.start, node.end, f'"[[{node.value}]]"'))


@operator("reference")
def value_of_another_kind(file: File) -> Iterator[Mutant]:
    """A claim states a property of something that the property does not lead to."""
    for node in file.nodes:
        declared = file.briefing.settings.properties.get(node.name)
        if node.pattern == ("claims", "*", "states", "*") and declared:
            for kind in file.briefing.settings.kinds:
                if kind not in declared.to and file.briefing.of_kind(kind):
                    other = file.random("kind", node.path, kind).choice(file.briefing.of_kind(kind)).address
                    yield file.changed((node.start, node.end, other))


@operator("reference")
def property_of_another_kind(file: File) -> Iterator[Mutant]:
    """A claim states a property that things of its kind do not have."""
    for node in file.nodes:
        if node.pattern == ("claims", "*", "states", "*"):
            for name, declared in file.briefing.settings.properties.items():
                if file.folder not in declared.from_ and name not in {child.name for child in node.parent.children}:
                    yield file.changed((node.key_start, node.key_end, name))


@operator("reference")
def claim_for_an_entity(file: File) -> Iterator[Mutant]:
    """A claim states a property of a claim, or of a source."""
    for node in file.nodes:
        if node.pattern == ("claims", "*", "states", "*") and node.value in file.briefing.entities:
            claims = file.briefing.entities[node.value].claims
            for other in [f"{node.value}/{next(iter(claims))}"] * bool(claims) + [next(iter(file.briefing.sources))]:
                yield file.changed((node.start, node.end, other))


@operator("reference")
def stated_of_itself(file: File) -> Iterator[Mutant]:
    """A claim states a property of its own subject."""
    for node in file.nodes:
        declared = file.briefing.settings.properties.get(node.name)
        if node.pattern == ("claims", "*", "states", "*") and declared and file.folder in declared.to:
            yield file.changed((node.start, node.end, file.address))


@operator("reference")
def different_from_itself(file: File) -> Iterator[Mutant]:
    """A record is told apart from itself."""
    for node in file.nodes:
        if node.pattern == ("different_from", "*"):
            yield file.changed((node.start, node.end, file.address))


@operator("reference")
def entity_for_a_claim(file: File) -> Iterator[Mutant]:
    """A position is carried by a page, not by a claim."""
    for node in file.nodes:
        if node.pattern == ("positions", "*", "claims", "*"):
            yield file.changed((node.start, node.end, node.value.rpartition("/")[0]))


@operator("reference")
def claim_in_two_positions(file: File) -> Iterator[Mutant]:
    """A claim carries two positions of one question."""
    lists = [node for node in file.nodes if node.pattern == ("positions", "*", "claims")]
    for node in lists:
        for other in lists:
            if other is not node and node.style == "block":
                last = node.children[-1]
                margin = file.text[file.line_span(last.start, last.start)[0] : last.start]
                here, there = file.line(last.end) + 1, file.line(other.children[0].start)
                edit = (last.end, last.end, f"\n{margin}{other.children[0].value}")
                yield file.changed(edit, line=here, also=(there + (there >= here),))


@operator("reference")
def source_mistyped(file: File) -> Iterator[Mutant]:
    """One letter in the name of a source is wrong."""
    for node in _source_names(file):
        for turn in range(3):
            wrong = mistyped(node.value, file.random("source", node.path, turn), ID_LETTERS)
            yield file.changed((node.start, node.end, wrong))


@operator("reference")
def source_in_another_form(file: File) -> Iterator[Mutant]:
    """A source is named by its path, its file or its title."""
    for node in _source_names(file):
        source = file.briefing.source(node.value)
        forms = [
            f"{SOURCES}/{node.value}",
            f"{node.value}.yml",
            source.file,
            node.value.replace("-", "_"),
            node.value.upper(),
        ]
        yield file.changed((node.start, node.end, file.random("source form", node.path).choice(forms)))


@operator("reference")
def position_mistyped(file: File) -> Iterator[Mutant]:
    """The position that the editors prefer is none of the question's."""
    for node in file.nodes:
        if node.pattern == ("prefers",) and file.folder == QUESTIONS:
            for turn in range(5):
                yield file.changed(
                    (node.start, node.end, mistyped(node.value, file.random("prefers", turn), ID_LETTERS))
                )


@operator("reference")
def kind_mistyped(file: File) -> Iterator[Mutant]:
    """A property runs between kinds, one of which is mistyped."""
    for node in file.nodes:
        if node.pattern in (("properties", "*", "from", "*"), ("properties", "*", "to", "*")):
            yield file.changed((node.start, node.end, mistyped(node.value, file.random("end", node.path))))


@operator("reference")
def text_file_mistyped(file: File) -> Iterator[Mutant]:
    """The file of a source is a path, or nothing."""
    for node in file.nodes:
        if node.pattern == ("file",):
            for wrong in (f"texts/{node.value}", f"../{node.value}", f"C:\\{node.value}", f"/tmp/{node.value}"):
                yield file.changed((node.start, node.end, wrong))


@operator("reference")
def file_with_another_ending(file: File) -> Iterator[Mutant]:
    """A record has a name that no record may have, or stands where none may stand."""
    if not file.folder:
        return
    stem = file.name.removesuffix(".yml")
    other_folder = f"{file.folder}s/{stem.rpartition('/')[2]}.yml"
    for name in (f"{stem}.yaml", f"{stem}.YML", stem, f"{stem}.yml.txt", other_folder):
        yield Mutant(file.name, frozenset({1}), file.text.encode(), f"moved to {name}", moved_to=name)


@operator("reference")
def file_copied_by_a_file_manager(file: File) -> Iterator[Mutant]:
    """A record lies beside its copy, which has a name that no record may have."""
    stem = file.name.removesuffix(".yml")
    for name in (f"{stem} 2.yml", f"{stem} (1).yml", f"{stem}_old.yml", f"{stem}.yml.orig") if file.folder else ():
        yield Mutant(name, frozenset({1}), file.text.encode(), f"copied to {name}")


@operator("reference")
def record_copied(file: File) -> Iterator[Mutant]:
    """A record was copied as the beginning of another one, and left as it was."""
    if file.folder:
        name = f"{file.address}-2.yml"
        yield Mutant(name, frozenset(range(1, file.text.count("\n") + 2)), file.text.encode(), f"copied to {name}")
