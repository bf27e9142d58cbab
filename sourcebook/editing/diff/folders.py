"""Data folders to compare, of a revision or not to be trusted → folders that hold nothing but plain files.

A revision is read with `git ls-tree` and `git cat-file`: the work tree is not touched, no hook and no filter runs, and a
revision's name never stands where git could take it for an option. What is not a plain file of a fit size is not copied
but stood for by something that the loader refuses in its own words.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ...evidence.texts import COMMITTED
from ...model.git import GitMissing, git_output
from ...yamlfile.parse import MAX_BYTES

# Many times what a briefing of thousands of entities takes.
MOST_FILES = 50_000
MOST_BYTES = 256 << 20
# What a text may have that stands in the data folder.
MOST_TEXT = 16 << 20


class Unusable(Exception):
    """What was asked for cannot be compared at all: no such revision, no such folder, no repository; says why."""


class _File(NamedTuple):
    """A file of a folder: its path in it, whether it is a plain file, its size in bytes, and where its bytes are."""

    path: str
    plain: bool
    size: int
    where: str

    @property
    def fits(self) -> bool:
        """Whether it may be read: records and texts have a size that is fit for them."""
        return self.plain and self.size <= (MOST_TEXT if self.is_text else MAX_BYTES)

    @property
    def is_text(self) -> bool:
        return self.path.startswith(f"{COMMITTED}/")


def from_folder(folder: Path, to: Path) -> None:
    """Copy a data folder's plain files, or lead to it, if it has no others. Unusable if there is none."""
    if not folder.is_dir():
        raise Unusable(f"{folder} is not a folder")
    found = list(_walk(folder))
    _within_bounds(found, str(folder))
    if all(file.fits for file in found):
        to.parent.mkdir(parents=True)
        to.symlink_to(folder.absolute(), target_is_directory=True)
        return
    with _in_words():
        for file, target in _targets(to, found):
            target.write_bytes((folder / file.path).read_bytes())


def from_revision(revision: str, data: Path, to: Path) -> None:
    """Copy the data folder as it stands in a revision of the repository around it; nothing, where it has none."""
    folder = data.absolute()
    around = next(parent for parent in folder.parents if parent.is_dir())
    commit = _git(around, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        known = _git(around, "rev-parse", "--show-toplevel")
        raise Unusable(f"no revision {revision!r} here" if known else f"{around} is in no git repository")
    top = Path(os.fsdecode(_git(around, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    inside = PurePosixPath(around.resolve().relative_to(top.resolve())) / folder.relative_to(around).as_posix()
    tree = f"{commit.decode().strip()}:{'' if str(inside) == '.' else inside}"
    listed = _git(around, "ls-tree", "-r", "-z", "-l", "--full-tree", tree)
    found = list(_listed(listed or b""))
    _within_bounds(found, revision)
    with _in_words():
        targets = list(_targets(to, found))
        blobs = _blobs(around, [file.where for file, _ in targets])
        for (_, target), blob in zip(targets, blobs, strict=True):
            target.write_bytes(blob)


@contextmanager
def _in_words() -> Iterator[None]:
    """A tree that no file system can hold (a file that is a folder too, a name too long) is refused, not a traceback."""
    try:
        yield
    except OSError as error:
        raise Unusable(f"its files cannot be copied: {error.strerror}") from None


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What a git command prints; None if it fails. Unusable where there is no git."""
    try:
        return git_output(folder, *arguments, given=given)
    except GitMissing:
        raise Unusable("git is not installed") from None


def _listed(listing: bytes) -> Iterator[_File]:
    """The output of `ls-tree -r -z -l`: mode, type, object, size, tab, path."""
    for entry in filter(None, listing.split(b"\0")):
        described, _, path = entry.partition(b"\t")
        mode, kind, blob, size = described.decode("ascii").split()
        plain = kind == "blob" and mode.startswith("100")
        yield _File(os.fsdecode(path), plain, int(size) if size != "-" else 0, blob)


def _blobs(folder: Path, objects: list[str]) -> Iterator[bytes]:
    """The bytes of objects, in order, from one git process."""
    if not objects:
        return
    out = _git(folder, "cat-file", "--batch", given="".join(f"{name}\n" for name in objects).encode())
    if out is None:
        raise Unusable("git cannot read the revision's files")
    at = 0
    for _ in objects:
        end = out.index(b"\n", at)
        header = out[at:end].split()
        if len(header) != 3:
            raise Unusable("git cannot read the revision's files")
        size = int(header[2])
        yield out[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _walk(folder: Path) -> Iterator[_File]:
    """Every file below a folder, no symbolic link followed, in the order of names."""
    for root, folders, files in os.walk(folder, followlinks=False):
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        folders[:] = sorted(set(folders) - set(links))
        for name in sorted((*files, *links)):
            path = Path(root) / name
            status = path.lstat()
            inside = path.relative_to(folder).as_posix()
            yield _File(inside, stat.S_ISREG(status.st_mode), status.st_size, inside)


def _within_bounds(found: list[_File], name: str) -> None:
    if len(found) > MOST_FILES or sum(file.size for file in found if file.size <= MOST_TEXT) > MOST_BYTES:
        raise Unusable(f"{name} holds more than {MOST_FILES} files or {MOST_BYTES >> 20} MiB")


def _targets(to: Path, found: list[_File]) -> Iterator[tuple[_File, Path]]:
    to.mkdir(parents=True, exist_ok=True)
    return ((file, target) for file in found if (target := _target(to, file)) is not None)


def _target(to: Path, file: _File) -> Path | None:
    """Where to copy a file; None if it is not to be copied, and what stands for it has been made."""
    parts = PurePosixPath(file.path).parts
    if not parts or ".." in parts or file.path.startswith("/") or (os.sep != "/" and os.sep in file.path):
        raise Unusable(f"a path leads out of the data folder: {file.path!r}")
    path = to.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not file.plain:
        # A link that leads nowhere: the loader refuses links, whatever they lead to.
        path.symlink_to("refused")
    elif not file.fits:
        if not file.is_text:
            # A file that takes no room, of a size that the loader refuses.
            with path.open("wb") as hollow:
                hollow.truncate(MAX_BYTES + 1)
    else:
        return path
    return None
