"""The build of the whole site: the default edition first, then every other one inside it, then the site is published."""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from .edition import EditionBuild, attach
from .publish import swap
from .server import ServedSite


def finish_site(config: MkDocsConfig, build: EditionBuild, warned: CountHandler, served: ServedSite | None) -> None:
    """The default edition is built: build the others inside it, then let the whole site take the place of the last one.

    Abort, if the build is strict and something warned; then nothing is published. `served` is what a running server shows.
    """
    for lang in build.languages[1:]:
        _build_inside(config, build.in_other_language(lang))
    count = sum(number for _, number in warned.get_counts())
    if config.strict and count:
        plural = "s" if count != 1 else ""
        raise Abort(f"Aborted with {count} warning{plural} in strict mode; the last good site stands.")
    if served is not None and build.deferred is not None:
        served.finish(build.deferred, build.folders.building)
    swap(Path(config.site_dir), build.folders.target)
    config.site_dir = str(build.folders.target)


def _build_inside(config: MkDocsConfig, build: EditionBuild) -> None:
    """Build an edition with the same configuration file, into a folder of the site that `config` builds (`zh/`)."""
    other = load_config(
        config_file=config.config_file_path,
        site_dir=str(Path(config.site_dir) / build.lang),
        site_url=f"{build.web.home}{build.root}" if build.web.home else "",
        strict=config.strict,
        use_directory_urls=config.use_directory_urls,
    )
    attach(other, build)
    build_site(other)
