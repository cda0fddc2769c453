"""Every verb and option of the command line stands in a document, and the documents name no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from crisisbrief.cli import crisisbrief
from project import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS if path.exists())
HELP = {"--help", "-h"}


def commands(group: click.Group = crisisbrief, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every verb as it is typed after `crisisbrief`, with its command."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


VERBS = dict(commands())
OPTIONS = [
    pytest.param(verb, option, id=f"{verb} {option}")
    for verb, command in VERBS.items()
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
    if option not in HELP
]


@pytest.mark.parametrize("verb", VERBS)
def test_the_verb_stands_in_a_document(verb: str) -> None:
    assert re.search(rf"crisisbrief {verb}\b", TEXT)


@pytest.mark.parametrize(("verb", "option"), OPTIONS)
def test_the_option_stands_in_a_document(verb: str, option: str) -> None:
    assert re.search(rf"{re.escape(option)}(?![\w-])", TEXT)


@pytest.mark.parametrize("verb", VERBS)
def test_the_verb_and_its_options_have_help(verb: str) -> None:
    command = VERBS[verb]
    assert command.help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


def test_the_documents_name_only_verbs_that_there_are() -> None:
    known = {word for verb in VERBS for word in verb.split()[:1]}
    named = {match[1] for match in re.finditer(r"(?:^\$? ?|`|/bin/)crisisbrief ([a-z]+)\b", TEXT, re.MULTILINE)}
    assert named - known == set()


def test_the_documents_name_only_make_targets_that_there_are() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^\$? ?|`)make ([a-z-]+)", TEXT, re.MULTILINE))
    assert named
    assert named - known == set()
