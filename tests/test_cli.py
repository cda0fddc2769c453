"""The command line as an editor meets it: real reports in a project of its own, real messages, real exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
BRIEF = ROOT / "content" / "briefs" / "kazakhstan-unrest-2022"
REPORT = BRIEF / "2022-01-05.ar.txt"
OWN_REPORT = (
    "أغلقت السلطات السودانية، اليوم الخميس، مطار الخرطوم بعد فيضانات غمرت أحياء في العاصمة.\n"
    "وقال وزير الداخلية إن عشرة أشخاص قتلوا. وأضاف أن فرق الإنقاذ تواصل عملها.\n"
)


def run(*words: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "crisisbrief", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, env=environment, check=False, timeout=120)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: test\n", "utf-8")
    (tmp_path / "report.txt").write_text(OWN_REPORT, "utf-8")
    return tmp_path


@pytest.fixture
def brief(project: Path) -> Path:
    words = ("new", "report.txt", "--slug", "flood", "--locale", "ar", "--published", "2026-11-19", "--country", "SD")
    result = run(*words, cwd=project)
    assert result.returncode == 0, result.stderr.decode()
    return project / "content" / "briefs" / "flood"


def explained(*words: str, cwd: Path) -> list[dict[str, Any]]:
    result = run("explain", *words, "--json", cwd=cwd)
    assert result.returncode == 0, result.stderr.decode()
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def test_explain_prints_one_record_for_each_sentence(tmp_path: Path) -> None:
    records = explained(str(REPORT), "--locale", "ar", "--published", "2022-01-05", "--country", "KZ", cwd=tmp_path)
    text = REPORT.read_bytes().decode()
    assert len(records) == 15
    for record in records:
        assert set(record) == {
            "id", "paragraph", "start", "end", "text", "section", "confidence", "runner_up", "reader",
            "evidence", "also", "speaker", "times",
        }  # fmt: skip
        assert record["text"] == text[record["start"] : record["end"]]
        assert record["section"] != record["runner_up"] and 0 <= record["confidence"] <= 1
        assert record["reader"] == "core"
        for reason in record["evidence"]:
            assert record["start"] <= reason["start"] <= reason["end"] <= record["end"] and reason["why"]
    assert [record["paragraph"] for record in records] == [1, 2, 3, 3, 3, 4, 5, 6, 7, 8, 9, 9, 10, 11, 12]
    assert list(tmp_path.iterdir()) == []


def test_explain_takes_any_path_and_knows_no_country_by_itself(tmp_path: Path) -> None:
    (tmp_path / "some report.txt").write_text(OWN_REPORT, "utf-8")
    known = ("--locale", "ar", "--published", "2026-11-19")
    without = explained("some report.txt", *known, cwd=tmp_path)
    assert explained("some report.txt", *known, "--country", "ZZ", cwd=tmp_path) == without
    assert [record["id"] for record in without] == ["p1s1", "p2s1", "p2s2"]
    start = OWN_REPORT.index("اليوم الخميس")
    assert without[0]["times"] == [{"start": start, "end": start + len("اليوم الخميس"), "value": "2026-11-19"}]
    assert without[2]["speaker"]["carried_from"] == "p2s1"


def test_explain_for_the_eye(tmp_path: Path) -> None:
    result = run("explain", str(REPORT), cwd=tmp_path)
    assert result.returncode == 0 and "  speaker   وزارة الخارجية الروسية  (named in p9s1)" in result.stdout.decode()


def test_a_report_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "2026-11-19.ar.txt").write_text("قال\x1b[2J الوزير\u202e نعم\x85 لا\u2028.\n", "utf-8")
    (record,) = explained("2026-11-19.ar.txt", cwd=tmp_path)
    assert record["text"] == "قال\x1b[2J الوزير\u202e نعم\x85 لا\u2028."
    shown = run("explain", "2026-11-19.ar.txt", cwd=tmp_path).stdout.decode()
    assert "[U+001B][2J الوزير[U+202E]" in shown and "\x1b" not in shown


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["explain", "none.txt", "--locale", "ar", "--published", "2022-01-05"], "none.txt: there is no such file"),
        (["explain", "report.txt", "--locale", "ar"], "report.txt: name it <date>.<locale>.txt"),
        (["explain", "report.txt", "--locale", "ar", "--published", "yesterday"], "'yesterday' is not a date"),
        (["explain", "report.txt", "--locale", "tlh", "--published", "2022-01-05"], "report.txt: there is no language"),
        (["new", "report.txt", "--slug", "flood", "--locale", "ar"], "report.txt: its publication date is missing"),
        (["new", "report.txt", "--slug", "Flood 1"], "'Flood 1' cannot be an address"),
        (["place", "p1s1", "other", "--reason", "x"], "there are: none yet"),
        (["export", "nothing"], "there is no brief 'nothing'"),
        (["export", "nothing", "--format", "pigeon"], "there is no format 'pigeon'"),
    ],
)
def test_faults_are_one_message_and_exit_1(project: Path, words: list[str], message: str) -> None:
    result = run(*words, cwd=project)
    assert result.returncode == 1 and result.stdout == b""
    assert message in result.stderr.decode() and result.stderr.decode().count("\n") == 1


@pytest.mark.parametrize("words", [["explode"], ["place", "p1s1"], ["explain", "report.txt", "--reader", "tea-leaves"]])
def test_wrong_use_is_exit_2(project: Path, words: list[str]) -> None:
    assert run(*words, cwd=project).returncode == 2


def test_outside_a_project(tmp_path: Path) -> None:
    result = run("generate", cwd=tmp_path)
    assert result.returncode == 1 and "no mkdocs.yml here or above" in result.stderr.decode()


def test_new_keeps_the_report_and_generates_as_it_is(project: Path, brief: Path) -> None:
    assert (brief / "2026-11-19.ar.txt").read_bytes() == (project / "report.txt").read_bytes()
    assert (brief / "2026-11-19.en.po").is_file()
    assert run("generate", cwd=project).returncode == 0
    again = run("generate", cwd=project)
    assert b"0 pages written" in again.stdout and b"0 removed" in again.stdout


def test_new_reads_standard_input_and_tells_the_language(project: Path) -> None:
    content = OWN_REPORT.encode("cp1256")
    result = run("new", "-", "--slug", "flood", "--published", "2026-11-19", cwd=project, stdin=content)
    assert result.returncode == 0, result.stderr.decode()
    assert (project / "content/briefs/flood/2026-11-19.ar.txt").read_bytes() == content


def test_place_writes_a_decision_that_survives(project: Path, brief: Path) -> None:
    for section in ("background", "escalation"):
        result = run("place", "p2s2", section, "--reason", "قرار هيئة التحرير", "--by", "المحرر", cwd=project)
        assert result.returncode == 0, result.stderr.decode()
    settings = (brief / "brief.toml").read_text("utf-8")
    assert settings.count("[[decision]]") == 1 and 'section = "escalation"' in settings
    wrong = run("place", "p9s9", "escalation", "--reason", "x", cwd=project)
    assert wrong.returncode == 1 and "has no sentence 'p9s9'" in wrong.stderr.decode()
    assert (brief / "brief.toml").read_text("utf-8") == settings


def test_a_page_edited_by_hand_is_not_overwritten(project: Path, brief: Path) -> None:
    assert run("generate", cwd=project).returncode == 0
    page = project / "content" / "ar" / "flood" / "source.md"
    page.write_text(page.read_text("utf-8") + "\nملاحظة\n", "utf-8")
    before = {path: path.read_bytes() for path in (project / "content").rglob("*.md")}
    (brief / "2026-11-19.ar.txt").write_text(OWN_REPORT.replace("عشرة", "تسعة"), "utf-8")
    result = run("generate", cwd=project)
    assert result.returncode == 1 and f"{page.relative_to(project)}: was edited by hand" in result.stderr.decode()
    assert {path: path.read_bytes() for path in (project / "content").rglob("*.md")} == before


def test_check_lists_what_is_missing(project: Path, brief: Path) -> None:
    run("generate", cwd=project)
    result = run("check", cwd=project)
    assert result.returncode == 0, result.stdout.decode()
    assert "missing in en" in result.stdout.decode()
    (brief / "2026-11-19.ar.txt").write_text(OWN_REPORT.replace("عشرة", "تسعة"), "utf-8")
    outdated = run("check", "--quiet", cwd=project)
    assert outdated.returncode == 1 and "translate extract flood" in outdated.stdout.decode()


def test_translations_come_back(project: Path, brief: Path) -> None:
    catalog = (brief / "2026-11-19.en.po").read_text("utf-8")
    (project / "back.po").write_text(catalog.replace('msgstr ""\n\n', 'msgstr "Translated."\n\n'), "utf-8")
    result = run("translate", "merge", "back.po", cwd=project)
    assert result.returncode == 0, result.stderr.decode()
    status = run("translate", "status", cwd=project).stdout.decode().splitlines()
    assert status[1].split("\t") == ["flood", "en", "0", "3", "0", "0", "0"]
    assert (brief / "2026-11-19.en.po~").read_text("utf-8") == catalog


def test_check_knows_the_glossary(project: Path, brief: Path) -> None:
    term = 'term = "فرق الإنقاذ"\ntranslation.en = "rescue teams"\nnever.en = ["police"]'
    (project / "content/glossary.toml").write_text(f"[[term]]\n{term}\n", "utf-8")
    catalog = (brief / "2026-11-19.en.po").read_text("utf-8")
    cases = {"Rescue teams go on.": "", "The police go on.": "never 'police'", "They go on.": "write that"}
    for wording, told in cases.items():
        translated = catalog.replace('عملها."\nmsgstr ""', f'عملها."\nmsgstr "{wording}"')
        (brief / "2026-11-19.en.po").write_text(translated, "utf-8")
        found = [line for line in run("check", cwd=project).stdout.decode().splitlines() if "terms:" in line]
        assert [told in line for line in found] == [True] * bool(told)


def test_a_deleted_brief_takes_its_pages_along(project: Path, brief: Path) -> None:
    run("generate", cwd=project)
    for path in brief.iterdir():
        path.unlink()
    brief.rmdir()
    result = run("generate", cwd=project)
    assert result.returncode == 0, result.stderr.decode()
    assert not list((project / "content").glob("*/flood/*.md"))


def test_export_writes_one_file(project: Path, brief: Path) -> None:
    result = run("export", "flood", "--format", "html", cwd=project)
    assert result.returncode == 0, result.stderr.decode()
    assert (project / "dist/flood/flood.html").read_bytes().startswith(b"<!doctype html>")
