//! The list of files for people (清单.xlsx): what each file is, its size, its pages, its mark.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::evidence::{Entry as Evidence, register};
use jiff::civil::DateTime;

use super::{Attachment, OVERVIEW, contents};
use crate::archive::{Digest, Entry};
use crate::document::Orientation;
use crate::docx::{Properties, WriteError};
use crate::manifest;
use crate::spreadsheet::{self, Across, At, Border, Cell, Down, Fit, Number, Page, Rgb, Row, Sheet, SheetName, Style, Workbook};
use crate::{wording, xml};

/// What an original is.
const ORIGINAL: &str = "文档所用文件的原件";

const FILES: SheetName = SheetName::new("文件清单");
const FACE: Style = Style { font: "宋体", down: Down::Center, ..Style::PLAIN };
const TITLE: Style = Style { font: "黑体", size: 14, ..FACE };
const CELL: Style = Style { border: Border::Coloured(Rgb(0x80_80_80)), wraps: true, ..FACE };
const NAME: Style = Style { is_bold: true, across: Across::Center, fill: Some(Rgb(0xf2_f2_f2)), ..CELL };
const SIZE: Style = Style { number: "#,##0", ..CELL };
const CENTER: Style = Style { across: Across::Center, ..CELL };

/// Writes the list of the files made so far and of those attached.
///
/// # Errors
/// The container could not be written, which only happens when memory runs out.
pub(super) fn write(
    catalog: &Catalog,
    assessment: &Assessment,
    now: DateTime,
    entries: &[Entry],
    attachments: &[Attachment],
) -> Result<Vec<u8>, WriteError> {
    let mut sheet = Sheet::new(FILES, vec![6, 44, 40, 8, 12, 16, 70]);
    sheet.push(Row::new(vec![Cell::text(title(catalog, assessment), TITLE)]));
    let names = ["序号", "文件", "内容", "页数", "标注", "字节", "SHA-256"];
    sheet.push(Row::new(names.map(|name| Cell::text(name, NAME)).to_vec()));
    let planned = contents::contents(catalog, assessment, now.date());
    for entry in entries {
        let holds = planned.iter().find(|file| file.name == entry.name).map(|file| file.title.clone()).unwrap_or_default();
        let digest = Digest::of(&entry.bytes);
        let line = Line { name: &entry.name, holds, pages: String::new(), mark: "", digest: &digest };
        sheet.push(line.row(&sheet));
    }
    let register = register(catalog, assessment);
    for attachment in attachments {
        let evidence = register.iter().find(|each| Some(each.id) == attachment.evidence.as_ref());
        sheet.push(enclosed(catalog, attachment, evidence).row(&sheet));
    }
    let own = [(OVERVIEW, "本清单"), (manifest::NAME, "校验清单，列有以上每个文件和本清单的 SHA-256")];
    for (name, holds) in own {
        let cells = [Cell::text(name, CELL), Cell::text(holds, CELL)];
        let number = Cell::number(Number::whole(sheet.next_row() - 2), CENTER);
        sheet.push(Row::new([number].into_iter().chain(cells).chain(vec![Cell::blank(CELL); 4]).collect()));
    }
    sheet.frozen = At::new(2, 2);
    sheet.page =
        Page { orientation: Orientation::Landscape, fit: Fit::Width, area: None, head_rows: 2, foot: "&C第 &P 页 共 &N 页" };
    let mut workbook = Workbook::new("清单", sheet);
    workbook.author = xml::allowed(&wording::one_line(&assessment.name())).into_owned();
    spreadsheet::write(&workbook, Properties { created: now })
}

fn title(catalog: &Catalog, assessment: &Assessment) -> String {
    let name = wording::value(&wording::one_line(&assessment.name())).text;
    format!("{name} {}申报材料文件清单", catalog.scheme.award)
}

fn enclosed<'a>(catalog: &'a Catalog, attachment: &'a Attachment, evidence: Option<&Evidence>) -> Line<'a> {
    let is_secret = evidence.is_some_and(|each| each.evidence.trade_secret);
    Line {
        name: &attachment.name,
        holds: evidence.map_or_else(|| ORIGINAL.to_owned(), |each| wording::one_line(&each.evidence.name())),
        pages: evidence.map(|each| wording::one_line(&each.evidence.pages)).unwrap_or_default(),
        mark: if is_secret { &catalog.scheme.materials.trade_secret_mark } else { "" },
        digest: &attachment.digest,
    }
}

/// What the list says of a file.
struct Line<'a> {
    name: &'a str,
    holds: String,
    pages: String,
    mark: &'a str,
    digest: &'a Digest,
}

impl Line<'_> {
    fn row(&self, sheet: &Sheet) -> Row {
        Row::new(vec![
            Cell::number(Number::whole(sheet.next_row() - 2), CENTER),
            Cell::text(self.name, CELL),
            Cell::text(&*self.holds, CELL),
            Cell::text(&*self.pages, CENTER),
            Cell::text(self.mark, CENTER),
            Cell::number(Number::whole(self.digest.size), SIZE),
            Cell::text(&*self.digest.sha256, CELL),
        ])
    }
}
