"""The first line of a data file, which names its schema to any editor that runs the yaml-language-server."""

from __future__ import annotations

import re
from pathlib import Path

from .schema import schema_of

SCHEMAS = "schema"
MODELINE = re.compile(rb"# yaml-language-server:[^\n]*\n")
# The comments and empty lines above the first key; none at all is a head too.
HEAD = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\n)*")


def schema_folder(root: Path) -> Path:
    """A data folder → the folder of its schemas, beside it, whether it is there or not."""
    return root.absolute().parent / SCHEMAS


def modeline(address: str) -> str:
    """The address of a data file → its first line, without a line end."""
    up = "../" * (address.count("/") + 1)
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{schema_of(address)}.json"


def with_modeline(data: bytes, address: str) -> bytes:
    """A data file's bytes and its address → the same with its first line as it should be, and no other one of the kind.

    The line ends as the first line of the file does, with LF or CR LF.
    """
    first_line = data[: data.find(b"\n") + 1]
    line_end = b"\r\n" if first_line.endswith(b"\r\n") else b"\n"
    match = HEAD.match(data)
    head = match[0] if match else b""
    return modeline(address).encode() + line_end + MODELINE.sub(b"", head) + data[len(head) :]
