"""Data folders to compare, of a revision or of strangers → folders that hold nothing but plain files.

A revision is read with `git ls-tree` and `git cat-file`: the work tree is not touched, no hook and no filter runs, and a
revision's name never stands where git could take it for an option. What is not a plain file of a fit size is not copied.
Something else stands in its place that the loader refuses in its own words: a broken link, or an empty file that is too
large.
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
    """A file of a folder: its path in it, whether it is a plain file, its size in bytes, and in a revision the name of the
    git object that holds its bytes."""

    path: str
    is_plain: bool
    size: int
    blob: str = ""

    @property
    def fits(self) -> bool:
        """Whether it may be read: it is a plain file, and no larger than a record or a text may be."""
        limit = MOST_TEXT if self.is_text else MAX_BYTES
        return self.is_plain and self.size <= limit

    @property
    def is_text(self) -> bool:
        return self.path.startswith(f"{COMMITTED}/")


def from_folder(folder: Path, to: Path) -> None:
    """Make `to` a copy of a data folder's plain files; or a link to the folder, if it has no others.

    Unusable if it is no folder, or holds too much.
    """
    if not folder.is_dir():
        raise Unusable(f"{folder} is not a folder")
    files = list(_walk(folder))
    _require_within_bounds(files, str(folder))
    if all(file.fits for file in files):
        to.parent.mkdir(parents=True)
        to.symlink_to(folder.absolute(), target_is_directory=True)
        return
    with _in_words():
        for file, target in _targets(to, files):
            target.write_bytes((folder / file.path).read_bytes())


def from_revision(revision: str, data: Path, to: Path) -> None:
    """Copy the data folder as it stands in a revision of the repository around it to `to`; nothing, where it has none.

    Unusable if there is no such revision or no repository, or the folder holds too much.
    """
    folder = data.absolute()
    around = next(parent for parent in folder.parents if parent.is_dir())
    commit = _git(around, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        known = _git(around, "rev-parse", "--show-toplevel")
        raise Unusable(f"no revision {revision!r} here" if known else f"{around} is in no git repository")
    toplevel = _git(around, "rev-parse", "--show-toplevel") or b""
    top = Path(os.fsdecode(toplevel.rstrip(b"\n")))
    inside = PurePosixPath(around.resolve().relative_to(top.resolve())) / folder.relative_to(around).as_posix()
    tree = f"{commit.decode().strip()}:{'' if str(inside) == '.' else inside}"
    listed = _git(around, "ls-tree", "-r", "-z", "-l", "--full-tree", tree)
    files = list(_listed(listed or b""))
    _require_within_bounds(files, revision)
    with _in_words():
        targets = list(_targets(to, files))
        blobs = _blobs(around, [file.blob for file, _ in targets])
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
        is_plain = kind == "blob" and mode.startswith("100")
        yield _File(os.fsdecode(path), is_plain, int(size) if size != "-" else 0, blob)


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
            yield _File(path.relative_to(folder).as_posix(), stat.S_ISREG(status.st_mode), status.st_size)


def _require_within_bounds(files: list[_File], name: str) -> None:
    total = sum(file.size for file in files if file.size <= MOST_TEXT)  # larger ones are not read
    if len(files) > MOST_FILES or total > MOST_BYTES:
        raise Unusable(f"{name} holds more than {MOST_FILES} files or {MOST_BYTES >> 20} MiB")


def _targets(to: Path, files: list[_File]) -> Iterator[tuple[_File, Path]]:
    """The files that may be read, each with the path to which to copy it; what stands in place of the others is made."""
    to.mkdir(parents=True, exist_ok=True)
    for file in files:
        target = _target(to, file)
        if file.fits:
            yield file, target
        else:
            _stand_in(file, target)


def _target(to: Path, file: _File) -> Path:
    """The path of a file in the copy; its folder is made. Unusable if the path leads out of the copy."""
    parts = PurePosixPath(file.path).parts
    if not parts or ".." in parts or file.path.startswith("/") or (os.sep != "/" and os.sep in file.path):
        raise Unusable(f"a path leads out of the data folder: {file.path!r}")
    path = to.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _stand_in(file: _File, target: Path) -> None:
    """Make what stands in place of a file that is not read: for a record, something that the loader refuses."""
    if not file.is_plain:
        # A link that leads nowhere: the loader refuses links, whatever they lead to.
        target.symlink_to("refused")
    elif not file.is_text:
        # A file that takes no room, of a size that the loader refuses.
        with target.open("wb") as hollow:
            hollow.truncate(MAX_BYTES + 1)
