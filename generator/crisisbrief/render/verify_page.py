"""Edition -> verify.html: tells on a reader's phone which files the desk signed. One small page, nothing asked of
anybody, no better than where it came from: so it shows the fingerprint of the key that it checks with.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from crisisbrief import languages
from crisisbrief.languages.interface import interface
from crisisbrief.manifest import MANIFEST
from crisisbrief.model import Edition, PublicKey
from crisisbrief.read import point
from crisisbrief.render.html import isolated

NAME = "verify.html"


def verify_page(edition: Edition) -> bytes | None:
    """The page in every language of the edition; None where the desk has no key, and so nothing can be checked."""
    if edition.key is None:
        return None
    codes, script = edition.locales, _script(edition.key)
    choose, *said = zip(*(_texts(code) for code in codes), strict=True)
    compare, cannot, forged, genuine, unsigned = (_said(codes, each) for each in said)
    policy = f"default-src 'none';script-src 'sha256-{_sha256(script)}'"
    # written by hand, not by `element`: the page is to stay under 2 KB, and HTML lets most end tags go
    page = [
        f"<!doctype html><html lang={codes[0]} dir={languages.load(codes[0]).direction}><meta charset=utf-8>",
        "<meta name=viewport content=width=device-width>",
        '<meta name=color-scheme content="light dark">',
        f'<meta http-equiv=Content-Security-Policy content="{policy}">',
        f"<title>{choose[0]}</title><main><h1 id=h>{choose[0]}</h1>",
        _said(codes, ("", *choose[1:])),
        compare,
        f"<p><bdi dir=ltr>{edition.key.fingerprint}</bdi><div id=n>{cannot}</div><hr><output id=o></output>",
        f"<div id=r hidden><div>✘{forged}<hr></div><div>✔{genuine}<hr></div><div>{unsigned}<hr></div>",
        f"<input id=f type=file multiple aria-labelledby=h></div></main><script>{script}</script>\n",
    ]
    return "".join(page).encode()


def _texts(code: str) -> tuple[str, ...]:
    """All that the page says, in one language."""
    words = interface(code)
    return (
        words.text("Choose files to check"),
        words.text("Compare this number with the one that you were told:"),
        words.text("This browser cannot check."),
        words.text("Altered or forged"),
        words.text("Genuine"),
        words.text("Not signed. Choose {file} with it.", file=isolated(MANIFEST, code)),
    )


def _said(codes: tuple[str, ...], texts: tuple[str, ...]) -> str:
    """A text in every language, each in its own direction; the document is in the first."""
    own, *others = zip(codes, texts, strict=True)
    marked = (f"<p lang={code} dir={languages.load(code).direction}>{text}" for code, text in others)
    return "".join([f"<p>{own[1]}" if own[1] else "", *marked])


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _script(key: PublicKey) -> str:
    lines = (line.strip() for line in (files(__package__) / "verify.js").read_text("utf-8").splitlines())
    script = "".join(line for line in lines if not line.startswith("//"))
    return script.replace("KEY", base64.b64encode(point(key)).decode())
