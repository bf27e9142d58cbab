"""Whoever has the wheel can start a briefing of their own in an empty folder: nothing else of this repository is needed.

The wheel is built, installed into a fresh environment and used there, away from the repository. The libraries that it
needs are lent by the environment that runs the tests, so that nothing is fetched.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from .conftest import ROOT

# What only the repository has, and what would let a program find it.
FORGOTTEN = ("PYTHONPATH", "SOURCEBOOK_TEXTS", "GITHUB_ACTIONS", "SITE_URL", "REPO_URL")
# What a briefing has at its top: the shape of this repository, without the engine.
SHAPE = set(
    ".github .gitignore .vscode README.md data docs macros mkdocs.yml requirements.txt schema tests".split(),
)
STARTS_WITHIN = 60  # seconds


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the repository as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


class Fresh:
    """An environment that has the wheel, and an empty folder to work in."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        self.bin = folder / "venv" / "bin"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
        install = ["--python", self.bin / "python", "install", "--quiet", "--no-deps", "--no-index", wheel]
        subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", *install], check=True)
        # A line of a .pth file is put at the end of the path, and .pth files in that folder are not read: the package
        # itself, which the lender has installed for editing, is not lent.
        (own,) = (folder / "venv").glob("lib/python*/site-packages")
        (own / "lent.pth").write_text("".join(f"{path}\n" for path in sys.path if Path(path).name == "site-packages"))
        self.environment = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
        self.environment |= {
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
        }

    def start(self, *command: str, cwd: Path) -> subprocess.Popen[str]:
        """Start a program of the environment: a script of the wheel, or `python`."""
        return subprocess.Popen(
            [self.bin / command[0], *command[1:]],
            cwd=cwd,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command: str, cwd: Path) -> str:
        """What a program prints, which must end well."""
        started = self.start(*command, cwd=cwd)
        printed, _ = started.communicate()
        assert started.returncode == 0, printed
        return printed


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Fresh:
    """A fresh environment with the wheel in it."""
    return Fresh(tmp_path_factory.mktemp("fresh"), wheel)


@pytest.fixture(scope="module")
def briefing(fresh: Fresh) -> Path:
    """What `sourcebook init lighthouse` writes there."""
    fresh.run("sourcebook", "init", "lighthouse", cwd=fresh.folder)
    return fresh.folder / "lighthouse"


# ── The wheel ──


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sourcebook").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == files
    assert "sourcebook/editing/starter/.github/workflows/site.yml" in held
    assert "sourcebook/editing/starter/.gitignore" in held


def test_the_wheel_brings_its_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (licence,) = [name for name in archive.namelist() if name.endswith("LICENSE")]
        assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_the_environment_has_the_wheel_and_not_the_repository(fresh: Fresh) -> None:
    where = fresh.run("python", "-c", "import sourcebook; print(sourcebook.__file__)", cwd=fresh.folder)
    assert Path(where.strip()).is_relative_to(fresh.bin.parent)
    path = fresh.run("python", "-c", "import sys; print(*sys.path, sep='\\n')", cwd=fresh.folder)
    assert str(ROOT) not in path.splitlines()


# ── A briefing of one's own ──


def test_init_writes_the_shape_of_a_briefing(briefing: Path) -> None:
    assert {path.name for path in briefing.iterdir()} == SHAPE


def test_nothing_in_it_names_the_machine_it_was_started_on(briefing: Path) -> None:
    for path in briefing.rglob("*"):
        if path.is_file():
            assert str(briefing.parent) not in path.read_text("utf-8"), path
            assert str(ROOT) not in path.read_text("utf-8"), path
    requirements = (briefing / "requirements.txt").read_text("utf-8")
    assert "@SOURCEBOOK@" not in requirements
    assert "#   sourcebook @ https://" in requirements  # the wheel was a file of this machine


def test_it_passes_every_check(fresh: Fresh, briefing: Path) -> None:
    assert "0 errors, 0 warnings" in fresh.run("sourcebook", "check", cwd=briefing)


def test_a_strict_build_says_no_word_of_warning(fresh: Fresh, briefing: Path) -> None:
    printed = fresh.run("python", "-m", "mkdocs", "build", "--strict", "--site-dir", "../built", cwd=briefing)
    assert "WARNING" not in printed
    for root in ("", "zh/"):
        for page in ("index.html", "towers/sorrel-point/index.html", "sources/harbour-log/index.html"):
            assert (briefing.parent / "built" / root / page).is_file()
    assert "Claims in this briefing: 5." in (briefing.parent / "built" / "index.html").read_text("utf-8")
    assert "本简报的陈述：5条。" in (briefing.parent / "built" / "zh" / "index.html").read_text("utf-8")


def test_its_own_tests_pass(fresh: Fresh, briefing: Path) -> None:
    assert "3 passed" in fresh.run("python", "-m", "pytest", "-p", "no:cacheprovider", cwd=briefing)


@pytest.fixture
def address(fresh: Fresh, briefing: Path) -> Iterator[str]:
    """Where `mkdocs serve` shows it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = fresh.start("python", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", cwd=briefing)
    yield f"http://127.0.0.1:{port}/"
    started.terminate()
    started.communicate()


def fetched(url: str) -> str:
    """A page of a server that may not be up yet."""
    ends = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            with urllib.request.urlopen(url, timeout=STARTS_WITHIN) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.URLError:
            assert time.monotonic() < ends, "mkdocs serve shows nothing"
            time.sleep(0.2)


def words(page: str) -> str:
    """What a page says, with plain spaces."""
    return " ".join(html.fromstring(page).text_content().split())


def test_serve_shows_it_with_the_package_s_theme(address: str) -> None:
    assert "Its lamp burned for the first time on 3 March 1901." in words(fetched(address))
    assert "它的灯于1901年3月3日首次点亮。" in words(fetched(f"{address}zh/towers/sorrel-point/"))
    assert fetched(f"{address}assets/sourcebook.css")
