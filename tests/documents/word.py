"""What python-docx and plain XML find in a Word document."""

import re
import zipfile
from functools import cached_property
from pathlib import Path

import docx
from docx.oxml.ns import qn


class Word:
    """A Word document, read."""

    def __init__(self, path: Path) -> None:
        self.document = docx.Document(str(path))
        self.body = self.document.element.body
        with zipfile.ZipFile(path) as parts:
            self.parts = {name: parts.read(name) for name in parts.namelist()}

    @cached_property
    def paragraphs(self) -> list[str]:
        """The text of every paragraph, in tables and contents too, blanks made equal."""
        return [normal(self.text(paragraph)) for paragraph in self.body.iter(qn("w:p"))]

    def text(self, element) -> str:
        signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
        found = (node.text or "" if node.tag == qn("w:t") else signs.get(node.tag, "") for node in element.iter())
        return "".join(found)

    @cached_property
    def everything(self) -> str:
        return "\n".join(self.paragraphs)

    def style_of(self, paragraph) -> str:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return "" if style is None else style.get(qn("w:val"))

    def headings(self, deepest: int = 3) -> list[str]:
        names = {f"Heading{level}" for level in range(1, deepest + 1)}
        return [self.text(each) for each in self.body.iter(qn("w:p")) if self.style_of(each) in names]

    def contents(self) -> list[tuple[str, int]]:
        """The entries of the contents list with their pages."""
        found = []
        for paragraph in self.body.iter(qn("w:p")):
            if re.fullmatch(r"TOC\d", self.style_of(paragraph)):
                texts = [node.text for node in paragraph.iter(qn("w:t"))]
                found.append(("".join(texts[:-1]), int(texts[-1])))
        return found

    @cached_property
    def rows(self) -> list[list[str]]:
        """The rows of every table, cell by cell."""
        return [[normal(cell.text) for cell in row.cells] for table in self.document.tables for row in table.rows]


def normal(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
