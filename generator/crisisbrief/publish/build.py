"""Build the site, or serve it on this machine while people write: MkDocs with our manners about faults and files."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from crisisbrief.errors import BriefError
from crisisbrief.publish.assemble import Command, assemble, kept_parts
from crisisbrief.publish.configured import configured, faults
from crisisbrief.publish.plugin import BriefPlugin

BESIDE = ".site-"
"""How the folder is called in which a site comes to be, and which a killed build leaves."""
FRESH, OLD, MOVED = "fresh", "old", "moved.json"
"""In it the new site, the one before, and what the new one got from there."""
log = logging.getLogger(__name__)


def build(root: Path, *, strict: bool = True, progress: Callable[[str], None] = lambda _: None) -> Path:
    """Build the pages under `root`/content into the site folder and return that; a failed build leaves the old site."""
    with faults(root):
        config = configured(root, strict)
        site = Path(config.site_dir)
        _build(config, root, site, "build", progress)
    return site


def site_of(root: Path, pages: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a site of `pages` alone (by path under content/), in the theme of the project at `root`, by path
    under the site's folder. Neither the project's content/ nor its site/ is read or touched."""
    with tempfile.TemporaryDirectory(prefix="crisisbrief-") as folder, faults(root):
        content, site = Path(folder) / "content", Path(folder) / "site"
        for name, page in pages.items():
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, "utf-8")
        # Wherever the files end up, they have no address of their own.
        config = configured(root, strict=True, docs_dir=str(content), site_dir=str(site), site_url="")
        config.plugins.on_startup(command="build", dirty=False)
        cast(BriefPlugin, config.plugins["crisisbrief"]).travels = True
        mkdocs_build(config)
        paths = sorted(path for path in site.rglob("*") if path.is_file())
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def _build(config: MkDocsConfig, root: Path, site: Path, command: Command, progress: Callable[[str], None]) -> None:
    """Build beside `site` and put the whole in its place."""
    with kept_parts(root) as cache:
        for left in site.parent.glob(f"{BESIDE}*"):
            _clear(left, site)
        with tempfile.TemporaryDirectory(prefix=BESIDE, dir=site.parent) as folder:
            beside = Path(folder)
            standing = assemble(config, root, beside / FRESH, command, cache, progress, site)
            _take_place(beside, site, standing)


def _take_place(beside: Path, site: Path, standing: Sequence[str]) -> None:
    """Put the new site, which lies beside the old one, in its place. It gets the folders `standing` from there."""
    (beside / MOVED).write_text(json.dumps(standing), "utf-8")
    if site.exists():
        site.rename(beside / OLD)
    try:
        for address in standing:
            target = beside / FRESH / address
            target.parent.mkdir(parents=True, exist_ok=True)
            (beside / OLD / address).rename(target)
        (beside / FRESH).rename(site)
    except BaseException:
        _put_back(beside, site)
        raise


def _put_back(beside: Path, site: Path) -> None:
    """The old site as it was before `_take_place`, which was cut short."""
    if site.exists() or not (beside / OLD).is_dir():
        return
    moved = json.loads((beside / MOVED).read_text("utf-8")) if (beside / MOVED).is_file() else ()
    for address in moved:
        if (beside / FRESH / address).is_dir():
            (beside / FRESH / address).rename(beside / OLD / address)
    (beside / OLD).rename(site)


def _clear(left: Path, site: Path) -> None:
    """Take away what a killed build left; the site, if it was being put in place just then, goes back."""
    _put_back(left, site)
    shutil.rmtree(left)


def serve(root: Path, *, port: int = 8000, on_change: Callable[[], object], quiet: bool = False) -> None:
    """Show the site on the loopback interface until interrupted; `on_change` writes the pages anew before each build.

    What people write is watched, and the theme. The pages are not: `on_change` writes them, and would set itself off.
    """
    _speak(logging.WARNING if quiet else logging.INFO)
    with tempfile.TemporaryDirectory(prefix="crisisbrief-") as folder:
        site, address = Path(folder) / "site", f"http://127.0.0.1:{port}/"
        server = LiveReloadServer(lambda: _rebuild(root, site, address, on_change), "127.0.0.1", port, str(site))
        server.error_handler = lambda code: _error_page(site, code)
        _rebuild(root, site, address, on_change)
        for path in (root / "content" / "briefs", root / "theme", root / "mkdocs.yml"):
            server.watch(str(path))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        except OSError as fault:
            raise BriefError(f"cannot serve on port {port}: {fault.strerror}; choose another with --port") from fault
        finally:
            server.shutdown()


def _speak(level: int) -> None:
    """What MkDocs and we have to say while serving goes to standard error."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    for name in ("mkdocs.livereload", __name__):
        logging.getLogger(name).setLevel(level)


def _rebuild(root: Path, site: Path, address: str, on_change: Callable[[], object]) -> None:
    """One round of writing and building; a fault is said, and the server goes on with the pages it has."""
    try:
        on_change()
        with faults(root):
            config = configured(root, strict=False)
            config.site_url = address
            _build(config, root, site, "serve", lambda _: None)
    except BriefError as fault:
        log.error("%s", fault)


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
