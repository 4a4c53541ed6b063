//! The application package (申报材料包): what it holds, how it is made step by step, and how it is checked and opened.

mod attachments;
mod back;
mod contents;
pub mod figures;
mod making;
mod open;
mod overview;
mod papers;
mod verify;

pub use attachments::{Attachment, Enclosure, FOLDER, ORIGINALS, enclosures};
pub use back::{ReadBack, ReadFile, check_kept, is_kept};
pub use contents::{Planned, contents};
pub use figures::{Figure, figures};
pub use making::{BuildError, FormFilled, Making, Package, Piece, Step, build};
pub use open::{OpenError, Opened, open, open_read};
pub use papers::{Circumstances, document};
pub use verify::{Fault, Verified, verify, verify_read};

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::scheme::Paper;
use jiff::civil::{Date, DateTime};

use crate::archive;

/// The name of the application form in a package.
pub const FORM: &str = "01 申报表.docx";
/// The name of the report in a package.
pub const REPORT: &str = "02 自评报告.docx";
/// The name of the workbook in a package.
pub const WORKBOOK: &str = "03 自评评分表.xlsx";
/// The name of the catalogue of evidence in a package.
pub const CATALOGUE: &str = "04 证实性材料目录.docx";
/// The name of the list of trade secrets in a package.
pub const TRADE_SECRETS: &str = "05 商业秘密标注清单.docx";
/// The name of the commitment in a package.
pub const COMMITMENT: &str = "06 真实性承诺书.docx";
/// The name of the notice within the organisation in a package.
pub const NOTICE: &str = "07 内部公示.docx";
/// The name of the check list in a package.
pub const CHECKLIST: &str = "08 申报材料检查清单.docx";
/// The name of the recommendations in a package, for those who need any.
pub const RECOMMENDATION: &str = "09 推荐意见.docx";
/// The name of the list of files for people in a package.
pub const OVERVIEW: &str = "清单.xlsx";
/// The name of the save file in a package.
pub const SAVE_FILE: &str = "申报数据.json";

/// The longest part of a file name that the applicant's name takes, in characters.
const LONGEST_NAME: usize = 40;

/// The name of the package's file: 单位名称-信阳市市长质量奖申报材料-20261124.zip.
#[must_use]
pub fn file_name(catalog: &Catalog, assessment: &Assessment, today: Date) -> String {
    format!("{}-{}申报材料-{}.zip", applicant(assessment), archive::clean(&catalog.scheme.award), compact(today))
}

/// The name of a save file on its own: 单位名称-申报数据-20261124.json, of an examiner's score sheet
/// 单位名称-评审员评分表-张专家-20261124.json.
#[must_use]
pub fn save_file_name(assessment: &Assessment, today: Date) -> String {
    let kind = if assessment.is_score_sheet() { "" } else { "-申报数据" };
    format!("{}{kind}-{}.json", whose(assessment), compact(today))
}

/// The name of a copy of the page that is called `app`: 市长质量奖自评-单位名称-20261124.html, or without a name if it carries no
/// data.
#[must_use]
pub fn page_name(app: &str, assessment: Option<&Assessment>, today: Date) -> String {
    match assessment {
        Some(assessment) => format!("{}-{}-{}.html", archive::clean(app), whose(assessment), compact(today)),
        None => format!("{}.html", archive::clean(app)),
    }
}

/// The name of a backup: 单位名称-备份-20261124-1530.json.
#[must_use]
pub fn backup_name(assessment: &Assessment, now: DateTime) -> String {
    format!("{}-备份-{}-{:02}{:02}.json", whose(assessment), compact(now.date()), now.hour(), now.minute())
}

/// The name of a file with indicators: 单位名称-经营指标-20261124.xlsx. `ending` is the one of the file, without the point.
#[must_use]
pub fn indicators_file_name(assessment: &Assessment, today: Date, ending: &str) -> String {
    format!("{}-经营指标-{}.{ending}", applicant(assessment), compact(today))
}

/// The name of a document in a package.
#[must_use]
pub fn paper_name(paper: Paper) -> &'static str {
    match paper {
        Paper::Form => FORM,
        Paper::Report => REPORT,
        Paper::Workbook => WORKBOOK,
        Paper::Catalogue => CATALOGUE,
        Paper::TradeSecrets => TRADE_SECRETS,
        Paper::Commitment => COMMITMENT,
        Paper::Notice => NOTICE,
        Paper::Recommendation => RECOMMENDATION,
    }
}

/// The name of a calendar file: 单位名称-申报日程-20261124.ics.
#[must_use]
pub fn calendar_file_name(assessment: &Assessment, today: Date) -> String {
    format!("{}-申报日程-{}.ics", applicant(assessment), compact(today))
}

/// The applicant, and whether it is an examiner who scores it.
fn whose(assessment: &Assessment) -> String {
    let sheet = assessment.head.sheet.as_ref();
    let kind = sheet.map(|sheet| format!("-评审员评分表-{}", short(&sheet.examiner))).unwrap_or_default();
    format!("{}{kind}", applicant(assessment))
}

fn applicant(assessment: &Assessment) -> String {
    let name = assessment.name();
    if name.trim().is_empty() { "未命名单位".to_owned() } else { short(&name) }
}

fn short(name: &str) -> String {
    archive::clean(&name.trim().chars().take(LONGEST_NAME).collect::<String>())
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}
