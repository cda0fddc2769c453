"""Keys, signatures and what `verify` refuses: checked against minisign and OpenSSH themselves where they are here."""

from __future__ import annotations

import base64
import json
import os
import pty
import random
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

import sample
from crisisbrief.errors import BriefError
from crisisbrief.manifest import MANIFEST, MINISIG, SIGNATURES, SSHSIG, SUMS
from crisisbrief.read import KEY_FILE, allowed_signer, public_key
from crisisbrief.render.markdown import pages
from crisisbrief.signing import Checked, new_key, open_key, verify
from desk import PAGE, SLUG, export, exported, private, published, sign_with
from project import ROOT, Project, Ran, assert_one_message, copy_project, files_below
from test_nothing_half_written import SMALL, without_root

LITTLE = 33_554_432
"""Memory for a password's test: minisign's least, its own gigabyte takes seconds."""
needs_minisign = pytest.mark.skipif(not shutil.which("minisign"), reason="minisign is not here (Debian: minisign)")
needs_ssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="OpenSSH is not here (Debian: openssh-client)")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose desk has a key and has signed its brief; look, do not touch."""
    folder = tmp_path_factory.mktemp("desk")
    project = copy_project(folder / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        project.run("key", "new", "--no-password")
        project.run("export", "--quiet")
        project.run("sign", "--quiet")
    return project


@pytest.fixture
def own(desk: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A copy of it, to do anything to."""
    folder = tmp_path / "desk"
    shutil.copytree(desk.root.parent, folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    return Project(folder / "project")


@pytest.fixture
def keyless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose desk has no key yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return copy_project(tmp_path / "project")


def not_signed(project: Project, key_file: Path | None = None) -> str:
    """Why `sign` refuses; the export stays as it was."""
    before = files_below(project.root / "dist")
    with pytest.raises(BriefError) as caught:
        sign_with(project, key_file or private(project))
    assert files_below(project.root / "dist") == before
    return str(caught.value)


def refusal(path: Path, key_file: Path | None) -> str:
    """Why `verify` refuses."""
    with pytest.raises(BriefError) as caught:
        verify(path, key_file)
    return str(caught.value)


# The key --------------------------------------------------------------------------------------------------------------


def test_a_new_key_stands_outside_the_project_and_is_its_owners_alone(desk: Project) -> None:
    path = private(desk)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    shown = desk.run("key", "show").out
    key = public_key(published(desk))
    assert key is not None
    for fact in (key.id, key.fingerprint, allowed_signer(key)):
        assert fact in shown
    assert re.fullmatch(r"(\d{5} ){5}\d{5}", key.fingerprint)


def test_a_key_is_never_overwritten(own: Project, tmp_path: Path) -> None:
    before = files_below(tmp_path)
    assert_one_message(own.run("key", "new", "--no-password", ok=False), f"{KEY_FILE}: is the desk's key already")
    published(own).rename(tmp_path / "kept.pub")
    assert_one_message(own.run("key", "new", "--no-password", ok=False), "signing.key: exists and may be a key")
    (tmp_path / "kept.pub").rename(published(own))
    assert files_below(tmp_path) == before


@pytest.mark.parametrize("place", ["mine.key", "dist/mine.key", "../linked/mine.key", "../elsewhere/mine.key"])
def test_a_private_key_is_kept_out_of_what_is_passed_on(place: str, keyless: Project) -> None:
    (keyless.root.parent / "linked").symlink_to(keyless.root / "content")
    (keyless.root.parent / "elsewhere").mkdir()
    (keyless.root.parent / "elsewhere" / SUMS).touch()
    ran = keyless.run("key", "new", "--no-password", "--out", place, ok=False)
    assert_one_message(ran, "mine.key: lies in .*, which is passed on; keep the private key outside")
    assert not (keyless.root / place).exists() and not published(keyless).exists()


def test_where_the_public_half_cannot_be_written_no_private_half_is_left(keyless: Project) -> None:
    content = keyless.root / "content"
    content.chmod(0o555)
    try:
        program = (*without_root(), sys.executable, "-m", "crisisbrief")
        ran = keyless.run("key", "new", "--no-password", ok=False, program=program)
    finally:
        content.chmod(0o755)
    assert_one_message(ran, f"{KEY_FILE}: cannot be written")
    assert not private(keyless).exists()


def test_a_project_without_a_key_says_how_to_make_one(keyless: Project) -> None:
    assert_one_message(keyless.run("key", "show", ok=False), '"crisisbrief key new" makes one')
    export(keyless)
    assert_one_message(keyless.run("sign", ok=False), '"crisisbrief key new" makes one')
    assert_one_message(keyless.run("verify", str(exported(keyless)), ok=False), "is not signed: its 1 files are whole")


def at_terminal(project: Project, answers: list[str], *words: str) -> Ran:
    """Run a command at a terminal and answer what it asks."""
    ours, theirs = pty.openpty()
    # a session of its own: the password is asked at its terminal, not at that of whoever runs the tests
    with subprocess.Popen(
        [sys.executable, "-m", "crisisbrief", *words],
        cwd=project.root, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as running:  # fmt: skip
        assert running.stdout and running.stderr
        said = b""
        for answer in answers:
            # what is typed before the question is thrown away
            said += _until(running.stderr.fileno(), b": ")
            os.write(ours, f"{answer}\n".encode())
        said += running.stderr.read()
        out = running.stdout.read().decode()
        code = running.wait(timeout=60)
    os.close(ours)
    os.close(theirs)
    return Ran(code, out, said.decode())


def _until(number: int, end: bytes) -> bytes:
    said = b""
    while not said.endswith(end) and (more := os.read(number, 1000)):
        said += more
    return said


@pytest.mark.full
def test_the_password_is_asked_twice_at_the_terminal_and_once_to_sign(keyless: Project, tmp_path: Path) -> None:
    made = at_terminal(keyless, ["صبر", "صبر"], "key", "new")
    assert made.code == 0, made.err
    assert "صبر" not in made.out + made.err
    export(keyless)
    assert at_terminal(keyless, ["صبر"], "sign").code == 0
    keyless.run("verify", str(exported(keyless)))


def test_without_a_terminal_a_password_is_never_waited_for(keyless: Project) -> None:
    assert_one_message(keyless.run("key", "new", ok=False), "no terminal to ask on; say --no-password, or")
    assert not private(keyless).exists() and not published(keyless).exists()


@pytest.fixture
def locked(keyless: Project) -> Project:
    """A project whose key has the password `patience`, and an export."""
    export(keyless)
    new_key(keyless.root, private(keyless), lambda: "patience", memory=LITTLE)
    export(keyless)
    return keyless


def test_a_password_comes_from_a_file_or_a_descriptor(locked: Project) -> None:
    (locked.root.parent / "password").write_text("patience\n", "utf-8")
    locked.run("sign", "--password-file", str(locked.root.parent / "password"))
    locked.run("verify", str(exported(locked)))
    assert_one_message(locked.run("sign", ok=False), "no terminal to ask on; say --password-file FILE")
    with (locked.root.parent / "password").open() as file:
        shell = f"exec {sys.executable} -m crisisbrief sign --password-file /dev/fd/{file.fileno()}"
        subprocess.run(["sh", "-c", shell], cwd=locked.root, pass_fds=[file.fileno()], check=True, capture_output=True)


def test_a_wrong_password_signs_nothing(locked: Project) -> None:
    (locked.root.parent / "password").write_text("impatience\n", "utf-8")
    before = files_below(exported(locked))
    ran = locked.run("sign", "--password-file", str(locked.root.parent / "password"), ok=False)
    assert_one_message(ran, "signing.key: the password is wrong")
    assert files_below(exported(locked)) == before


@needs_minisign
def test_minisign_signs_with_our_key_and_its_password(locked: Project, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("hello", "utf-8")
    minisign("-Sm", tmp_path / "letter", "-s", private(locked), typed="patience\n")
    minisign("-Vm", tmp_path / "letter", "-p", published(locked))


def test_a_key_that_others_may_read_is_not_used(own: Project) -> None:
    private(own).chmod(0o640)
    assert re.search("signing.key: the private key can be read.*; run: chmod 600", not_signed(own))


def test_a_key_that_readers_do_not_know_is_not_used(own: Project) -> None:
    published(own).unlink()
    own.run("key", "new", "--no-password", "--out", "../other.key")
    export(own)
    assert re.search(r"signing.key: is the key \w{16}, but readers know \w{16}", not_signed(own))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, "there is no key; name yours by --key", id="none"),
        pytest.param(b"\xff\x00", "is no private key of minisign's", id="bytes"),
        pytest.param(b"untrusted comment: x\nRWQ=\n", "is no private key of minisign's", id="short"),
    ],
)
def test_what_is_no_key_is_not_used(content: bytes | None, says: str, own: Project) -> None:
    private(own).unlink()
    if content is not None:
        private(own).write_bytes(content)
        private(own).chmod(0o600)
    assert f"signing.key: {says}" in not_signed(own)


def test_a_private_key_inside_the_project_is_not_used(own: Project) -> None:
    private(own).rename(own.root / "mine.key")
    assert "which is passed on; keep" in not_signed(own, own.root / "mine.key")


# Other people's programs ----------------------------------------------------------------------------------------------


def minisign(*words: object, typed: str = "") -> str:
    done = subprocess.run(
        ["minisign", *map(str, words)], input=typed, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@needs_minisign
def test_minisign_verifies_what_we_sign(desk: Project) -> None:
    out = minisign("-Vm", exported(desk) / SUMS, "-p", published(desk))
    assert f"Trusted comment: crisisbrief {SLUG}, edition 1, 2022-01-18" in out


@needs_ssh
def test_openssh_verifies_what_we_sign(desk: Project, tmp_path: Path) -> None:
    key = public_key(published(desk))
    assert key is not None
    (tmp_path / "allowed").write_text(allowed_signer(key) + "\n", "utf-8")
    command = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", "crisisbrief", "-n", "file"]
    command += ["-s", str(exported(desk) / SSHSIG)]
    for content, code in ((exported(desk) / SUMS).read_bytes(), 0), (b"other", 255):
        done = subprocess.run(command, input=content, capture_output=True, check=False)
        assert done.returncode == code, done


@needs_minisign
def test_we_sign_with_a_key_that_minisign_made(keyless: Project, tmp_path: Path) -> None:
    minisign("-GW", "-p", published(keyless), "-s", tmp_path / "their.key")
    export(keyless)
    sign_with(keyless, tmp_path / "their.key")
    minisign("-Vm", exported(keyless) / SUMS, "-p", published(keyless))
    assert verify(exported(keyless), published(keyless)).told


@needs_minisign
@pytest.mark.full
def test_we_sign_with_a_key_and_a_password_that_minisign_made(keyless: Project, tmp_path: Path) -> None:
    minisign("-G", "-p", published(keyless), "-s", tmp_path / "their.key", typed="patience\npatience\n")
    export(keyless)
    (tmp_path / "password").write_text("patience", "utf-8")
    keyless.run("sign", "--key", str(tmp_path / "their.key"), "--password-file", str(tmp_path / "password"))
    keyless.run("verify", str(exported(keyless)))


@needs_minisign
def test_a_signature_that_minisign_made_for_the_same_edition_counts(own: Project) -> None:
    """Its bytes are ours: one key, one statement, one signature."""
    path = exported(own) / MINISIG
    ours = path.read_bytes()
    statement = ours.decode().splitlines()[2].removeprefix("trusted comment: ")
    minisign("-Sm", exported(own) / SUMS, "-s", private(own), "-t", statement, "-x", path)
    assert path.read_bytes() == ours


def test_every_system_can_check_the_sums(desk: Project) -> None:
    command = ["sha256sum", "--check", "--strict", SUMS]
    listed = subprocess.run(command, cwd=exported(desk), capture_output=True, text=True, check=True).stdout
    assert len(listed.splitlines()) == len(files_below(exported(desk))) - len({SUMS, *SIGNATURES})


# What stands on pages -------------------------------------------------------------------------------------------------


def test_the_site_shows_the_fingerprint_in_every_language(desk: Project) -> None:
    key = public_key(published(desk))
    assert key is not None
    shown = {name: page for name, page in pages(replace(sample.edition(), key=key)).items() if key.fingerprint in page}
    for locale in sample.edition().locales:
        about = [page for name, page in shown.items() if name.startswith(f"{locale}/") and name.endswith("about.md")]
        assert [key.id in page and "verify.html" in page for page in about] == [True]


def test_without_a_key_nothing_speaks_of_one(keyless: Project) -> None:
    assert not any("verify.html" in page for page in pages(sample.edition()).values())
    export(keyless)
    assert not (exported(keyless) / "verify.html").exists()


# Signing --------------------------------------------------------------------------------------------------------------


def test_signing_again_gives_the_same_bytes(own: Project) -> None:
    before = files_below(exported(own))
    own.run("sign", env={"TZ": "Asia/Almaty", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"})
    assert files_below(exported(own)) == before


def test_a_new_export_takes_the_old_signatures_away(own: Project) -> None:
    export(own)
    assert not any((exported(own) / name).exists() for name in SIGNATURES)
    assert_one_message(own.run("verify", str(exported(own)), ok=False), "is not signed: its .* files are whole")


def next_edition(project: Project) -> None:
    path = project.brief(SLUG) / "brief.toml"
    text = path.read_text("utf-8")
    assert "number = 1\npublished = 2022-01-18" in text
    path.write_text(text.replace("number = 1\npublished = 2022-01-18", "number = 2\npublished = 2022-02-01"), "utf-8")


def retitled(project: Project) -> None:
    path = project.brief(SLUG) / "brief.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('en = "Kazakhstan', 'en = "In January, Kazakhstan', 1), "utf-8")


def forge(project: Project) -> None:
    """Alter the page and make the lists agree with it, as somebody with the disk in hand can."""
    export(project)
    page = exported(project) / PAGE
    before = page.read_bytes()
    page.write_bytes(before.replace(b"Almaty", b"Astana", 1))
    assert page.read_bytes() != before
    relist(exported(project))


def relist(folder: Path, **changes: object) -> None:
    """Write the manifest (with these changes) and SHA256SUMS anew for the files as they are."""
    told = json.loads((folder / MANIFEST).read_bytes())
    for each in told["files"]:
        content = (folder / each["name"]).read_bytes()
        each |= {"size": len(content), "sha256": sha256(content).hexdigest()}
    told |= changes
    (folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    names = sorted([MANIFEST, *(each["name"] for each in told["files"])])
    sums = (f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / SUMS).write_text("".join(sums), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(next_edition, "is edition 1 of 2022-01-18 .*, but the project is at edition 2", id="edition"),
        pytest.param(retitled, "is not what the brief says today", id="text"),
        pytest.param(forge, "is not what the brief says today", id="forged"),
        pytest.param(lambda own: shutil.rmtree(exported(own)), "there is no such folder", id="none"),
        pytest.param(lambda own: (exported(own) / PAGE).unlink(), "is missing, though manifest.json", id="file"),
        pytest.param(lambda own: (exported(own) / SUMS).write_text("x"), "do not say the same", id="sums"),
    ],
)
def test_only_the_export_of_today_is_signed(spoil: Callable[[Project], object], says: str, own: Project) -> None:
    export(own)
    spoil(own)
    assert re.search(says, not_signed(own))


@pytest.mark.parametrize("program", ["refuses", "read-only"])
def test_a_disk_that_takes_nothing_leaves_the_export_as_it_was(program: str, own: Project) -> None:
    export(own)
    before = files_below(exported(own))
    words = (sys.executable, "-c", SMALL) if program == "refuses" else (sys.executable, "-m", "crisisbrief")
    exported(own).chmod(0o555 if program == "read-only" else 0o755)
    try:
        ran = own.run("sign", ok=False, program=(*without_root(), *words))
    finally:
        exported(own).chmod(0o755)
    assert_one_message(ran, r": cannot be written \(.*\); nothing was changed")
    assert files_below(exported(own)) == before


def test_a_fault_of_one_brief_does_not_stop_the_others(own: Project) -> None:
    shutil.copytree(own.brief(SLUG), own.brief("second"))
    own.run("export", "--quiet", "--format", "html")
    (own.root / "dist" / "second" / SUMS).write_text("x")
    ran = own.run("sign", ok=False)
    assert_one_message(ran, "second/SHA256SUMS: and manifest.json do not say the same")
    own.run("verify", str(exported(own)))


# Verifying ------------------------------------------------------------------------------------------------------------


def test_a_reader_is_told_what_was_checked(desk: Project) -> None:
    out = desk.run("verify", str(exported(desk))).out
    key = public_key(published(desk))
    assert key is not None
    assert "as it was signed, nothing altered" in out
    assert f"brief\t{SLUG}\nedition\t1 of 2022-01-18\n" in out
    assert key.fingerprint in out and key.id in out
    assert len(out.splitlines()) <= 24


def test_the_key_inside_the_folder_proves_nothing_by_itself(desk: Project, tmp_path: Path) -> None:
    reader = Project(tmp_path)
    alone = reader.run("verify", str(exported(desk)))
    assert "proves nothing until you have compared the fingerprint" in alone.err
    known = reader.run("verify", str(exported(desk)), "--key", str(published(desk)))
    assert known.err == ""


def test_one_file_is_checked_by_the_list_beside_it_or_by_itself(desk: Project, tmp_path: Path) -> None:
    for name in files_below(exported(desk)):
        assert verify(exported(desk) / name, published(desk)).told
    shutil.copy(exported(desk) / PAGE, tmp_path / "renamed (1).html")
    assert verify(tmp_path / "renamed (1).html", published(desk)).signatures == ("renamed (1).html",)
    assert "whose key" in refusal(tmp_path / "renamed (1).html", None)
    (tmp_path / "some.html").write_text("<p>", "utf-8")
    assert "carries no signature" in refusal(tmp_path / "some.html", published(desk))
    assert "no such file or folder" in refusal(tmp_path / "none.html", published(desk))
    assert "there is no such file; --key" in refusal(exported(desk), tmp_path / "none.pub")


def test_files_that_nobody_signed_are_named(own: Project) -> None:
    (exported(own) / "extra.apk").touch()
    ran = own.run("verify", str(exported(own)))
    assert "extra.apk: nobody signed this file" in ran.err


def test_a_withdrawn_edition_says_so(own: Project) -> None:
    path = own.brief(SLUG) / "brief.toml"
    path.write_text(path.read_text("utf-8").replace("[edition]\n", "[edition]\nwithdrawn = true\n", 1), "utf-8")
    export(own)
    sign_with(own, private(own))
    assert "WITHDRAWN by the desk" in own.run("verify", str(exported(own))).out
    assert b", withdrawn\n" in (exported(own) / MINISIG).read_bytes()


def byte_changes(folder: Path, count: int) -> Iterator[tuple[str, int, int]]:
    """Random changes of one byte: name, place, by what it is xored. Every file has its turn, however small."""
    dice = random.Random(20220118)
    names = sorted(files_below(folder))
    for turn in range(count):
        name = names[turn % len(names)]
        yield name, dice.randrange((folder / name).stat().st_size), dice.randrange(1, 256)


def test_200_changes_of_one_byte_are_all_refused(own: Project) -> None:
    folder = exported(own)
    for name, place, by in byte_changes(folder, 200):
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[:place] + bytes([content[place] ^ by]) + content[place + 1 :])
        for key in (published(own), None):
            assert SLUG in refusal(folder, key), f"{name}: byte {place}, {by}"
        (folder / name).write_bytes(content)
    assert isinstance(verify(folder, published(own)), Checked)


@pytest.mark.parametrize("name", [MINISIG, SSHSIG])
def test_every_byte_of_a_signature_counts(name: str, own: Project) -> None:
    """Bits that base64 leaves over, line ends, the comment that minisign does not sign."""
    content = (exported(own) / name).read_bytes()
    for other in (*nearby(content), content.replace(b"\n", b"\r\n")):
        (exported(own) / name).write_bytes(other)
        refusal(exported(own), published(own))


def test_every_byte_of_the_signature_in_a_page_counts(desk: Project, tmp_path: Path) -> None:
    content = (exported(desk) / PAGE).read_bytes()
    start = content.rindex(b"<!--")
    for other in nearby(content[start:]):
        (tmp_path / PAGE).write_bytes(content[:start] + other)
        refusal(tmp_path / PAGE, published(desk))


def nearby(content: bytes) -> Iterator[bytes]:
    """One byte changed a little anywhere, or a byte more or less at the end."""
    for place, byte in enumerate(content):
        for other in (byte ^ 1, byte + 1):
            yield content[:place] + bytes([other]) + content[place + 1 :]
    yield from (content + b"\n", content + b" ", content[:-1])


def two_editions(own: Project) -> Path:
    """Sign a second edition; says where the files of the first are."""
    first = own.root.parent / "first"
    shutil.copytree(exported(own), first)
    next_edition(own)
    export(own)
    sign_with(own, private(own))
    return first


def test_the_signature_of_another_edition_is_refused(own: Project) -> None:
    first = two_editions(own)
    shutil.copy(first / MINISIG, exported(own))
    shutil.copy(first / SSHSIG, exported(own))
    told = refusal(exported(own), published(own))
    assert "edition 1, 2022-01-18', but the folder is" in told and "edition 2, 2022-02-01'" in told
    (exported(own) / SSHSIG).unlink()
    assert f"{SSHSIG}: is missing" in refusal(exported(own), published(own))


def test_the_page_of_another_edition_is_refused(own: Project) -> None:
    first = two_editions(own)
    shutil.copy(first / PAGE, exported(own))
    assert f"{PAGE}: was altered: it is not the file" in refusal(exported(own), published(own))


def another_desk(own: Project) -> str:
    """Sign the same brief with a key of one's own."""
    published(own).rename(own.root.parent / "desk.pub")
    own.run("key", "new", "--no-password", "--out", "../other.key")
    export(own)
    sign_with(own, own.root.parent / "other.key")
    return refusal(exported(own), own.root.parent / "desk.pub")


def test_the_signature_of_another_desk_is_refused(own: Project) -> None:
    assert "it is not from that desk" in another_desk(own)


def test_a_key_exchanged_in_the_manifest_is_refused(own: Project) -> None:
    another_desk(own)
    key = public_key(own.root.parent / "desk.pub")
    assert key is not None
    relist(exported(own), key=key.line)
    assert "was made with the key" in refusal(exported(own), own.root.parent / "desk.pub")


NAMES = ["../letter", "/etc/passwd", "a/b", "..", "", "a\\b", "C:x", "a\x00b", "a\nb", SUMS, MINISIG, PAGE]


@pytest.mark.parametrize("name", NAMES)
def test_a_manifest_that_names_what_it_may_not_is_refused(name: str, own: Project) -> None:
    told = json.loads((exported(own) / MANIFEST).read_bytes())
    told["files"].append({"name": name, "size": 0, "sha256": "0" * 64})
    (exported(own) / MANIFEST).write_text(json.dumps(told), "utf-8")
    assert "which is no file of this folder; do not trust it" in refusal(exported(own), published(own))
    assert "which is no file of this folder" in not_signed(own)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b" " * (1 << 21)], ids=len)
def test_what_is_no_manifest_is_one_message(content: bytes, own: Project) -> None:
    (exported(own) / MANIFEST).write_bytes(content)
    assert_one_message(own.run("verify", str(exported(own)), ok=False), "manifest.json: is (no manifest|too large)")


# The house ------------------------------------------------------------------------------------------------------------

# In pieces, so that this file does not hold what it looks for.
PRIVATE = re.compile(
    rb"minisign (?:encrypted )?"
    + rb"secret key\r?\nRW|RW(?:RTY0Iy|QAAEIy)[A-Za-z0-9+/]{40}"
    + rb"|BEGIN [A-Z ]*PRIVATE "
    + rb"KEY"
)


def test_the_search_for_private_keys_finds_them(desk: Project, locked: Project, tmp_path: Path) -> None:
    assert PRIVATE.search(private(desk).read_bytes()) and PRIVATE.search(private(locked).read_bytes())
    if shutil.which("ssh-keygen"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "ssh"], check=True)
        assert PRIVATE.search((tmp_path / "ssh").read_bytes())


def test_no_private_key_is_in_the_project_or_in_what_travels(desk: Project) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    tree = {name: (ROOT / name).read_bytes() for name in listed.split("\0") if name and (ROOT / name).is_file()}
    found = {**tree, **files_below(desk.root)}
    assert [name for name, content in found.items() if PRIVATE.search(content)] == []


def test_the_bytes_of_the_private_key_are_nowhere(desk: Project) -> None:
    signer = open_key(private(desk), lambda: "")
    assert signer.public == public_key(published(desk))
    secret = private(desk).read_bytes().splitlines()[1]
    seed = base64.b64decode(secret)[62:94]
    found = files_below(desk.root)
    assert [name for name, content in found.items() if secret in content or seed in content] == []
