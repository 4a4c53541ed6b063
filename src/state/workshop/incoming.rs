//! What a file is and which cards are in it: a card, a save file, a package, cards gathered before.

use award::envelope::{self, OpenError, Opened};
use award::savefile;
use award::scorecard::{self, Scorecard};
use award::{cohort, consensus, review};

use crate::browser::clock;
use crate::browser::files::{self, File};
use crate::state::Store;
use crate::state::reading::{PACKAGE_START, read_save_file};

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

/// Whether a file is called JSON. Such files are small as a rule, and many.
pub(super) fn is_called_json(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// Reads the cards of files that are called JSON, several with one wait and without asking for their size: the browser asks
/// the disk for each size, which takes as long as reading a card. The files themselves are never touched. `bytes` is room
/// that is used again for every file.
///
/// # Errors
/// For each file: it holds no cards or cannot be read; the message says why.
pub(super) async fn bring_all(store: &Store, files: &[File], bytes: &mut Vec<u8>) -> Vec<Result<Brought, String>> {
    let mut brought = Vec::with_capacity(files.len());
    for (file, content) in files.iter().zip(files::buffers_of(files).await) {
        brought.push(match content.map(|content| files::copy_up_to(&content, LARGEST, bytes)) {
            Ok(true) => from_bytes(store, file, bytes).await,
            Ok(false) => Err(too_large()),
            Err(text) => Err(text),
        });
    }
    bytes.clear();
    bytes.shrink_to(SMALL as usize);
    brought
}

/// Reads the cards of any file. The file itself is never touched.
///
/// # Errors
/// It holds no cards or cannot be read; the message says why.
pub(super) async fn bring(store: &Store, file: &File) -> Result<Brought, String> {
    if file.size() <= SMALL {
        return from_bytes(store, file, &files::read(file).await?).await;
    }
    if files::bytes_of(file, 0.0, 2.0).await? == PACKAGE_START {
        return from_package(store, file).await;
    }
    if file.size() > f64::from(LARGEST) {
        return Err(too_large());
    }
    from_bytes(store, file, &files::read(file).await?).await
}

fn too_large() -> String {
    "文件超过 400 MB，不像是成绩单。".to_owned()
}

async fn from_bytes(store: &Store, file: &File, bytes: &[u8]) -> Result<Brought, String> {
    if bytes.starts_with(PACKAGE_START) {
        return from_package(store, file).await;
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "不是成绩单（不是 UTF-8 文本）。原文件没有改动。".to_owned())?;
    from_json(store, file, text)
}

async fn from_package(store: &Store, file: &File) -> Result<Brought, String> {
    let json = read_save_file(file).await?;
    from_save_file(store, file, &json)
}

fn from_json(store: &Store, file: &File, json: &str) -> Result<Brought, String> {
    const FOREIGN: &str = "不是成绩单、数据文件或申报材料包。原文件没有改动。";
    if !json.trim_start().starts_with('{') {
        return Err(FOREIGN.to_owned());
    }
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
        _ => Err(FOREIGN.to_owned()),
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
