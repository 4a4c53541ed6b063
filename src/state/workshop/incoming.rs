//! What a file is and which cards are in it: a card, a save file, a package, cards gathered before.

use award::envelope::{self, OpenError, Opened};
use award::savefile;
use award::scorecard::{self, Scorecard};
use award::{cohort, consensus, review};

use crate::browser::clock;
use crate::browser::files::{self, File};
use crate::state::Store;
use crate::state::reading::read_save_file;

/// The greatest size of a file that is read as a whole before it is known what it is, in bytes.
const SMALL: f64 = 4.0 * 1024.0 * 1024.0;

/// The greatest size of a JSON file, in bytes.
const LARGEST: f64 = 400.0 * 1024.0 * 1024.0;

/// What a file brought.
pub(super) struct Brought {
    /// The cards.
    pub cards: Vec<Scorecard>,
    /// What could not be taken over.
    pub remarks: Vec<String>,
}

impl From<Opened<Vec<Scorecard>>> for Brought {
    fn from(opened: Opened<Vec<Scorecard>>) -> Self {
        Brought { cards: opened.value, remarks: opened.warnings.iter().map(ToString::to_string).collect() }
    }
}

/// Reads the cards of a file. The file itself is never touched.
///
/// # Errors
/// It holds no cards or cannot be read; the message says why.
pub(super) async fn bring(store: &Store, file: &File) -> Result<Brought, String> {
    let is_small = file.size() <= SMALL;
    let head = if is_small { files::read(file).await? } else { files::bytes_of(file, 0.0, 2.0).await? };
    if head.starts_with(b"PK") {
        let json = read_save_file(file).await?;
        return from_save_file(store, file, &json);
    }
    if file.size() > LARGEST {
        return Err("文件超过 400 MB，不像是成绩单。".to_owned());
    }
    let bytes = if is_small { head } else { files::read(file).await? };
    let text = std::str::from_utf8(&bytes).map_err(|_| "不是成绩单（不是 UTF-8 文本）。原文件没有改动。".to_owned())?;
    from_json(store, file, text)
}

fn from_json(store: &Store, file: &File, json: &str) -> Result<Brought, String> {
    let refusal = match scorecard::open(json) {
        Ok(Opened { value, warnings }) => return Ok(Opened { value: vec![value], warnings }.into()),
        Err(OpenError::Foreign(_)) => envelope::format_of(json),
        Err(error) => return Err(error.to_string()),
    };
    match refusal.as_deref() {
        Some(savefile::FORMAT) => from_save_file(store, file, json),
        Some(format) if format == cohort::file::KIND.format => {
            cohort::file::open(json).map(Brought::from).map_err(|error| error.to_string())
        }
        Some(format) if format == consensus::KIND.format => Err("这是合议文件，请在“合议”里打开。".to_owned()),
        Some(format) if format == review::KIND.format => Err("这是模拟评审文件，请在“模拟评审”里打开。".to_owned()),
        _ => Err("不是成绩单、数据文件或申报材料包。原文件没有改动。".to_owned()),
    }
}

/// The scores of every year of a save file. Texts stay out: nobody chose to tell them.
fn from_save_file(store: &Store, file: &File, json: &str) -> Result<Brought, String> {
    let opened = savefile::open(json).map_err(|error| error.to_string())?;
    let catalog = {
        let (state, head) = (store.state(), &opened.assessment.head);
        state.award_scoring(&head.scheme, &head.criteria).map_or(state.catalog, |award| award.0)
    };
    let cards = scorecard::of_every_year(catalog, &opened.assessment, clock::local(file.last_modified()));
    if cards.is_empty() {
        return Err("这份申报还没有评分。".to_owned());
    }
    Ok(Brought { cards, remarks: opened.warnings.iter().map(ToString::to_string).collect() })
}
