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
const LARGEST: u32 = 400 * 1024 * 1024;

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
pub(super) async fn bring(store: &Store, file: &File, name: &str) -> Result<Brought, String> {
    let is_whole = is_called_json(name) || file.size() <= SMALL;
    let head = match is_whole {
        true => files::read_up_to(file, LARGEST).await?,
        false => Some(files::bytes_of(file, 0.0, 2.0).await?),
    };
    if head.as_ref().is_some_and(|head| head.starts_with(b"PK")) {
        let json = read_save_file(file).await?;
        return from_save_file(store, file, &json);
    }
    let bytes = match is_whole {
        true => head,
        false if file.size() > f64::from(LARGEST) => None,
        false => files::read_up_to(file, LARGEST).await?,
    };
    let bytes = bytes.ok_or_else(|| "文件超过 400 MB，不像是成绩单。".to_owned())?;
    let text = std::str::from_utf8(&bytes).map_err(|_| "不是成绩单（不是 UTF-8 文本）。原文件没有改动。".to_owned())?;
    from_json(store, file, text)
}

/// Whether a file is called JSON. Such a file is read without asking for its size: the browser asks the disk for each, which
/// takes as long as reading a card.
fn is_called_json(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
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
