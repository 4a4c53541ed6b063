"""The test forms of the form filler, filled by the program under test, as python-docx and plain XML read them."""

import json
import os
import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import docx
from lxml import etree
from packages import ROOT

FOLDER = ROOT / "crates/dossier/tests/forms"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
NAMES = sorted(path.name for path in FOLDER.glob("*.docx"))
TICKED = {"Wingdings 2": {0x52: "☑", 0xA3: "□"}, "Wingdings": {0xFE: "☑", 0xA8: "□"}}


@dataclass
class Filled:
    """A form before and after it was filled with what is certain, and what the program said about it."""

    name: str
    before: Path
    after: Path
    told: dict

    @cached_property
    def case(self) -> dict:
        name = self.name.removesuffix(".docx").removesuffix(".resaved")
        return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

    @cached_property
    def trees(self) -> tuple:
        return tuple(etree.fromstring(part(path)) for path in (self.before, self.after))

    @property
    def changed(self) -> list[str]:
        """The lines that stand in the filled form and not, or not as often, in the form."""
        before, after = (lines(tree) for tree in self.trees)
        left = Counter(before)
        left.subtract(line for line in after if line)
        return [line for line in after if line and left[line] < 0 and not left.update({line: 1})]

    @cached_property
    def word(self):
        return docx.Document(str(self.after))


def fill(name: str, folder: Path) -> Filled:
    before, after = FOLDER / name, folder / f"filled.{name}"
    program = os.environ.get("QAK_XTASK")
    command = [program] if program else ["cargo", "run", "--quiet", "--package", "xtask", "--"]
    command += ["form", str(before), str(FOLDER / "applicant.json"), "--out", str(after)]
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    return Filled(name, before, after, json.loads(done.stdout))


def main_part(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        relationships = etree.fromstring(parts.read("_rels/.rels"))
    return next(each.get("Target") for each in relationships if each.get("Type").endswith("/officeDocument")).lstrip("/")


def part(path: Path, name: str | None = None) -> bytes:
    with zipfile.ZipFile(path) as parts:
        return parts.read(name or main_part(path))


def lines(tree, version="Choice") -> list[str]:
    """The lines of a document as they are read: without blanks, lines to write on, and deleted text; of text boxes in two
    versions only one."""
    return [re.sub(r"[\s_＿\u200b]", "", text(each)) for each in tree.iter(f"{W}p") if not hidden(each, version)]


def hidden(element, version: str) -> bool:
    other = f"{MC}{'Fallback' if version == 'Choice' else 'Choice'}"
    return any(above.tag == other for above in element.iterancestors())


def text(paragraph) -> str:
    return "".join(piece for element in paragraph.iter() if own(element, paragraph) for piece in shown(element))


def own(element, paragraph) -> bool:
    nearest = next((above for above in element.iterancestors(f"{W}p")), None)
    return nearest is paragraph


def shown(element) -> list[str]:
    run = next((above for above in element.iterancestors(f"{W}r")), None)
    if element.tag == f"{W}t":
        return [ticked(font(run), ord(sign)) or sign for sign in element.text or ""]
    if element.tag == f"{W}sym":
        return [ticked(element.get(f"{W}font"), int(element.get(f"{W}char"), 16)) or "?"]
    if element.tag == f"{W}checkBox":
        state = element.find(f"{W}checked")
        return ["☑" if state is not None and state.get(f"{W}val") not in ("0", "false") else "□"]
    if element.tag == f"{W}ddList":
        entries = [entry.get(f"{W}val") for entry in element.iter(f"{W}listEntry")]
        chosen = element.find(f"{W}result")
        return [entries[int(chosen.get(f"{W}val"))] if chosen is not None else ""]
    return []


def font(run) -> str:
    fonts = None if run is None else run.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii") or ""


def ticked(name: str, code: int) -> str | None:
    """A box as a reader sees it, in whatever way it is drawn."""
    plain = {0x2610: "□", 0x2611: "☑", 0x2612: "☑"}
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    return TICKED.get(name, {}).get(code) or plain.get(code)


def frame(tree) -> list[str]:
    """Everything but runs and what notes the state of a control, element by element."""
    noted = {f"{W}showingPlcHdr", f"{W}checked", f"{W}result", f"{W14}checked"}
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in noted or any(above.tag == f"{W}r" for above in element.iterancestors()):
            continue
        if element.tag != f"{W}r":
            attributes = {key: value for key, value in element.attrib.items() if key != f"{W}fullDate"}
            found.append(f"{depth(element)} {element.tag} {sorted(attributes.items())}")
    return found


def depth(element) -> int:
    return sum(1 for _ in element.iterancestors())
