"""A test form under construction: python-docx for the document, plain markup for what it does not offer, and what is expected
of whoever fills it."""

import copy
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import applicant
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}


def markup(text: str):
    """An element of markup in which the usual prefixes stand for their vocabularies."""
    name = text[1:].split(None, 1)[0].split(">", 1)[0].rstrip("/")
    return parse_xml(text.replace(f"<{name}", f"<{name} {DECLARED}", 1))


def blank_document():
    """python-docx's document with only the styles that the forms use."""
    document = docx.Document()
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) not in KEPT_STYLES:
            styles.remove(style)
    for name, look in (("Placeholder Text", '<w:color w:val="808080"/>'), ("Comment Reference", '<w:sz w:val="21"/>')):
        style = f'<w:style w:type="character" w:styleId="{name.replace(" ", "")}">'
        styles.append(markup(f'{style}<w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'))
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)
    normal = document.styles["Normal"]
    normal.font.name = "Times New Roman"
    normal.font.size = Pt(12)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    return document


@dataclass
class Expected:
    """One place and what is expected there."""

    label: str
    found: str
    targets: list[str] = field(default_factory=list)
    kind: str = "text"
    text: str | None = None


@dataclass
class Form:
    """A test form: the document, its expected places, and how its lines read when it is filled."""

    name: str
    about: str
    document: object = field(default_factory=blank_document)
    places: list[Expected] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    resaved: bool = True

    def certain(self, label, target, kind="text", text=None, after=None):
        """A place that is filled; `after` is how its line reads then, without blanks and lines to write on."""
        text = text or applicant.text(target)
        self.places.append(Expected(label, "certain", [target], kind, text))
        if after != "":
            self.after.append(after or text)

    def missing(self, label, target, kind="text"):
        """A place whose field has no value."""
        self.places.append(Expected(label, "certain", [target], kind))

    def doubtful(self, label, *targets, kind="text"):
        """A place that is asked about."""
        self.places.append(Expected(label, "doubtful", list(targets), kind))

    def other(self, label, found, kind="text"):
        """A place that nothing is proposed for: none, reserved, occupied."""
        self.places.append(Expected(label, found, [], kind))

    def line(self, text="", bold=False, font=None, size=None):
        """A paragraph of one run."""
        paragraph = self.document.add_paragraph()
        if text:
            write(paragraph, text, bold, font, size)
        return paragraph

    def raw(self, text):
        """Markup at the end of the body."""
        element = markup(text)
        body = self.document.element.body
        body.insert(len(body) - 1, element)
        return element

    def table(self, rows, bold_labels=True, font=None, size=None):
        """A table with one cell for each text; an empty text is a blank cell."""
        columns = max(map(len, rows))
        table = self.document.add_table(rows=len(rows), cols=columns, style="Table Grid")
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                if text:
                    write(table.cell(row, column).paragraphs[0], text, bold_labels, font, size)
        return table

    def save(self, folder: Path):
        """Writes the document and the case; the same form gives the same bytes."""
        stream = io.BytesIO()
        self.document.save(stream)
        (folder / f"{self.name}.docx").write_bytes(fixed(stream.getvalue()))
        case = {
            "about": self.about,
            "resaved": self.resaved,
            "places": [vars(place) for place in self.places],
            "after": self.after,
        }
        text = json.dumps(case, ensure_ascii=False, indent=1)
        (folder / f"{self.name}.json").write_text(text + "\n", encoding="utf-8")


def write(paragraph, text, bold=False, font=None, size=None, underline=False):
    """Adds a run."""
    run = paragraph.add_run(text)
    if bold:
        run.font.bold = True
    if underline:
        run.font.underline = True
    if font:
        run.font.name = "Times New Roman"
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size:
        run.font.size = Pt(size)
    return run


def insert(paragraph, text):
    """Markup at the end of a paragraph."""
    element = markup(text)
    paragraph._element.append(element)
    return element


def vertical(cell, text):
    """Writes a label one character a line."""
    for position, character in enumerate(text):
        paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
        write(paragraph, character, bold=True)


def marked(cell, font="仿宋", size=10.5):
    """Gives the mark of a blank paragraph a font, as a form does whose cells were formatted."""
    properties = cell.paragraphs[0]._element.get_or_add_pPr()
    properties.append(
        markup(f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="{font}"/><w:sz w:val="{int(size * 2)}"/></w:rPr>')
    )


DROPPED = ("thumbnail", "customXml", "stylesWithEffects")
"""Parts of python-docx's template that no form needs."""


def fixed(package: bytes) -> bytes:
    """The package without what no form needs and with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if any(part in entry.filename for part in DROPPED):
                continue
            info = copy.copy(entry)
            info.date_time = (2026, 1, 1, 0, 0, 0)
            data = old.read(entry)
            if entry.filename.endswith((".rels", "[Content_Types].xml")):
                data = re.sub("|".join(f"<(Relationship|Override)[^>]*{part}[^>]*/>" for part in DROPPED).encode(), b"", data)
            new.writestr(info, data)
    return out.getvalue()
