"""Make `.venv` and install one lock file and the project into it, with nothing but the system's Python.

    python3 .ci/environment.py requirements/site.txt

Debian and Ubuntu split `venv`, `ensurepip` and `pip` off their Python, so there are several ways to an environment; the
first that works is taken. Where none does, the one command that helps is printed and the exit code is 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ENVIRONMENT = Path(".venv")
NEWEST_TOO_OLD = (3, 10)


class SetupError(Exception):
    """What stands in the way, and the command that helps."""


def main(arguments: Sequence[str]) -> int:
    """Exit code for a command line that names one lock file."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    if sys.version_info[:2] <= NEWEST_TOO_OLD:
        print(f"crisisbrief needs Python 3.11 or newer; this is {sys.version.split()[0]}", file=sys.stderr)
        return 1
    os.chdir(Path(__file__).resolve().parent.parent)
    try:
        make(ENVIRONMENT)
        install(ENVIRONMENT, Path(arguments[0]))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def make(environment: Path) -> None:
    """Make sure that the folder is a working environment with pip, by the first way that leads there."""
    if works(environment):
        return
    for way in WAYS:
        shutil.rmtree(environment, ignore_errors=True)
        way(environment)
        if works(environment):
            return
    shutil.rmtree(environment, ignore_errors=True)
    packages = " ".join(distribution_packages())
    raise SetupError(
        "This Python comes without venv and pip, so no environment could be made. This helps:\n"
        f"    sudo apt-get update && sudo apt-get install --yes {packages}\n"
        "then run make again."
    )


def works(environment: Path) -> bool:
    """Whether the folder holds a Python, new enough, that can run pip."""
    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return python_of(environment).exists() and runs([str(python_of(environment)), "-c", check])


def by_venv(environment: Path) -> None:
    """The standard library's way, pip included."""
    runs([sys.executable, "-m", "venv", str(environment)])


def by_venv_and_other_pip(environment: Path) -> None:
    """Without ensurepip: an empty environment, and this Python's own pip installs another into it."""
    if runs([sys.executable, "-m", "venv", "--without-pip", str(environment)]):
        runs([sys.executable, "-m", "pip", "--python", str(python_of(environment)), "install", "--quiet", "pip"])


def by_virtualenv(environment: Path) -> None:
    """Where virtualenv is there, as a module or as a command."""
    command = [sys.executable, "-m", "virtualenv"]
    if not runs([*command, "--version"]):
        if not (found := shutil.which("virtualenv")):
            return
        command = [found, "--python", sys.executable]
    runs([*command, "--quiet", str(environment)])


def by_uv(environment: Path) -> None:
    """Where uv is there."""
    if found := shutil.which("uv"):
        runs([found, "venv", "--quiet", "--seed", "--python", sys.executable, str(environment)])


def by_distribution(environment: Path) -> None:
    """Where this user may install packages: the missing half of Debian's Python, then the first way again."""
    apt = apt_get()
    if apt is None:
        return
    print(f"Python has no venv here; installing {' '.join(distribution_packages())}", file=sys.stderr)
    if runs([*apt, "update"]) and runs([*apt, "install", "--yes", *distribution_packages()]):
        by_venv(environment)


WAYS: tuple[Callable[[Path], None], ...] = (by_venv, by_venv_and_other_pip, by_virtualenv, by_uv, by_distribution)


def distribution_packages() -> tuple[str, ...]:
    """Debian's names for what its Python comes without."""
    return (f"python{sys.version_info.major}.{sys.version_info.minor}-venv",)


def apt_get() -> list[str] | None:
    """The command that installs packages without asking, or None where this user may not."""
    found = shutil.which("apt-get")
    if found is None:
        return None
    options = ["-qq", "-o", "DPkg::Lock::Timeout=120"]
    if os.geteuid() == 0:
        return [found, *options]
    sudo = shutil.which("sudo")
    return [sudo, "-n", found, *options] if sudo and runs([sudo, "-n", "true"]) else None


def install(environment: Path, lock: Path) -> None:
    """Install what the lock names, each file checked against its hash, then the project itself, editable."""
    pip = [str(python_of(environment)), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    print(f"Installing {lock} into {environment}", file=sys.stderr)
    for arguments in (["--require-hashes", "-r", str(lock)], ["--no-deps", "--no-build-isolation", "-e", "."]):
        if subprocess.run([*pip, *arguments], check=False).returncode != 0:
            raise SetupError(f"pip could not install {arguments[-1]}; its message above says why")


def python_of(environment: Path) -> Path:
    """The environment's own Python."""
    return environment / "bin" / "python"


def runs(command: Sequence[str]) -> bool:
    """Whether the command ends well; what it says is not shown."""
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, check=False, capture_output=True, env=silent).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
