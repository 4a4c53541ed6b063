"""Packages to check, and what must stand in them, worked out from the save file and the schemes alone."""

import copy
import hashlib
import json
import os
import re
import subprocess
import tomllib
import zipfile
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLOCK = "2026-11-24T09:00:00"
FORM, REPORT, WORKBOOK = "01 申报表.docx", "02 自评报告.docx", "03 自评评分表.xlsx"
CATALOGUE, TRADE_SECRETS, OVERVIEW = "04 证实性材料目录.docx", "05 商业秘密标注清单.docx", "清单.xlsx"
COMMITMENT, NOTICE, CHECKLIST = "06 真实性承诺书.docx", "07 内部公示.docx", "08 申报材料检查清单.docx"
RECOMMENDATION = "09 推荐意见.docx"
SAVE_FILE, LIST = "申报数据.json", "SHA256SUMS.txt"
WORD, SHEETS = [FORM, REPORT, CATALOGUE, TRADE_SECRETS, COMMITMENT, NOTICE, CHECKLIST], [WORKBOOK, OVERVIEW]
DOCUMENTS = [FORM, REPORT, WORKBOOK, CATALOGUE, TRADE_SECRETS, COMMITMENT, NOTICE, CHECKLIST, SAVE_FILE, OVERVIEW, LIST]
"""The files of a package that are not evidence, in their order; after the check list come recommendations, for those who need any."""

CRITERIA = tomllib.loads((ROOT / "schemes/gbt19580-2012.toml").read_text(encoding="utf-8"))
GROUPS = tomllib.loads((ROOT / "schemes/application-form.toml").read_text(encoding="utf-8"))["group"]
SCHEME = tomllib.loads((ROOT / "schemes/xinyang-2022/scheme.toml").read_text(encoding="utf-8"))
REQUIREMENTS = tomllib.loads((ROOT / "schemes/xinyang-2022/requirements.toml").read_text(encoding="utf-8"))["requirement"]
LIBRARY = {
    row["id"]: row for row in tomllib.loads((ROOT / "schemes/indicators.toml").read_text(encoding="utf-8"))["indicator"]
}
ITEMS = [item for category in CRITERIA["category"] for item in category["item"]]
FIELDS = [field for group in GROUPS for field in group["field"]]
KINDS = {field["id"]: field["kind"] for field in FIELDS}

NAUGHTY = "=cmd|' /C calc'!A0\n+1\n@SUM(1)\n<w:p>&amp;]]>\"'</w:t>\u0000\u0001\u001b\uffff\n㐂䶮𠮷👨‍👩‍👧\n- 一点\n\tT"
"""Looks like markup and formulas; has characters that XML forbids, and rare ones."""


def card(save: dict) -> dict:
    """What a save file records for each item in the assessed year."""
    return save.get("cards", {}).get(str(save["about"]["year"]), {}).get("items", {})


def sample() -> dict:
    return json.loads((ROOT / "samples/yunwu-tea.json").read_text(encoding="utf-8"))


def empty() -> dict:
    about = {"id": "empty", "scheme": SCHEME["id"], "criteria": CRITERIA["id"], "created": CLOCK, "year": 2025}
    return {"format": "quality-award-kit", "version": 2, "about": about}


def partial() -> dict:
    """The sample with a category and some items unscored, and both ends of the scale."""
    save = copy.deepcopy(sample())
    items = card(save)
    for item in ("4.1.2", "4.2.2", "4.2.3", "4.4.5", "4.7.3"):
        items[item].pop("percent")
    items["4.3.2"]["percent"], items["4.3.3"]["percent"] = 0, 100
    return save


def naughty() -> dict:
    """Naughty text in every place that takes text."""
    save = empty()
    texts = ("strengths", "ofis", "reason")
    save["fields"] = {field["id"]: NAUGHTY for field in FIELDS}
    save["answers"] = {"is_branch": {"choice": "yes", "note": NAUGHTY}, "does_business": {"choice": "no"}}
    items = {item["id"]: {"percent": 0, **dict.fromkeys(texts, NAUGHTY)} for item in ITEMS}
    save["cards"] = {str(save["about"]["year"]): {"items": items}}
    save["narratives"] = {item["id"]: NAUGHTY for item in ITEMS}
    save["profile"] = {section["id"]: NAUGHTY for section in CRITERIA["profile"]["section"]}
    texts = ("name", "unit", "formula", "target", "competitor", "competitor_value", "average", "benchmark", "source", "note")
    indicator = {**dict.fromkeys(texts, NAUGHTY), "values": {"2024": NAUGHTY, "2025": NAUGHTY}}
    results = (item["id"] for item in ITEMS if item["kind"] == "result")
    save["indicators"] = {f"k{at:04}": {"item": item, **indicator} for at, item in enumerate(results)}
    return save


def strings() -> dict:
    """The Big List of Naughty Strings through every text, one by one: half a thousand pieces of evidence, fields, prose, factors."""
    every = [text for text in json.loads(Path(os.environ["QAK_BLNS"]).read_text(encoding="utf-8")) if text.strip()]
    save = empty()
    text = lambda at: every[at % len(every)]
    typed = [field["id"] for field in FIELDS if field["kind"] not in ("series", "computed", "computed_series", "answer", "blank")]
    save["fields"] = {id: text(at * 7) for at, id in enumerate(typed)}
    texts = ("strengths", "ofis", "reason")
    items = {}
    for at, item in enumerate(ITEMS):
        chunks = [every[start :: 3 * len(ITEMS)] for start in range(3 * at, 3 * at + 3)]
        items[item["id"]] = {"percent": 5 * (at % 21), **{name: "\n".join(chunk) for name, chunk in zip(texts, chunks, strict=True)}}
    save["cards"] = {str(save["about"]["year"]): {"items": items}}
    save["narratives"] = {item["id"]: "\n".join(every[at :: len(ITEMS)]) for at, item in enumerate(ITEMS)}
    save["profile"] = {section["id"]: text(at * 11) for at, section in enumerate(CRITERIA["profile"]["section"])}
    questions = tomllib.loads((ROOT / "schemes/xinyang-2022/questions.toml").read_text(encoding="utf-8"))["question"]
    save["answers"] = {question["id"]: {"choice": "yes", "note": text(at * 13)} for at, question in enumerate(questions)}
    series = [field["id"] for field in FIELDS if field["kind"] == "series"]
    save["series"] = {id: {str(year): text(at * 3 + year) for year in (2023, 2024, 2025)} for at, id in enumerate(series)}
    wordy = [each for each in every if not any(character.isnumeric() for character in each)]
    columns = ("name", "unit", "formula", "target", "competitor", "competitor_value", "average", "benchmark", "source", "note")
    word = lambda at: wordy[at % len(wordy)]
    save["indicators"] = {
        f"k{at:04}": {"item": item, **{name: word(at * 10 + place) for place, name in enumerate(columns)}, "values": {"2025": word(at)}}
        for at, item in enumerate(item["id"] for item in ITEMS if item["kind"] == "result" for _ in range(8))
    }
    save["evidence"] = {
        f"e{at:03}": {
            "title": text(at),
            "issuer": text(at + 1),
            "pages": str(at % 9),
            "dated": "2026-03-18",
            "valid_until": "2027年1月2日",
            "order": at,
            "links": [{"item": ITEMS[at % len(ITEMS)]["id"]}],
        }
        for at in range(500)
    }
    return save


def full() -> dict:
    """Every text as long as its limit, figures as large as they may be, a formula at the head of every one."""
    formula = "=cmd|' /C calc'!A0 㐂䶮𠮷 "
    text = lambda length: (formula + "信阳毛尖" * length)[:length]
    paragraphs = lambda length: "\n".join(text(min(400, length - start)) for start in range(0, length, 400))
    save = empty()
    lengths = {"long_text": 2_000, "text": 60}
    for field in FIELDS:
        if field["kind"] in lengths:
            save["fields"] = save.get("fields", {}) | {field["id"]: text(lengths[field["kind"]])}
    years = ("2023", "2024", "2025")
    save["series"] = {field["id"]: dict.fromkeys(years, "99999999999.9999") for field in FIELDS if field["kind"] == "series"}
    finding = 250
    items = {item["id"]: {"percent": 100, "strengths": text(finding), "ofis": text(finding), "reason": text(finding)} for item in ITEMS}
    save["cards"] = {str(save["about"]["year"]): {"items": items}}
    save["narratives"] = {item["id"]: paragraphs(60_000 // len(ITEMS) - 2 * finding) for item in ITEMS}
    sections = CRITERIA["profile"]["section"]
    save["profile"] = {section["id"]: text(3_000 // len(sections)) for section in sections}
    save["evidence"] = {
        f"e{at:03}": {
            "title": text(80) + str(at),
            "issuer": text(40),
            "pages": "999",
            "dated": "2026-03-18",
            "valid_until": "2027年1月2日",
            "trade_secret": True,
            "order": at,
            "links": [{"item": ITEMS[at % len(ITEMS)]["id"]}],
        }
        for at in range(500)
    }
    lines = ("unit", "formula", "target", "competitor", "competitor_value", "average", "benchmark", "source", "note")
    values = {"2023": "1", "2024": "99999999999.9999", "2025": "0"}
    save["indicators"] = {
        f"k{at:04}": {"item": item, "name": text(40) + str(at), **dict.fromkeys(lines, text(30)), "values": values}
        for at, item in enumerate(item["id"] for item in ITEMS if item["kind"] == "result" for _ in range(12))
    }
    return save


HOSTILE = ["a/b\\c:d*e?.pdf", "CON", "../../etc/passwd", ".hidden", "㐂䶮𠮷.PNG", "名字 . ", "长" * 300 + ".docx", "e\u0301.txt", "=1+1.csv"]
"""Names of files that some system refuses or takes for something else."""


def content(piece: str) -> bytes:
    """What is in the file of a piece of evidence."""
    return f"{piece}\n".encode() * 40


def evidence() -> dict:
    """Five hundred pieces of evidence; every second has a file, every tenth a hostile name, some the same title."""
    save = empty()
    save["evidence"] = {}
    for at in range(500):
        piece = f"e{at:03}"
        item = ITEMS[at % len(ITEMS)]["id"]
        record = {"title": f"证明材料 {at // 3}", "issuer": NAUGHTY if at % 50 == 0 else "某局", "pages": str(at % 7), "order": at}
        record["links"] = [{"item": item}] if at % 5 else [{"requirement": "established"}]
        record |= {"dated": "2026-03-18", "valid_until": "2027年1月2日"}
        if at % 9 == 0:
            record["trade_secret"] = True
        if at % 2 == 0:
            name = HOSTILE[at // 10 % len(HOSTILE)] if at % 10 == 0 else f"{at}.pdf"
            record["title"] = name if at % 10 == 0 else record["title"]
            data = content(piece)
            record["file"] = {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "modified": at}
        save["evidence"][piece] = record
    return save


CASES = {
    "sample": sample,
    "empty": empty,
    "partial": partial,
    "naughty": naughty,
    "strings": strings,
    "full": full,
    "evidence": evidence,
}


DRAWN = ["sample", "partial", "full"]
"""The cases whose indicators have figures to be drawn."""


def write_files(save: dict, folder: Path) -> Path:
    """Writes the files of the evidence, under names that say nothing."""
    folder.mkdir()
    for piece, record in save.get("evidence", {}).items():
        if "file" in record:
            (folder / f"{piece}.bin").write_bytes(content(piece))
    return folder


def make(case: str, folder: Path) -> "Package":
    """Makes the package of a case. QAK_PACKAGE_DIR names a folder that holds the sample's package already."""
    given = os.environ.get("QAK_PACKAGE_DIR")
    save = folder / "save.json"
    save.write_text(json.dumps(CASES[case](), ensure_ascii=False), encoding="utf-8")
    if case == "sample" and given:
        (archive,) = Path(given).glob("*.zip")
    else:
        out = folder / "made"
        program = os.environ.get("QAK_XTASK")
        command = [program] if program else ["cargo", "run", "--quiet", "--package", "xtask", "--"]
        files = write_files(CASES[case](), folder / "files")
        arguments = [str(save), "--out", str(out), "--at", CLOCK, "--evidence", str(files)]
        subprocess.run([*command, "package", *arguments], check=True, cwd=ROOT)
        (archive,) = out.glob("*.zip")
    unpacked = folder / "unpacked"
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(unpacked)
    return Package(case, archive, unpacked, json.loads(save.read_text(encoding="utf-8")))


@dataclass
class Package:
    """A package, where it was unpacked, and the save file it was made of."""

    case: str
    archive: Path
    folder: Path
    save: dict

    @property
    def documents(self) -> list[str]:
        """The names of the files that are not evidence, in their order."""
        answers = self.save.get("answers", {})
        is_recommended = answers.get("is_branch", {}).get("choice") == "yes" or answers.get("does_business", {}).get("choice") == "no"
        after = DOCUMENTS.index(CHECKLIST) + 1
        return DOCUMENTS[:after] + ([RECOMMENDATION] if is_recommended else []) + DOCUMENTS[after:]

    @property
    def evidence(self) -> dict:
        return self.save.get("evidence", {})

    @property
    def contents(self) -> set[str]:
        """The hashes of the files of the evidence."""
        return {record["file"]["sha256"] for record in self.evidence.values() if "file" in record}

    @property
    def years(self) -> list[int]:
        return [self.save["about"]["year"] - back for back in (2, 1, 0)]

    def percent(self, item: str) -> int | None:
        return card(self.save).get(item, {}).get("percent")

    def text(self, item: str, which: str) -> str:
        return card(self.save).get(item, {}).get(which, "")

    def narrative(self, item: str) -> str:
        return self.save.get("narratives", {}).get(item, "")

    @property
    def indicators(self) -> list[dict]:
        """The indicators in the order of the documents."""
        order = [item["id"] for item in ITEMS]
        kept = sorted(self.save.get("indicators", {}).items())
        return sorted((each for _, each in kept), key=lambda each: order.index(each["item"]))

    def figures(self, indicator: dict) -> dict[int, str] | None:
        """The figures of an indicator by year as typed there or in the form; None for one that is computed."""
        template = LIBRARY.get(indicator.get("library"), {})
        if KINDS.get(template.get("field")) == "computed_series":
            return None
        values = self.save.get("series", {}).get(template["field"], {}) if "field" in template else indicator.get("values", {})
        return {year: values.get(str(year), "") for year in self.years}

    @cached_property
    def points(self) -> dict[str, Fraction | None]:
        """The points of each item, exact; None while unscored."""
        percents = {item["id"]: self.percent(item["id"]) for item in ITEMS}
        return {
            item["id"]: None if percents[item["id"]] is None else Fraction(item["points"] * percents[item["id"]], 100)
            for item in ITEMS
        }

    @property
    def range(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest total that are possible."""
        scored = sum((points for points in self.points.values() if points is not None), Fraction(0))
        open_points = sum(item["points"] for item in ITEMS if self.points[item["id"]] is None)
        return scored, scored + open_points


def heading(save: dict, record: dict) -> tuple[bool, tuple[int, ...], str]:
    """What a piece of evidence stands under: the first item that it or its indicator proves, else the first clause."""
    order = [item["id"] for item in ITEMS]
    clauses = {requirement["id"]: requirement["clause"] for requirement in REQUIREMENTS}
    found = []
    for link in record.get("links", []):
        ((kind, target),) = link.items()
        item = save["indicators"][target]["item"] if kind == "indicator" else target if kind == "item" else None
        if item:
            found.append((False, (order.index(item),), item))
        else:
            # No rule reads a field that something is linked to in these cases.
            parts = re.findall(r"\d+", clauses[target] if kind == "requirement" else SCHEME["materials"]["clause"])
            found.append((True, tuple(map(int, parts)), ".".join(parts)))
    return min(found)


def numbers(save: dict) -> dict[str, str]:
    """The number of every piece of evidence by its id, in the order of the register: by item, then by clause."""
    pieces = sorted(save.get("evidence", {}).items(), key=lambda piece: (heading(save, piece[1]), piece[1]["order"]))
    counts: dict[str, int] = {}
    numbered = {}
    for piece, record in pieces:
        prefix = heading(save, record)[2]
        counts[prefix] = counts.get(prefix, 0) + 1
        numbered[piece] = f"{prefix}-{counts[prefix]:02}"
    return numbered


def one_line(text: str) -> str:
    """A text as documents show it on one line."""
    return " ".join(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text).split())


def lines(text: str) -> list[str]:
    """The lines of a text as documents show them: without what XML forbids, without the marks of lists."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
    bare = (re.sub(r"^([-•·*]\s+|\d+([、．]|\. )\s*)", "", line.strip()) for line in text.splitlines())
    return [re.sub(r"\s+", " ", line) for line in bare if line]


def written(field: dict, text: str) -> list[str]:
    """A field's value as documents write it."""
    date = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?", text.strip())
    if field["kind"] == "date" and date:
        year, month, day = map(int, date.groups())
        return [f"{year}年{month}月{day}日"]
    if field["kind"] in ("number", "integer"):
        return [grouped(one_line(text))]
    return lines(text)


def grouped(text: str) -> str:
    """A number with a comma before every three digits, if it is written plainly."""
    number = re.fullmatch(r"(-?[1-9][0-9]{3,})((?:\.[0-9]*)?)", text)
    return f"{int(number[1]):,}{number[2]}" if number else text
