"""The broken cases: what an editor does to the miniature briefing, and what the check answers.

A case is one file, `RULE/CASE.yml`, in the folder of the rule that answers it:

    # What the editor did wrong, where the name of the file does not say it.
    edits:
      - file: data/concerts/first-rehearsal.yml
        old: "topic: music"
        new: "topic: musik"
    messages:
      - file: data/concerts/first-rehearsal.yml
        at: "    topic: ▸musik"
        error: there is no topic “musik”
        hint: did you mean “music”?
        rule: known_topics

An edit names a file, from the root of the project, and one thing that is done to it:

    old, new         the text `old`, which stands there once, becomes `new`
    write            the whole file is this text; in another encoding than UTF-8 if `encoding` names one
    append           this text is added at the end
    copy_of          the whole file is a copy of this one, named from the folder tests/
    rename_to        the file is called this, in the same folder
    link_to          a symbolic link to this stands here
    delete: true     the file goes

`times: 1000` repeats what is written or appended. `texts: false`, beside `edits`, hides the source texts that may only be
cited. `example: true` chooses the case that explains its rule to an editor, in `sourcebook explain` and in the site; each rule
has one. A case that edits a page below docs/ is built; every other one is checked.

A message says where it stands by the text of the line, with `▸` before the column, so that it does not change when a line is
added elsewhere in the file. If the same line stands there more than once, `which: 2 of 3` says which one it is. A message
about a file as a whole has no `at`. `python -m pytest tests/test_broken.py --accept` writes `messages` anew, and leaves
alone what stands above.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..conftest import Project

FOLDER = Path(__file__).parent
MARK = "▸"
MESSAGES = re.compile(r"^messages:.*\Z", re.MULTILINE | re.DOTALL)
# A message as `sourcebook check` prints it for people.
PRINTED = re.compile(
    r"^(?P<file>\S.*?):(?P<line>\d+):(?P<column>\d+): (?P<warning>warning: )?(?P<says>.+) \[(?P<rule>[a-z_0-9]+)\]"
    r"(?:\n    (?P<hint>.+))?\n",
    re.MULTILINE,
)
LINE_NUMBER = re.compile(r"\bline (\d+)")
LONGEST = 160  # characters; of a longer line, only some of what follows the mark is shown
SHOWN = 20

Message = dict[str, str]


class Case(NamedTuple):
    """A slip: its file, what is done to the miniature briefing, whether the texts are at hand, whether it is the example of
    its rule, and the expected messages."""

    file: Path
    edits: list[dict[str, Any]]
    texts: bool
    is_example: bool
    messages: list[Message]

    @property
    def name(self) -> str:
        return self.file.stem

    @property
    def rule(self) -> str:
        return self.file.parent.name

    @property
    def is_built(self) -> bool:
        """Whether it is a slip in a hand-written page: these are read by a build only."""
        return any(edit["file"].startswith("docs/") for edit in self.edits)

    def apply(self, project: Project) -> None:
        """Make the slip in a copy of the miniature briefing."""
        for edit in self.edits:
            _apply(project, **edit)


@functools.cache
def cases() -> dict[str, Case]:
    """Every case by its name, in the order of their rules; read once in a run of the tests."""
    return read_cases()


def read_cases() -> dict[str, Case]:
    """Every case as its file is now."""
    read = [_read(file) for file in sorted(FOLDER.glob("*/*.yml"))]
    found = {case.name: case for case in read}
    assert len(found) == len(read), "two cases have the same name"
    return found


def cases_of(*rules: str) -> list[Case]:
    """The cases that stand in the folders of these rules."""
    return [case for case in cases().values() if case.rule in rules]


def _read(file: Path) -> Case:
    told = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    unknown = told.keys() - {"edits", "texts", "example", "messages"}
    assert not unknown, f"{file.name}: {unknown}"
    return Case(file, told["edits"], told.get("texts", True), told.get("example", False), told["messages"])


def _apply(project: Project, file: str, **edit: Any) -> None:
    """Do one edit. Anything that is not one of the edits above is a mistake in the case."""
    path = project.root / file
    times = edit.pop("times", 1)
    encoding = edit.pop("encoding", "utf-8")
    match edit:
        case {"old": old, "new": new, **rest} if not rest:
            count = path.read_text("utf-8").count(old)
            assert count == 1, f"{old!r} stands in {file} {count} times"
            project.edit(file, old, new)
        case {"write": text, **rest} if not rest:
            project.write(file, (text * times).encode(encoding))
        case {"append": text, **rest} if not rest:
            project.write(file, path.read_text("utf-8") + text * times)
        case {"copy_of": other, **rest} if not rest:
            project.write(file, (FOLDER.parent / other).read_bytes())
        case {"rename_to": name, **rest} if not rest:
            path.rename(path.with_name(name))
        case {"link_to": target, **rest} if not rest:
            path.symlink_to(target)
        case {"delete": True, **rest} if not rest:
            path.unlink()
        case _:
            raise AssertionError(f"no such edit of {file}: {edit}")


# ── Messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def messages_in(printed: str, root: Path) -> list[Message]:
    """What was printed for people about the project at `root` → its messages, each with its place as a case says it."""
    found = list(PRINTED.finditer(printed))
    assert "".join(match.group() for match in found) == printed, f"these are not messages only:\n{printed}"
    return [_message(match, root) for match in found]


def _message(match: re.Match[str], root: Path) -> Message:
    lines = _lines(root / match["file"])

    def named(number: re.Match[str]) -> str:
        line, which = _which(lines, int(number[1]))
        return f"line ⟨{line}⟩" + (f" ({which})" if which else "")

    message = {"file": match["file"], **_spot(lines, int(match["line"]), int(match["column"]))}
    message["warning" if match["warning"] else "error"] = LINE_NUMBER.sub(named, match["says"])
    if match["hint"]:
        message["hint"] = LINE_NUMBER.sub(named, match["hint"])
    return {**message, "rule": match["rule"]}


def _lines(path: Path) -> list[str]:
    """The lines of a file; none where there is no plain file. A byte that is not UTF-8 counts as one character."""
    if path.is_symlink() or not path.is_file():
        return []
    return path.read_bytes().decode("utf-8", "replace").split("\n")


def _spot(lines: list[str], line: int, column: int) -> Message:
    """A line and a column, from 1 → the text of the line with a mark in it, and which of several such lines it is."""
    if not lines:
        assert (line, column) == (1, 1), "a file that cannot be read has no lines"
        return {}
    text, which = _which(lines, line)
    assert column <= len(text) + 1, f"line {line} has no column {column}"
    before, after = text[: column - 1], text[column - 1 :]
    if len(text) > LONGEST:
        after = f"{after[:SHOWN]}…"
    return {"at": before + MARK + after, **({"which": which} if which else {})}


def _which(lines: list[str], line: int) -> tuple[str, str]:
    """The text of a line, and which one it is of several with the same text, as `2 of 3`."""
    text = lines[line - 1]
    same = [number for number, other in enumerate(lines, 1) if other == text]
    return text, f"{same.index(line) + 1} of {len(same)}" if len(same) > 1 else ""


# ── How a case is written ────────────────────────────────────────────────────────────────────────────────────────────


def with_messages(text: str, messages: list[Message]) -> str:
    """The text of a case with other messages; what stands above them stays as it is."""
    return MESSAGES.sub("", text) + as_yaml({"messages": messages})


def as_yaml(value: object) -> str:
    """YAML, in which every character that cannot be seen, or that looks like another one, is written as `\\uXXXX`."""
    dumped = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return "".join(f"\\u{ord(sign):04x}" if _is_unclear(sign) else sign for sign in dumped)


class _Dumper(yaml.SafeDumper):
    """Lists stand deeper than their key, texts of several lines as such, and unclear characters between quotes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        """Double quotes rather than single ones, where nothing inside would have to be escaped."""
        style: str = super().choose_scalar_style()
        return '"' if style == "'" and not {*'"\\'} & {*str(getattr(self.event, "value", ""))} else style


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if any(_is_unclear(sign) for sign in text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _is_unclear(sign: str) -> bool:
    """Whether a reader of a case could take a character for another one, or miss it: it is a control, a space of another
    kind, a combining mark, a letter like a Latin one, or a radical."""
    if sign in "\n …":
        return False
    if unicodedata.category(sign)[0] in "CZM":
        return True
    return unicodedata.name(sign, "").startswith(("CYRILLIC", "KANGXI"))
