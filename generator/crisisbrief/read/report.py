"""One report: bytes -> text, whatever encoding it came in, and what its file name says."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from crisisbrief import languages
from crisisbrief.errors import BriefError
from crisisbrief.model import Dateline, Report

if TYPE_CHECKING:
    from babel import Locale

FILE_NAME = re.compile(r"(?P<name>(?P<date>\d{4}-\d{2}-\d{2})(?:-[\w-]+)?)\.(?P<locale>[a-z]{2,3})\.txt")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LEGACY = ["cp1256", "iso8859_6", "cp1252", "cp1251"]
"""What newsrooms still send. Short texts are guessed wrongly when all encodings of the world may compete."""
BINARY = (b"%PDF", b"PK\3\4", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x7fELF")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
PLAUSIBLE = re.compile(r"[\t\r\n\x20-\u024f\u0600-\u06ff\u2000-\u206f]")
TOO_MANY_CONTROLS = 0.1
"""Share of control characters from which a file is not text but something else."""


def decode(content: bytes, *, encoding: str | None = None, path: Path | None = None) -> tuple[str, str]:
    """The text of a report and the encoding it was in; BriefError for a binary file or an unknown encoding."""
    if encoding is not None:
        return _decode_as(content, encoding, path), encoding
    if content.startswith(BINARY):
        raise BriefError("is not a text file; save the report as plain text (UTF-8) and try again", path=path)
    found = next((name for bom, name in BOMS if content.startswith(bom)), None) or _guess(content)
    if found is None:
        raise BriefError("its encoding is not known; say it with --encoding, or save the file as UTF-8", path=path)
    text = _decode_as(content, found, path)
    if text and len(CONTROLS.findall(text)) > TOO_MANY_CONTROLS * len(text):
        raise BriefError("is not a text file; save the report as plain text (UTF-8) and try again", path=path)
    return text, found


def _decode_as(content: bytes, encoding: str, path: Path | None) -> str:
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise BriefError(f"there is no encoding {encoding!r}; try utf-8, utf-16 or windows-1256", path=path) from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BriefError(
            f"byte {error.start} is not {encoding}; say the right encoding with --encoding, or save the file as UTF-8",
            path=path,
            line=line,
        ) from error


def _guess(content: bytes) -> str | None:
    if 0 in content and (order := _utf_16_without_mark(content)):
        return order
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # slow to import, and a report in UTF-8 never needs it
        from charset_normalizer import from_bytes

        best = from_bytes(content, cp_isolation=LEGACY).best()
        return None if best is None else best.encoding
    return "utf-8"


def _utf_16_without_mark(content: bytes) -> str | None:
    """The byte order in which nearly all of `content` is Arabic, Latin or punctuation; None where neither is."""
    for order in ("utf-16-le", "utf-16-be"):
        text = content[: len(content) & ~1].decode(order, "replace")
        if len(content) % 2 == 0 and len(PLAUSIBLE.findall(text)) > 0.9 * len(text):
            return order
    return None


def name_parts(path: Path) -> tuple[str, date, str]:
    """Name, publication date and locale out of a file name such as `2022-01-05.ar.txt`."""
    match = FILE_NAME.fullmatch(path.name)
    if match is None:
        raise BriefError("name it <date>.<locale>.txt, for example 2022-01-05.ar.txt: a brief needs both", path=path)
    return match["name"], publication_date(match["date"], path=path), match["locale"]


def publication_date(text: str, *, path: Path | None = None) -> date:
    """A date written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BriefError(f"{text!r} is not a date; write it as YYYY-MM-DD", path=path) from error


def country_code(code: str | None, *, path: Path | None = None, line: int | None = None) -> str | None:
    """An ISO 3166-1 alpha-2 code, checked against CLDR; `ZZ` (unknown, CLDR's own code) and None give None."""
    if code is None or code.upper() == "ZZ":
        return None
    names = _english().territories
    if len(code) == 2 and code.isalpha() and code.upper() in names:
        return code.upper()
    meant = [known for known, name in names.items() if known.isalpha() and name.casefold() == code.casefold()]
    hint = f"did you mean {meant[0]}?" if meant else "give its two letters, for example KZ, or ZZ where none is known"
    raise BriefError(f"{code!r} is not an ISO 3166 country code; {hint}", path=path, line=line)


def read_report(
    path: Path,
    *,
    locale: str | None = None,
    published: date | None = None,
    country: str | None = None,
    encoding: str | None = None,
    read_bytes: Callable[[Path], bytes] = Path.read_bytes,
) -> Report:
    """The report in the file `path`. Locale and date come from the file's name where they are not given."""
    if locale is None or published is None:
        name, named_date, named_locale = name_parts(path)
        locale, published = locale or named_locale, published or named_date
    else:
        name = path.name.partition(".")[0] or path.name
    if locale not in languages.available():
        known = ", ".join(languages.available())
        if locale in languages.targets():
            told = f"pages can be shown in {locale!r}, but no report can be read in it: its pack has no lexicon"
            raise BriefError(f"{told}; reports can be in {known}", path=path)
        raise BriefError(f"there is no language pack {locale!r}; there are: {known}", path=path)
    content = _content(path, read_bytes)
    text, used = decode(content, encoding=encoding, path=path)
    if not text.strip():
        raise BriefError("the report is empty; paste its text into the file", path=path)
    return Report(
        name=name,
        locale=locale,
        text=text,
        sha256=hashlib.sha256(content).hexdigest(),
        dateline=Dateline(published=published),
        country=country_code(country, path=path),
        encoding=used,
    )


def _content(path: Path, read_bytes: Callable[[Path], bytes]) -> bytes:
    try:
        return read_bytes(path)
    except FileNotFoundError as error:
        raise BriefError("there is no such file", path=path) from error
    except IsADirectoryError as error:
        raise BriefError("is a folder; name the report's file", path=path) from error
    except OSError as error:
        raise BriefError(f"cannot be read: {error.strerror}", path=path) from error


def written_in(text: str, codes: Sequence[str] | None = None) -> str:
    """Which language (of `codes`, or of all there are packs for) shares its script with most letters of `text`."""
    sample = text[:10_000]
    return max(codes or languages.available(), key=lambda code: sum(map(_letter_of(code), sample)))


def _letter_of(code: str) -> Callable[[str], bool]:
    script = _english().scripts[languages.load(code).script].upper()
    return lambda character: unicodedata.name(character, "").startswith(script)


@cache
def _english() -> Locale:
    """CLDR's English names, which are not needed where a report is read whose language and country are known."""
    from babel import Locale

    return Locale("en")
