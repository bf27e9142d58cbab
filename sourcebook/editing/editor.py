"""What makes an editor know the data: the schemas beside it, the first line of each file, and VS Code's settings.

All of it follows from the models and the data, and is written anew by one command. Only the list of known addresses
changes with every claim; it may lag behind, because an address that is not in it is no mistake while it has the form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..model import QUESTIONS, SOURCES
from ..model.loading import SETTINGS, WORDS, Loaded
from . import schema, snippets
from .modeline import SCHEMAS, schema_folder, with_modeline
from .schema.known import ADDRESSES
from .write_files import FileChange

VSCODE = ".vscode"


class Outdated(NamedTuple):
    """What is not as it should be: `changes` to write, schemas of kinds that are `gone`, and the list of addresses
    (`lagging`) if it is behind the data, which does no harm."""

    changes: tuple[FileChange, ...]
    gone: tuple[Path, ...]
    lagging: tuple[FileChange, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that are out of date, the list of addresses aside."""
        return (*(change.path for change in self.changes), *self.gone)


def outdated(loaded: Loaded) -> Outdated:
    """A loaded briefing → what has to be written or deleted so that editors know it.

    Refused where a field of a model has no guidance.
    """
    folder = schema_folder(loaded.root)
    wanted = dict(files(loaded, folder.parent))
    kept = {*wanted, _addresses_file(folder)}
    return Outdated(
        changes=(*_changes_to(wanted), *modelines(loaded)),
        gone=tuple(path for path in sorted(folder.glob("*.json")) if path not in kept),
        lagging=tuple(lagging(loaded)),
    )


def lagging(loaded: Loaded) -> list[FileChange]:
    """The change that brings the list of known addresses up to date, if it is behind the data."""
    file = _addresses_file(schema_folder(loaded.root))
    return list(_changes_to({file: _addresses(loaded)}))


def modelines(loaded: Loaded) -> Iterator[FileChange]:
    """The data files whose first line does not name their schema."""
    for address, data_file in loaded.files.items():
        after = with_modeline(data_file.data, address)
        if after != data_file.data:
            yield FileChange(loaded.root / f"{address}.yml", data_file.data, after)


def files(loaded: Loaded, project: Path) -> Iterator[tuple[Path, str]]:
    """The files that a project's folder has for editors beside its data, the list of addresses aside, with their texts."""
    for name, content in schema.schemas(loaded.briefing).items():
        yield project / SCHEMAS / f"{name}.json", _json(content)
    yield project / VSCODE / "settings.json", _json(_settings(loaded))
    yield project / VSCODE / "extensions.json", _json({"recommendations": ["redhat.vscode-yaml"]})
    yield project / VSCODE / "sourcebook.code-snippets", _json(snippets.snippets(loaded.briefing))


def new_files(loaded: Loaded, project: Path) -> list[FileChange]:
    """The same and the list of addresses, for a project that has none of them yet."""
    texts = [*files(loaded, project), (_addresses_file(project / SCHEMAS), _addresses(loaded))]
    return [FileChange(path, b"", text.encode(), is_new=True) for path, text in texts]


def _addresses_file(folder: Path) -> Path:
    return folder / f"{ADDRESSES}.json"


def _addresses(loaded: Loaded) -> str:
    return _json(schema.known_addresses(loaded.briefing))


def _settings(loaded: Loaded) -> dict[str, object]:
    """VS Code's settings: which schema a file has before it has its first line; formatting is left to `format`."""
    data = loaded.root.name
    folders = (*loaded.briefing.settings.kinds, SOURCES, QUESTIONS)
    globs = {folder: f"{data}/{folder}/*.yml" for folder in folders}
    globs |= {name: f"{data}/{name}.yml" for name in (SETTINGS, WORDS)}
    return {
        "yaml.schemas": {f"./{SCHEMAS}/{schema.schema_of(name)}.json": [glob] for name, glob in globs.items()},
        "yaml.schemaStore.enable": False,
        "yaml.customTags": ["!ENV scalar", "!ENV sequence"],  # those of mkdocs.yml; the reader refuses any in the data
        "yaml.format.enable": False,
        "redhat.telemetry.enabled": False,
        "[yaml]": {
            "editor.formatOnSave": False,
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
        },
        "files.encoding": "utf8",
        "files.insertFinalNewline": True,
    }


def _json(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _changes_to(wanted: Mapping[Path, str]) -> Iterator[FileChange]:
    """The files that do not hold the text that they should, each as the change that gives it to them."""
    for path, text in wanted.items():
        is_there = path.is_file()
        before = path.read_bytes() if is_there else b""
        if before != text.encode():
            yield FileChange(path, before, text.encode(), is_new=not is_there)
