"""What feeds, sitemaps and linked data say, and what in them breaks a rule of their formats."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from pyld import jsonld
from schema_org import registry

ATOM, XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ENTRY = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (0, 9), "link": (0, 9), "content": (0, 1)}
FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (0, 9), "link": (0, 9), "entry": (0, 999)}
"""How often each may stand there (RFC 4287, 4.1), of what is used here."""
SAFE = {"div", "p", "ul", "li"}
"""What our feeds are made of; every reader shows it."""
_LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


# Atom ----------------------------------------------------------------------------------------------------------------


def atom_faults(feed: str) -> list[str]:
    """What RFC 4287 does not allow in a feed."""
    root = etree.fromstring(feed.encode())
    if root.tag != f"{ATOM}feed":
        return [f"begins with {root.tag}"]
    faults = [*_counted(root, FEED), *_links(root)]
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        faults += [*_counted(entry, ENTRY), *_links(entry), *_content(entry)]
        if root.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
            faults.append("nobody is the author")
    for parent in (root, *entries):
        identity, updated = (parent.findtext(f"{ATOM}{name}") or "" for name in ("id", "updated"))
        if not urlsplit(identity).scheme:
            faults.append(f"the id {identity!r} is no IRI")
        try:
            if datetime.fromisoformat(updated).tzinfo is None:
                faults.append(f"{updated} is in no time zone")
        except ValueError:
            faults.append(f"{updated!r} is no moment")
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    return faults + [f"two have the id {each}" for each in ids if ids.count(each) > 1]


def _counted(parent: etree.Element, allowed: dict[str, tuple[int, int]]) -> Iterator[str]:
    names = [child.tag.removeprefix(ATOM) for child in parent]
    yield from (f"{parent.tag} holds {name}" for name in names if name not in allowed)
    for name, (least, most) in allowed.items():
        if not least <= names.count(name) <= most:
            yield f"{parent.tag} holds {name} {names.count(name)} times"
    for author in parent.findall(f"{ATOM}author"):
        if not (author.findtext(f"{ATOM}name") or "").strip():
            yield "an author without a name"


def _links(parent: etree.Element) -> Iterator[str]:
    links = parent.findall(f"{ATOM}link")
    yield from ("a link that leads nowhere" for link in links if not link.get("href"))
    same = [(link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"]
    if len(set(same)) < len(same):
        yield "two alternates of the same type and language"


def _content(entry: etree.Element) -> Iterator[str]:
    content = entry.find(f"{ATOM}content")
    if content is None:
        if not [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]:
            yield "an entry with neither content nor alternate"
        return
    if content.get("type") != "xhtml" or [child.tag for child in content] != [f"{XHTML}div"]:
        yield "xhtml content is one div"
    for element in content.iter():
        if element is not content and element.tag not in {f"{XHTML}{name}" for name in SAFE}:
            yield f"content holds {element.tag}"
        if element is not content and {*element.attrib} - {"lang", "dir"}:
            yield f"content holds {sorted(element.attrib)}"


# Sitemaps ------------------------------------------------------------------------------------------------------------


def sitemap_faults(text: str, most: int = 50_000) -> list[str]:
    """What sitemaps.org and the extension for languages do not allow in a file."""
    root = etree.fromstring(text.encode())
    inner = {f"{SITEMAP}urlset": "url", f"{SITEMAP}sitemapindex": "sitemap"}.get(root.tag)
    if inner is None:
        return [f"begins with {root.tag}"]
    faults = [f"holds {child.tag}" for child in root if child.tag != f"{SITEMAP}{inner}"]
    if not 1 <= len(root) <= most:
        faults.append(f"holds {len(root)} addresses")
    for child in root:
        names = [each.tag for each in child if not each.tag.startswith(XHTML)]
        if names[:1] != [f"{SITEMAP}loc"] or {*names[1:]} - {f"{SITEMAP}lastmod"} or len(names) > 2:
            faults.append(f"an entry of {names}")
        day = child.findtext(f"{SITEMAP}lastmod")
        if day is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            faults.append(f"{day} is no day")
        addresses = [child.findtext(f"{SITEMAP}loc") or "", *(each.get("href", "") for each in alternates(child))]
        faults += [f"{each} is not whole" for each in addresses if urlsplit(each).scheme not in ("http", "https")]
        faults += [f"{each} is too long" for each in addresses if len(each) > 2048]
        if len(addresses) > 1 and addresses[0] not in addresses[1:]:
            faults.append(f"{addresses[0]} does not name itself among its languages")
    return faults


def locations(text: str) -> list[str]:
    return [each.text or "" for each in etree.fromstring(text.encode()).iter(f"{SITEMAP}loc")]


def alternates(entry: etree.Element) -> list[etree.Element]:
    return entry.findall(f"{XHTML}link")


# Linked data ---------------------------------------------------------------------------------------------------------


def linked_data(page: str) -> dict[str, Any]:
    """The one block of a page, as a browser hands it to a program: nothing in a script is unescaped but JSON."""
    (block,) = _LINKED_DATA.findall(page)
    found: dict[str, Any] = json.loads(block)
    return found


def schema_faults(node: dict[str, Any]) -> list[str]:
    """What the vocabulary of schema.org does not allow, by its types, their properties and what those may hold."""
    try:
        _model({name: value for name, value in node.items() if name != "@context"})
    except (KeyError, ValueError) as fault:
        return [str(fault)]
    return []


def _model(node: dict[str, Any]) -> Any:
    values = {name: _value(name, value) for name, value in node.items() if not name.startswith("@")}
    return registry.get_model(node["@type"])(**values)


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_value(name, each) for each in value]
    if isinstance(value, dict):
        return _model(value)
    allowed = registry.PROPERTY_BY_SCHEMA[name].ranges if name in registry.PROPERTY_BY_SCHEMA else ()
    return date.fromisoformat(value) if "Date" in allowed else value


def expanded(data: dict[str, Any], address: str) -> dict[str, Any]:
    """The same with every word and address as a whole IRI (JSON-LD 1.1); a word that schema.org has not is gone."""
    (found,) = jsonld.expand(data, {"base": address, "documentLoader": _schema_org})
    assert isinstance(found, dict)
    return found


def _schema_org(url: str, options: Any) -> dict[str, Any]:
    """Stands in for the one document that our pages name: each word of the vocabulary with its IRI."""
    assert url == "https://schema.org"
    types = {name: f"https://schema.org/{name}" for name in registry.CLASS_METADATA}
    words: dict[str, Any] = {name: {"@id": each.schema_url} for name, each in registry.PROPERTY_BY_SCHEMA.items()}
    words["url"]["@type"] = "@id"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": {**types, **words}}}
