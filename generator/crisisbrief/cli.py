"""The command line: parse, call, print, exit code. 0 fine, 1 the input has faults, 2 wrong use."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from crisisbrief import __version__
from crisisbrief.errors import BriefError, raise_all
from crisisbrief.memory import collect_seldom

if TYPE_CHECKING:
    from crisisbrief.model import PublicKey
    from crisisbrief.signing import Checked

FAULTS = 1


def main() -> None:
    """Run the command line; a fault of the input is one message and exit code 1."""
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        crisisbrief()
    except BriefError as error:
        click.echo(str(error), err=True)
        sys.exit(FAULTS)


def project_root() -> Path:
    """The nearest parent of the working directory that holds mkdocs.yml, relative to it: messages stay short."""
    root = project_here()
    if root is None:
        told = "no mkdocs.yml here or above: change to the project's folder and run the command there"
        raise BriefError(told, path=Path.cwd())
    return root


def project_here() -> Path | None:
    """The same, None outside of a project."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return Path(os.path.relpath(folder, here))
    return None


def one_brief(root: Path, slug: str | None) -> str:
    """The brief that is meant: the one named, or the only one there is."""
    from crisisbrief.pipeline import slugs

    known = slugs(root)
    if slug is None and len(known) != 1:
        raise BriefError(f"say which brief with --brief SLUG; there are: {', '.join(known) or 'none yet'}")
    return slug or known[0]


class Day(click.ParamType[date]):
    """A date on the command line."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise BriefError(f"{value!r} is not a date; write it as YYYY-MM-DD") from None


def quiet_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--quiet", is_flag=True, help="Say nothing but faults.")(command)


def reader_option(command: Callable[..., Any]) -> Callable[..., Any]:
    choice = click.Choice(["core", "embed"])
    told = "Who weighs the evidence: the core, or the bundled embedding (extra 'embed')."
    return click.option("--reader", type=choice, default="core", show_default=True, help=told)(command)


@contextmanager
def progress(quiet: bool, verb: str) -> Iterator[Callable[[str], None]]:
    """A line on the terminal that names what is being worked on; nothing where nobody watches."""
    shown = not quiet and sys.stderr.isatty()

    def show(what: str) -> None:
        if shown:
            click.echo(f"\r\x1b[K{verb} {what}", nl=False, err=True)

    try:
        yield show
    finally:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="crisisbrief %(version)s")
def crisisbrief() -> None:
    """A report about a crisis in, a bilingual brief out, readable with the network dead."""


@crisisbrief.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--slug", required=True, help="Short name of the brief in addresses, e.g. kazakhstan-unrest-2022.")
@click.option("--locale", help="Language of the report; told from its letters or its file name when left out.")
@click.option("--published", type=Day(), help="Day the report was published; taken from its file name when left out.")
@click.option("--country", help="Country affected, ISO 3166 (KZ); ZZ or nothing where none is known.")
@click.option("--encoding", help="Encoding of the file, where it cannot be told.")
def new(
    file: Path, slug: str, locale: str | None, published: date | None, country: str | None, encoding: str | None
) -> None:
    """Start a brief from a report (FILE, or - for standard input), or add a report to one."""
    from crisisbrief.editing import Known, start_brief

    content = sys.stdin.buffer.read() if str(file) == "-" else None
    known = Known(locale, published, country, encoding)
    for path in start_brief(project_root(), file, slug, content=content, known=known):
        click.echo(path)


@crisisbrief.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--locale", help="Language of the report; taken from its file name when left out.")
@click.option("--published", type=Day(), help="Day the report was published; taken from its file name when left out.")
@click.option("--country", help="Country affected, ISO 3166 (KZ); ZZ or nothing where none is known.")
@click.option("--encoding", help="Encoding of the file, where it cannot be told.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each sentence.")
@reader_option
def explain(
    file: Path,
    locale: str | None,
    published: date | None,
    country: str | None,
    encoding: str | None,
    as_json: bool,
    reader: str,
) -> None:
    """Show for each sentence of a report where it would stand, why, who says it and when; write nothing."""
    from crisisbrief import explain as explain_as
    from crisisbrief.read import read_report
    from crisisbrief.stages import structure

    report = read_report(file, locale=locale, published=published, country=country, encoding=encoding)
    segments, placements = structure(report, reader=reader)
    for segment, placement in zip(segments, placements, strict=True):
        if as_json:
            click.echo(explain_as.as_json(segment, placement))
        else:
            click.echo(explain_as.as_text(segment, placement, report))


@crisisbrief.command()
@click.argument("anchor")
@click.argument("section")
@click.option("--reason", required=True, help="Why the sentence belongs there; readers see it.")
@click.option("--brief", "slug", help="Which brief, where there are several.")
@click.option("--by", help="Who decided; readers see it.")
@click.option("--on", type=Day(), help="Day of the decision; today when left out.")
def place(anchor: str, section: str, reason: str, slug: str | None, by: str | None, on: date | None) -> None:
    """Put the sentence ANCHOR (p3s2) under SECTION, whatever the reader thinks: the decision goes into brief.toml."""
    from crisisbrief.editing import record_decision

    root = project_root()
    today = on or datetime.now().astimezone().date()
    path = record_decision(root, one_brief(root, slug), anchor, section.replace("-", "_"), reason, by=by, on=today)
    click.echo(f"{path}: {anchor} stands under {section}")


@crisisbrief.group()
def translate() -> None:
    """Work with the PO catalogs of the briefs."""


@translate.command("extract")
@click.argument("slug", required=False)
@click.option("--no-memory", is_flag=True, help="Offer nothing that was translated before.")
@quiet_option
def extract_command(slug: str | None, no_memory: bool, quiet: bool) -> None:
    """Bring the catalogs in step with the reports; every translation is kept."""
    from crisisbrief.pipeline import slugs
    from crisisbrief.translating import Memories, extract_catalogs

    root = project_root()
    memories = None if no_memory else Memories(root)
    for name in (slug,) if slug else slugs(root):
        for path, merged in extract_catalogs(root, name, memories):
            if not quiet:
                counts = f"{merged.kept} kept, {merged.changed} changed, {merged.added} new, {merged.removed} obsolete"
                click.echo(f"{path}: {counts}, {merged.offered} from memory")


@translate.command("merge")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--brief", "slug", help="Which brief, where there are several.")
def merge_command(file: Path, slug: str | None) -> None:
    """Take over the translations in FILE, a catalog that came back from a translator."""
    from crisisbrief.translating import merge_returned

    root = project_root()
    path, count = merge_returned(root, one_brief(root, slug), file)
    click.echo(f"{path}: {count} entries taken over")


@translate.command("status")
@click.argument("slug", required=False)
def status_command(slug: str | None) -> None:
    """Show for each brief and language how many sentences are in which state."""
    from crisisbrief.model import State
    from crisisbrief.pipeline import slugs
    from crisisbrief.translating import translation_states

    root = project_root()
    shown = [state for state in State if state is not State.SOURCE]
    click.echo("\t".join(["brief", "language", *shown]))
    for name in (slug,) if slug else slugs(root):
        for target, counts in translation_states(root, name):
            click.echo("\t".join([name, target, *(str(counts[state]) for state in shown)]))


@translate.command("review")
@click.argument("anchors", nargs=-1)
@click.option("--by", required=True, help="Who read the translation; not the translator.")
@click.option("--on", type=Day(), help="Day of the review; today when left out.")
@click.option("--brief", "slug", help="Which brief, where there are several.")
@click.option("--locale", help="Which language; all when left out.")
@click.option("--all", "everything", is_flag=True, help="The whole catalog instead of single sentences.")
def review_command(
    anchors: tuple[str, ...], by: str, on: date | None, slug: str | None, locale: str | None, everything: bool
) -> None:
    """Record that a second person read the translations of the sentences ANCHORS (p3s2 …)."""
    from crisisbrief.translating import record_review

    if bool(anchors) == everything:
        raise click.UsageError("Name the sentences that were read, or say --all.")
    root = project_root()
    today = on or datetime.now().astimezone().date()
    for path, count in record_review(root, one_brief(root, slug), anchors, by=by, on=today, locale=locale):
        click.echo(f"{path}: {count} reviewed by {by}")


@translate.command("draft")
@click.argument("slug", required=False)
@click.option("--engine", required=True, help="An engine of content/translation.toml, or memory.")
@click.option("--locale", help="Into which language; all when left out.")
@click.option("--again", is_flag=True, help="Ask anew what was refused before.")
@quiet_option
def draft_command(slug: str | None, engine: str, locale: str | None, again: bool, quiet: bool) -> None:
    """Let an engine draft what has no translation; nobody stands by a draft before a translator accepts it."""
    from crisisbrief.pipeline import slugs
    from crisisbrief.translating import plan_drafts, run_drafts

    root = project_root()
    for name in (slug,) if slug else slugs(root):
        for plan in plan_drafts(root, name, engine, locale=locale, again=again):
            if plan.engine.host and plan.unasked():
                # also with --quiet: whoever sends a report away knows where to
                click.echo(f"{plan.catalog.path}: {plan.unasked()} texts go to {plan.engine.host}", err=True)
            with progress(quiet, "drafting") as show:
                drafted = run_drafts(plan, show)
            if not quiet:
                click.echo(f"{plan.catalog.path}: {drafted.drafts} drafts from {plan.engine.name}")
                for anchors, reason in drafted.refused:
                    click.echo(f"{plan.catalog.path}: {anchors} has no draft: {reason}")


def exchange_options(command: Callable[..., Any]) -> Callable[..., Any]:
    file = click.Path(path_type=Path, dir_okay=False)
    command = click.option("--xliff", type=file, help="An XLIFF file: a whole catalog.")(command)
    return click.option("--tmx", type=file, help="A TMX file: a translation memory.")(command)


@translate.command("export")
@click.argument("slug", required=False)
@exchange_options
@click.option("--locale", required=True, help="Into which language.")
def export_translations(slug: str | None, tmx: Path | None, xliff: Path | None, locale: str) -> None:
    """Write what is translated as a memory, or a brief's catalog to be translated, for an agency (extra 'tm')."""
    from crisisbrief.translating import export_tmx, export_xliff

    root = project_root()
    if tmx:
        click.echo(f"{tmx}: {export_tmx(root, slug, locale, tmx)} translations")
    if xliff:
        click.echo(f"{xliff}: {export_xliff(root, one_brief(root, slug), locale, xliff)} texts")
    if not tmx and not xliff:
        raise click.UsageError("Say what to write: --tmx FILE or --xliff FILE.")


@translate.command("import")
@click.argument("slug", required=False)
@exchange_options
@click.option("--locale", required=True, help="Into which language.")
def import_translations(slug: str | None, tmx: Path | None, xliff: Path | None, locale: str) -> None:
    """Take drafts from a memory, or the translations of a catalog that an agency sent back (extra 'tm')."""
    from crisisbrief.translating import import_tmx, import_xliff

    root = project_root()
    name = one_brief(root, slug)
    for path, count in import_tmx(root, name, tmx, locale) if tmx else ():
        click.echo(f"{path}: {count} drafts from {tmx}")
    for path, count in import_xliff(root, name, xliff, locale) if xliff else ():
        click.echo(f"{path}: {count} entries taken over")
    if not tmx and not xliff:
        raise click.UsageError("Say what to read: --tmx FILE or --xliff FILE.")


@crisisbrief.command()
@click.argument("slug", required=False)
@quiet_option
def check(slug: str | None, quiet: bool) -> None:
    """List the faults that stop a brief and the doubts that an editor should settle."""
    from crisisbrief import check as checks
    from crisisbrief.pipeline import slugs

    root = project_root()
    findings = [finding for name in ((slug,) if slug else slugs(root)) for finding in checks.check(root, name)]
    if not any(finding.fault for finding in findings):
        findings += [*checks.check_interfaces(root), *checks.outdated_pages(root)]
    for finding in findings:
        if finding.fault or not quiet:
            click.echo(f"{'fault' if finding.fault else 'doubt'}: {finding.message}")
    if any(finding.fault for finding in findings):
        sys.exit(FAULTS)


@crisisbrief.command()
@reader_option
@quiet_option
def generate(reader: str, quiet: bool) -> None:
    """Write the pages of every brief under content/."""
    from crisisbrief.generating import generate as write_pages

    with progress(quiet, "reading") as show:
        made = write_pages(project_root(), reader=reader, progress=show)
    if not quiet:
        click.echo(f"{len(made.written)} pages written, {made.unchanged} unchanged, {len(made.removed)} removed")


@crisisbrief.command()
@quiet_option
def build(quiet: bool) -> None:
    """Build the site under site/ from the pages under content/."""
    from crisisbrief.check import outdated_exports
    from crisisbrief.publish.build import build as build_site

    root = project_root()
    raise_all(list(outdated_exports(root, root / "dist")))
    with progress(quiet, "building") as show:
        site = build_site(root, progress=show)
    if not quiet:
        click.echo(f"open {site / 'index.html'}")


@crisisbrief.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@quiet_option
def serve(port: int, quiet: bool) -> None:
    """Show the site in a browser and rebuild it when a report, a catalog or brief.toml changes."""
    from crisisbrief.generating import generate as write_pages
    from crisisbrief.publish.build import serve as serve_site

    root = project_root()
    serve_site(root, port=port, on_change=lambda: write_pages(root), quiet=quiet)


@crisisbrief.command()
@click.argument("slug", required=False)
@click.option("--format", "formats", multiple=True, help="Only this format (may be given again), e.g. html.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder; dist/ when left out.")
@quiet_option
def export(slug: str | None, formats: tuple[str, ...], out: Path | None, quiet: bool) -> None:
    """Write briefs as files that travel without a network, to dist/SLUG/; all briefs when SLUG is left out."""
    from crisisbrief.exporting import export_briefs, known_formats
    from crisisbrief.pipeline import slugs

    root = project_root()
    names, wanted = (slug,) if slug else slugs(root), known_formats(formats)
    faults = 0
    with progress(quiet, "exporting") as show:
        show(", ".join(names))
        for done in export_briefs(root, names, wanted, out or root / "dist"):
            show("")
            if done.fault:
                faults += 1
                click.echo(str(done.fault), err=True)
            for path in done.written if not quiet else ():
                click.echo(path)
            for name, lack in done.missing:
                click.echo(f"{done.slug}: no {name}: {lack}", err=True)
    if faults:
        sys.exit(FAULTS)


@crisisbrief.group()
def key() -> None:
    """The key that the desk signs its editions with."""


@key.command("new")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to keep the private half.")
@click.option("--no-password", is_flag=True, help="Leave the key open to whoever gets hold of its file.")
def key_new(out: Path | None, no_password: bool) -> None:
    """Make the desk's key: the private half outside the project, the public one in content/signing-key.pub."""
    with extra("sign"):
        from crisisbrief.signing import default_path, new_key

    path = out or default_path()
    made = new_key(project_root(), path, lambda: None if no_password else ask_password(twice=True))
    click.echo(f"private key\t{path}")
    show_key(made)


@key.command("show")
def key_show() -> None:
    """Show what readers may know of the desk's key."""
    from crisisbrief.read import KEY_FILE, public_key

    path = project_root() / "content" / KEY_FILE
    found = public_key(path)
    if found is None:
        raise BriefError('the desk has no key yet; "crisisbrief key new" makes one', path=path)
    show_key(found)


def show_key(shown: PublicKey) -> None:
    from crisisbrief.read import allowed_signer

    click.echo(f"public key\t{shown.line}\nid\t{shown.id}\nfingerprint\t{shown.fingerprint}")
    click.echo(f"allowed signers\t{allowed_signer(shown)}")


def ask_password(*, twice: bool = False) -> str:
    """A password from the terminal, unseen."""
    if not sys.stdin.isatty():
        told = "--no-password" if twice else "--password-file FILE"
        raise BriefError(f"the key wants a password, and there is no terminal to ask on; say {told}, or use a terminal")
    return str(click.prompt("Password of the key", hide_input=True, confirmation_prompt=twice, err=True))


@crisisbrief.command()
@click.argument("slug", required=False)
@click.option("--key", "key_file", type=click.Path(path_type=Path), help="The private key, where it lies elsewhere.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the exports; dist/ otherwise.")
@click.option("--password-file", type=click.File("r", encoding="utf-8"), help="Read the key's password there; - too.")
@quiet_option
def sign(slug: str | None, key_file: Path | None, out: Path | None, password_file: IO[str] | None, quiet: bool) -> None:
    """Sign the exports in dist/SLUG/; those of all briefs when SLUG is left out."""
    with extra("sign"):
        from crisisbrief import signing
    from crisisbrief.pipeline import slugs

    root = project_root()
    folder = out or root / "dist"
    ready, faults = [], []
    for name in (slug,) if slug else slugs(root):
        try:
            ready.append(signing.ready_to_sign(root, name, folder))
        except BriefError as fault:
            faults.append(fault)
    if ready:
        path = key_file or signing.default_path()
        password = ask_password if password_file is None else lambda: password_file.readline().rstrip("\r\n")
        signer = signing.open_key(path, password, public_places=(root, folder))
        for each in ready:
            for written in signing.sign(each, signer, path):
                if not quiet:
                    click.echo(written)
        if not quiet:
            click.echo(f"signed with the key {signer.public.id}, fingerprint {signer.public.fingerprint}")
    raise_all(faults)


@crisisbrief.command()
@click.argument("path", metavar="DIR_OR_FILE", type=click.Path(path_type=Path))
@click.option("--key", "key_file", type=click.Path(path_type=Path), help="The desk's public key, signing-key.pub.")
@quiet_option
def verify(path: Path, key_file: Path | None, quiet: bool) -> None:
    """Check that an export, or one file of it, is as the desk signed it; works outside of a project, too."""
    with extra("sign"):
        from crisisbrief.signing import verify as check_signatures
    from crisisbrief.read import KEY_FILE

    root = project_here()
    own = None if root is None else root / "content" / KEY_FILE
    checked = check_signatures(path, key_file or (own if own and own.is_file() else None))
    if not quiet:
        show_checked(path, checked)
    for name in checked.unlisted:
        click.echo(f"{path / name}: nobody signed this file; it is no part of the edition", err=True)
    if checked.key_file is None:
        click.echo(UNKNOWN_KEY, err=True)


UNKNOWN_KEY = (
    "The key came with the files: this proves nothing until you have compared the fingerprint with one that reached "
    "you another way (from the desk, on paper, on the radio)."
)


def show_checked(path: Path, checked: Checked) -> None:
    """What held, one fact a line."""
    click.echo(f"{path}: as it was signed, nothing altered")
    if checked.told:
        click.echo(f"brief\t{checked.told.brief}")
        taken_back = "; WITHDRAWN by the desk" if checked.told.withdrawn else ""
        click.echo(f"edition\t{checked.told.number} of {checked.told.published.isoformat()}{taken_back}")
    click.echo(f"files\t{len(checked.files)}")
    click.echo(f"signatures\t{', '.join(checked.signatures)}")
    click.echo(f"key\t{checked.key.id}, {f'from {checked.key_file}' if checked.key_file else 'as the files name it'}")
    click.echo(f"fingerprint\t{checked.key.fingerprint}")


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Turns a missing package into the one command that installs it."""
    try:
        yield
    except ModuleNotFoundError as error:
        told = f"this needs the package {error.name!r}: .venv/bin/python -m pip install --editable '.[{name}]'"
        raise BriefError(told) from error


@crisisbrief.command()
@click.option(
    "--from",
    "folders",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder of labelled reports, or content/briefs.",
)
@click.option("--locale", required=True, help="Language of the reports.")
@click.option("--reader", "readers", multiple=True, type=click.Choice(["core", "embed"]), help="Both when left out.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder; the language pack if left out.")
@quiet_option
def learn(folders: tuple[Path, ...], locale: str, readers: tuple[str, ...], out: Path | None, quiet: bool) -> None:
    """Learn the weights of a language from labelled reports, or from content/briefs with what editors decided."""
    with extra("learn"):
        from crisisbrief.learn import train
    from crisisbrief import disk
    from crisisbrief.languages import pack

    with progress(quiet, "learning") as show:
        show(locale)
        made = train(folders, locale, readers=readers or ("core", "embed"))
    files = {(out or Path(str(pack(locale)))) / name: text.encode() for name, text in made.files.items()}
    disk.replace(files)
    if not quiet:
        click.echo(f"learned from {made.reports} reports, {made.segments} sentences")
        for path in files:
            click.echo(path)


@crisisbrief.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--cv", is_flag=True, help="Learn anew for each fifth of the reports from the others (takes minutes).")
@click.option("--checks", is_flag=True, help="Measure the checks of translations on FOLDER/parallel-*.tsv instead.")
@reader_option
def bench(folder: Path, cv: bool, checks: bool, reader: str) -> None:
    """Print how well sections, confidence, speakers and times hold on a folder of labelled reports."""
    with extra("learn"):
        from crisisbrief import learn as learning
        from crisisbrief.learn import check_bench

    if checks:
        click.echo(check_bench.figures(folder), nl=False)
    else:
        click.echo(learning.table(learning.bench(folder, reader=reader, cross=cv)), nl=False)
