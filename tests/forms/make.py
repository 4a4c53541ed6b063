"""Writes the test forms of the form filler: `python tests/forms/make.py`, with the packages of tests/documents/requirements.txt.

Each form is made with python-docx and saved again by LibreOffice, as NAME.docx and NAME.resaved.docx, beside a case NAME.json that
says which places there are, what goes there, and how the changed lines read afterwards. They are kept in the repository; run
this again only when a form is added or changed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import applicant
import lines
import marks
import tables
import whole

FOLDER = Path(__file__).resolve().parents[2] / "crates/dossier/tests/forms"
FORMS = [*tables.FORMS, *lines.FORMS, *marks.FORMS, *whole.FORMS]


def resave(folder: Path, names: list[str]) -> None:
    """Lets LibreOffice open and save every form."""
    with tempfile.TemporaryDirectory() as work:
        profile = f"-env:UserInstallation={(Path(work) / 'profile').as_uri()}"
        out = Path(work) / "out"
        files = [str(folder / f"{name}.docx") for name in names]
        command = ["soffice", "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        for name in names:
            (folder / f"{name}.resaved.docx").write_bytes((out / f"{name}.docx").read_bytes())


def main(wanted: list[str]) -> None:
    forms = [form for form in (make() for make in FORMS) if not wanted or form.name in wanted]
    for form in forms:
        form.save(FOLDER)
    resave(FOLDER, [form.name for form in forms if form.resaved])
    save = json.dumps(applicant.SAVE, ensure_ascii=False, indent=1)
    (FOLDER / "applicant.json").write_text(save + "\n", encoding="utf-8")
    print(f"{len(forms)} forms, {sum(len(form.places) for form in forms)} places in {FOLDER}")


if __name__ == "__main__":
    main(sys.argv[1:])
