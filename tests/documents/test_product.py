"""The built file, read as text by a program that knows nothing of how it was built."""

import base64
import gzip
import hashlib
import json
import re
import string
from html.parser import HTMLParser
from pathlib import Path

import pytest

LIMIT = 2_400_000
"""Bytes that the file may have. ARCHITECTURE.md says what they are for."""


class Page(HTMLParser):
    """Collects what a policy is about: references, scripts, styles, inline handlers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.policy = ""
        self.references: list[str] = []
        self.blocks: list[tuple[str, dict, str]] = []
        self.handlers: list[str] = []
        self._open: tuple[str, dict] | None = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"]
        self.references += [named[name] for name in ("src", "href", "action", "data") if name in named]
        self.handlers += [name for name in named if name.startswith("on") or name == "style"]
        self._open = (tag, named) if tag in ("script", "style") else None

    def handle_data(self, data):
        if self._open:
            self.blocks.append((*self._open, data))

    def handle_endtag(self, tag):
        self._open = None


@pytest.fixture(scope="session")
def page(product: Path) -> Page:
    return Page(product.read_text(encoding="utf-8"))


def code(page: Page) -> str:
    return "\n".join(text for tag, attrs, text in page.blocks if tag == "script" and "type" not in attrs)


ALPHABET = string.ascii_letters[26:] + string.ascii_letters[:26] + string.digits + '!#$%&()*+,./:;-=>?@[]^_`{|}~"'
"""The characters of basE91 in the order of their values, with a dash for the less-than sign."""


def base91(text: str) -> bytes:
    """Decodes as the description of basE91 says: a pair of characters holds 13 bits, or 14 where that is possible."""
    values = [ALPHABET.index(character) for character in text]
    bits = []
    for low, high in zip(values[::2], values[1::2], strict=False):
        pair = low + 91 * high
        bits += [pair >> place & 1 for place in range(13 if pair & 8191 > 88 else 14)]
    if len(values) % 2:
        bits += [values[-1] >> place & 1 for place in range(8 - len(bits) % 8)]
    return bytes(sum(bit << place for place, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits) // 8 * 8, 8))


def wasm(page: Page) -> bytes:
    packed = (text for _, attrs, text in page.blocks if attrs.get("type") == "application/octet-stream")
    return gzip.decompress(b"".join(map(base91, packed)))


def test_file_is_small(product):
    assert product.stat().st_size <= LIMIT


def test_nothing_is_referred_to(page):
    assert [reference for reference in page.references if not reference.startswith("data:")] == []
    assert page.handlers == []


def test_policy_allows_exactly_what_is_there(page):
    directives = dict(part.strip().split(" ", 1) for part in page.policy.split(";"))
    hashes = {"script": set(), "style": set()}
    for tag, attrs, text in page.blocks:
        if "type" not in attrs:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            hashes[tag].add(f"'sha256-{digest}'")
    assert set(directives["script-src"].split()) == hashes["script"] | {"'wasm-unsafe-eval'"}
    assert set(directives["style-src"].split()) == hashes["style"]
    assert directives["img-src"] == "data: blob:"
    closed = ("default-src", "connect-src", "form-action", "base-uri")
    assert [directives[name] for name in closed] == ["'none'"] * len(closed)
    assert set(directives) == {"script-src", "style-src", "img-src", *closed}


def test_script_knows_the_wasm(page):
    assert hashlib.sha256(wasm(page)).hexdigest() in code(page)


@pytest.mark.parametrize(
    "way",
    [r"RTCPeerConnection", r"window\.open\b", r"location\.(assign|replace)\b", r"location(\.href)?\s*=[^=]",
     r"\bfetch\s*\(", r"sendBeacon", r"new (WebSocket|EventSource|Worker)\b", r"\beval\s*\("],
)
def test_code_has_no_way_out(page, way):
    """The policy blocks most of these; navigation and WebRTC it cannot block, so the code must not contain them."""
    text = code(page)
    found = [text[max(0, match.start() - 700) : match.end()] for match in re.finditer(way, text)]
    # The glue can load a module from an address; the boot script always hands it a compiled one. The other is the request
    # that the page of privacy tries, to show that it is refused.
    meant = ("module_or_path", "__wbg_fetch_")
    assert [place for place in found if not any(word in place for word in meant)] == []


def test_no_machine_is_named(page):
    everything = code(page).encode() + wasm(page)
    assert re.findall(rb"(?<![\w.-])(?:/home/|/root/|/Users/|[A-Z]:\\Users\\)[^\x00\"']{1,60}", everything) == []


def test_checksum_fits(product):
    digest, name = product.with_suffix(".html.sha256").read_text().split()
    assert name == product.name
    assert digest == hashlib.sha256(product.read_bytes()).hexdigest()


def test_bill_of_materials_fits(product):
    """Everything inside is named with its licence, and what comes from elsewhere with its checksum."""
    bill = json.loads(product.with_suffix(".cdx.json").read_text(encoding="utf-8"))
    hashes = bill["metadata"]["component"]["hashes"]
    assert hashes == [{"alg": "SHA-256", "content": hashlib.sha256(product.read_bytes()).hexdigest()}]
    components = {component["name"]: component for component in bill["components"]}
    assert {"yew", "wasm-bindgen", "jiff", "zip"} <= components.keys()
    assert [name for name, each in components.items() if not each["licenses"][0]["expression"]] == []
    own = {"award", "dossier", "schemes", "quality-award-kit"}
    assert [name for name, each in components.items() if name not in own and "hashes" not in each] == []
