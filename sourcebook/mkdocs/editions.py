"""The build of the whole site: the default edition first, then every other one inside it, then the site is published."""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from . import alternates
from .edition import EditionBuild, attach
from .publish import swap
from .search_feed import write_index
from .server import ServedSite


def write_lists(edition: EditionBuild, folder: Path) -> None:
    """Write the files about a whole edition into the folder of its site: the search, llms.txt, the feed, the picture."""
    write_index(edition, folder)
    alternates.write_lists(edition, folder)
    if edition.target is not None:
        alternates.write_picture(edition, folder)


def finish_site(
    config: MkDocsConfig, edition: EditionBuild, target: Path, warned: CountHandler, site: ServedSite | None
) -> None:
    """The default edition is built: build the others inside it, then let the whole site take the place of the last one.

    Abort, if the build is strict and something warned; then nothing is published. `site` is what a running server shows.
    """
    for lang in edition.languages[1:]:
        _build_inside(config, edition.in_other_language(lang))
    count = sum(number for _, number in warned.get_counts())
    if config.strict and count:
        plural = "s" if count != 1 else ""
        raise Abort(f"Aborted with {count} warning{plural} in strict mode; the last good site stands.")
    if site is not None and edition.deferred is not None:
        site.finish(edition.deferred, edition.building)
    swap(Path(config.site_dir), target)
    config.site_dir = str(target)


def _build_inside(config: MkDocsConfig, edition: EditionBuild) -> None:
    """Build an edition with the same configuration file, into a folder of the site that `config` builds (`zh/`)."""
    other = load_config(
        config_file=config.config_file_path,
        site_dir=str(Path(config.site_dir) / edition.lang),
        site_url=f"{edition.home}{edition.root}" if edition.home else "",
        strict=config.strict,
        use_directory_urls=config.use_directory_urls,
    )
    attach(other, edition)
    build(other)
