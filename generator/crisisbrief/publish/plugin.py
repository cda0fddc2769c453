"""The MkDocs plugin: hands pages to the dialect and to `navigation`, and their places to the theme."""

from __future__ import annotations

import base64
import hashlib
import posixpath
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import jinja2
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data
from mkdocs.utils.templates import TemplateContext

from crisisbrief import stamp
from crisisbrief.errors import BriefError
from crisisbrief.languages import load
from crisisbrief.languages.interface import TEMPLATE, interface
from crisisbrief.publish import assets, follow, isolate, keep, navigation, search_box, templates
from crisisbrief.publish.dialect import Dialect
from crisisbrief.publish.gather import found_pages, search_files
from crisisbrief.publish.offer import Offer, filled, offer
from crisisbrief.publish.parts import Around, Told, in_order, part_of, targets
from crisisbrief.publish.pictures import inlined
from crisisbrief.publish.purge import Style
from crisisbrief.publish.seen import Kind, Seen
from crisisbrief.render import lite
from crisisbrief.render.direction import between_isolates
from crisisbrief.search.passages import Passage

POLICY = (
    "default-src 'none'; style-src 'self' file:{style}; script-src 'self' file:; img-src 'self' file: data:; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page may load: its own folder. `file:` is for browsers to which no file has an origin, `data:` for the icons
that style sheets hold."""

KEEPING = "; manifest-src 'self'"
"""What a page may load besides where readers can keep it; a worker counts as a script."""
EXPORTS = "dist"
"""The folder beside content/ that `crisisbrief export` writes to."""
STATES = "states.html"
"""What scripts make of a page; the style keeps its rules."""


class Settings(Config):  # type: ignore[no-untyped-call]
    """The plugin has none."""


class BriefPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    def __init__(self) -> None:
        self.dialect = Dialect()
        self.serving = False
        self.travels = False
        """Whether the site is to be put into an archive, wherever that goes."""
        self.lites: frozenset[str] = frozenset()
        self.worker = ""
        """The address of the worker that keeps briefs on readers' devices; empty where none is offered."""
        self.places: dict[str, navigation.Place] = {}
        self.style = Style({})
        self.styles: dict[frozenset[Kind], str] = {}
        self.states = ""
        self.env = jinja2.Environment()
        self.search_script = ""
        self.frame = navigation.Frame({}, None, frozenset())
        self.seen: dict[str, Seen] = {}
        """By part."""
        self.outside: dict[str, set[str]] = {}
        """By part, the sources of other parts that its pages may link to."""
        self.offers: dict[str, Offer] = {}
        self.pictures: dict[Path, str] = {}
        self.passages: dict[str, tuple[Passage, ...]] = {}
        self.parts: tuple[Told, ...] = ()
        """What the rest of a site must know of the parts that were built now."""
        self.around: Around | None = None
        """What stands around the pages, where they are not the whole site."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # MkDocs keeps the plugin from one build to the next in the same process
        self.serving, self.travels = command == "serve", False
        self.around, self.passages, self.outside = None, {}, {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        # Python-Markdown takes instances, too; MkDocs has checked the names that stand in mkdocs.yml by now.
        config.markdown_extensions = [*config.markdown_extensions, self.dialect]  # type: ignore[list-item]
        # It names the day of the build, and without a site_url it names no address.
        config.theme.static_templates.discard("sitemap.xml")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        own = Path(config.docs_dir)
        from_theme = {file.src_uri: file for file in files if file.src_dir is None or Path(file.src_dir) != own}
        self.style = _style(from_theme)
        self.offers = _offers(files, self.around.exports if self.around else own.parent / EXPORTS)
        self.pictures = _pictures(files, own)
        self.worker = "" if self.travels or self.serving else _worker(from_theme)
        self.lites = frozenset(_lites(files, config, published=not self.travels))
        if self.is_part:
            config.theme.static_templates.clear()
            for file in from_theme.values():
                files.remove(file)
            self._stand_in(files, config)
            return files
        for path in assets.unused(from_theme):
            files.remove(from_theme[path])
        for path in assets.scripts(from_theme):
            script = assets.bare_script(from_theme[path].content_string)
            files.remove(from_theme[path])
            if path == search_box.SCRIPT:
                self.search_script = script
            elif self.worker or path not in keep.SCRIPTS:
                files.append(File.generated(config, keep.address(path), content=script))
        return files

    @property
    def is_part(self) -> bool:
        """Whether others make what the site has once: style, scripts, lists."""
        return self.around is not None and self.around.rest is None

    def _stand_in(self, files: Files, config: MkDocsConfig) -> None:
        """For the pages of other parts that these link to, files that MkDocs takes for pages and does not build."""
        assert self.around is not None
        own = {file.src_uri: part_of(file.src_uri) for file in files.documentation_pages()}
        for source, part in own.items():
            page = files.src_uris[source].content_string
            found = {each for each in targets(page, source) if each in self.around.sources and part_of(each) != part}
            self.outside.setdefault(part, set()).update(found)
        for source in sorted({each for found in self.outside.values() for each in found} - own.keys()):
            files.append(File.generated(config, source, content="", inclusion=InclusionLevel.EXCLUDED))

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        facts = _facts(page)
        self.dialect.lang, self.dialect.kind = facts.lang, facts.kind
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        self.passages[page.file.src_uri] = self.dialect.passages
        facts = _facts(page)
        found = self.offers.get(facts.brief or "") if facts.kind == "download" else None
        if found:
            html = filled(html, facts, found)
        try:
            return inlined(html, Path(config.docs_dir, page.file.src_uri).parent, self.pictures)
        except BriefError as fault:
            raise PluginError(str(fault)) from fault

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        env.autoescape = True
        env.add_extension(templates.Unindented)
        self.env = env
        self.states = env.get_template(STATES).render() + search_box.markup(env, TEMPLATE)
        self.seen = {}
        self.styles = {}
        env.filters["isolate"] = lambda text, lang: Markup(isolate.markup(text, lang))
        env.filters["plain"] = between_isolates
        # In an archive the style sheet is as near as the page: none needs to carry its rules.
        arrivals = frozenset[str]() if self.travels else assets.ARRIVALS
        env.globals.update(style=assets.STYLE, icon=assets.ICON, arrivals=arrivals)
        env.globals.update(worker=self.worker, keep_on=keep.OFFERED_ON if self.worker else ())
        env.globals.update(style_of=self.style_of, policy=self.policy)
        pages = tuple(_facts(file.page) for file in files.documentation_pages() if file.page)
        self.frame = self.around.frame if self.around else navigation.Frame.of(pages, (page.source for page in pages))
        self.places = navigation.places(pages, config.site_url or "", self.frame)
        env.globals["searchable"] = self.frame.searchable
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        place = self.places[page.file.src_uri]
        words = interface(place.page.lang)
        head = follow.NOTHING
        if not self.travels:
            head = follow.head(place, self.frame, self.lites, config.site_url or "")
        ages = words.ages(words.text("today"))
        return _with(context, place=place, head=head, _=words.text, number=words.number, ages=ages)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self.seen.setdefault(part_of(page.file.src_uri), Seen()).look_at(output)
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        made: dict[str, bytes] = {}
        self.parts = self._told()
        for found in self.offers.values():
            made |= found.by_address()
        if self.worker:
            made |= {name: text.encode() for part in self.parts for name, text in keep.files_of(part)}
        if not self.is_part:
            rest = self.around.rest if self.around and self.around.rest else ()
            made |= self._once(in_order([*rest, *self.parts]), config)
        for address, content in made.items():
            target = Path(config.site_dir, address)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if self.worker and not self.around:
            keep.write_lists(Path(config.site_dir), self.parts, keep.checksums(Path(config.site_dir)))

    def _told(self) -> tuple[Told, ...]:
        by_part: dict[str, list[navigation.Place]] = {}
        for place in sorted(self.places.values(), key=lambda place: place.page.in_order):
            by_part.setdefault(part_of(place.page.source), []).append(place)
        return tuple(
            Told(
                name,
                pages=tuple(place.page for place in places),
                found=tuple(found_pages(places, self.passages)),
                kinds=frozenset(self.seen[name].kinds),
                outside=tuple(sorted(self.outside.get(name, ()))),
            )
            for name, places in by_part.items()
        )

    def _once(self, parts: tuple[Told, ...], config: MkDocsConfig) -> dict[str, bytes]:
        """What the site has once, by address: made of what its parts tell, in whatever order they were built."""
        seen = Seen()
        seen.look_at(self.states)
        for part in parts:
            seen.take(part.kinds)
        made = {assets.STYLE: self.style.for_pages(seen) + "\n"}
        if not self.around:
            made |= dict(search_files(parts))
        for lang in self.frame.searchable:
            box = search_box.markup(self.env, lang)
            made[search_box.address(lang)] = search_box.script(self.search_script, box)
        if not self.travels:
            pages = [page for part in parts for page in part.pages]
            made |= follow.site_files(pages, self.frame, config.site_name, config.site_url or "")
        icons = keep.icons() if self.worker else {}
        return {**{address: text.encode() for address, text in made.items()}, **icons}

    def style_of(self, body: str) -> Markup:
        """The rules that one page uses, for a `<style>` in it; most pages of a kind use the same."""
        seen = Seen()
        seen.look_at(self.states)
        seen.look_at(body)
        kinds = frozenset(seen.kinds)
        if kinds not in self.styles:
            self.styles[kinds] = self.style.for_pages(seen)
        return Markup(self.styles[kinds])

    def policy(self, style: str = "") -> str:
        """What a page with this text in its `<style>` may load; what MkDocs serves has a script of MkDocs' in it."""
        if self.serving:
            return ""
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        return POLICY.format(style=f" 'sha256-{digest}'" if style else "") + (KEEPING if self.worker else "")

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        homes = self.frame.homes.values()
        base = context["base_url"] if config.site_url else ""
        missing = [_missing_page(home, base) for home in sorted(homes, key=lambda home: home.lang)]
        return _with(context, languages=missing)


def _with(context: TemplateContext, **more: object) -> TemplateContext:
    """The context with what our templates ask for beside MkDocs' own names."""
    return cast(TemplateContext, {**context, **more})


def _style(from_theme: dict[str, File]) -> Style:
    """Material's style sheet and ours as one."""
    paths = assets.sheets(from_theme)
    if len(paths) < 2:
        raise PluginError("a style sheet is missing; install mkdocs-material>=9.8,<10 and keep theme/assets/")
    try:
        return _parsed(tuple((f"theme/{path}", from_theme[path].content_string) for path in paths))
    except BriefError as fault:
        raise PluginError(str(fault)) from fault


@lru_cache(maxsize=1)
def _parsed(sheets: tuple[tuple[str, str], ...]) -> Style:
    """A process that builds several parts of a site reads the sheets once."""
    return Style(dict(sheets))


def _worker(from_theme: dict[str, File]) -> str:
    """The address of the worker. An archive has none, for no server sends its pages; nor has what MkDocs serves, for it
    alters pages on the way, and their checksums."""
    if keep.SCRIPT not in from_theme:
        raise PluginError("a script is missing: theme/assets/sw.js; take it from the project again")
    return keep.worker(assets.bare_script(from_theme[keep.SCRIPT].content_string))


def _offers(files: Files, exports: Path) -> dict[str, Offer]:
    """By brief, the files that an export of the edition on its download page has."""
    found: dict[str, Offer] = {}
    for file in files.documentation_pages():
        meta = get_data(file.content_string)[1] if posixpath.basename(file.src_uri) == "download.md" else {}
        if meta.get("kind") == "download" and meta["brief"] not in found:
            try:
                there = offer(exports, meta["brief"], meta["number"], meta["published"])
            except BriefError as fault:
                raise PluginError(str(fault)) from fault
            if there:
                found[meta["brief"]] = there
    return found


def _pictures(files: Files, docs: Path) -> dict[Path, str]:
    """The generated pictures, by their path, taken out of the files: pages hold them, and nobody asks for them."""
    ours = [file for file in files if file.src_uri.endswith(".svg") and file.src_dir and Path(file.src_dir) == docs]
    drawn = [file for file in ours if stamp.is_stamped(file.content_string)]
    for file in drawn:
        files.remove(file)
    return {docs / file.src_uri: file.content_string for file in drawn}


def _lites(files: Files, config: MkDocsConfig, *, published: bool) -> Iterator[str]:
    """The sources of the light pages, which lose their stamps; where they are not `published`, there are none."""
    for file in [file for file in files if posixpath.basename(file.src_uri) == lite.NAME]:
        files.remove(file)
        if not published:
            continue
        page = stamp.bare(file.content_string)
        if config.site_url:
            overview = posixpath.join(config.site_url, posixpath.dirname(file.url), lite.OVERVIEW)
            page = page.replace(lite.canonical(lite.OVERVIEW), lite.canonical(overview), 1)
        files.append(File.generated(config, file.src_uri, content=page))
        yield file.src_uri


def _facts(page: Page) -> navigation.PageFacts:
    try:
        return navigation.facts(page.file.src_uri, page.file.url, page.meta)
    except BriefError as fault:
        raise PluginError(str(fault)) from fault


def _missing_page(home: navigation.PageFacts, base: str) -> dict[str, str]:
    """What the page for a missing address says in one language."""
    words = interface(home.lang)
    return {
        "lang": home.lang,
        "dir": load(home.lang).direction,
        "title": words.text("There is no such page"),
        "text": words.text("The address may be mistyped, or the page may have moved with a new edition."),
        "link": words.text("All briefs"),
        "href": posixpath.join(base, home.url),
    }
