//! Checking a finished package as its receiver would: open it again, count what must be there, compare the data.

use std::collections::{HashMap, HashSet};
use std::fmt;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::savefile;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use super::{FORM, REPORT, ReadBack, ReadFile, SAVE_FILE, Step, WORKBOOK, enclosures};
use crate::archive::{self, Entry, ReadError};
use crate::manifest::{self, Difference};
use crate::wording;

/// What was found in a package that is as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The documents in order.
    pub files: Vec<ReadFile>,
    /// The files of evidence and the originals in order.
    pub enclosed: Vec<ReadFile>,
    /// The number of items that stand in the form, the report and the workbook.
    pub items: usize,
    /// The number of tables in the Word documents.
    pub tables: usize,
    /// The number of pictures in the Word documents.
    pub pictures: usize,
    /// The number of formulas in the workbook.
    pub formulas: usize,
}

/// What is wrong in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be read.
    Archive(ReadError),
    /// It does not have the files that it should have.
    Files,
    /// A file differs from the checksum list.
    Checksum(Difference),
    /// The save file in it does not give back the assessment.
    Data,
    /// A document cannot be opened; its name.
    Document(&'static str),
    /// A document lacks something: its name, and what.
    Incomplete(&'static str, String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Archive(error) => return error.fmt(f),
            Fault::Files => f.write_str("导出的 zip 里文件不齐。")?,
            Fault::Checksum(difference) => write!(f, "导出的文件没有通过校验：{difference}。")?,
            Fault::Data => f.write_str("导出的数据文件读回来与当前内容不一致。")?,
            Fault::Document(name) => write!(f, "导出的“{name}”读不回来。")?,
            Fault::Incomplete(name, what) => write!(f, "导出的“{name}”缺少：{what}。")?,
        }
        f.write_str("已填的内容都在，请重新导出。")
    }
}

impl std::error::Error for Fault {}

/// Checks a finished package that is in memory against the assessment it was made from.
///
/// # Errors
/// The first [`Fault`] found.
pub fn verify(bytes: &[u8], catalog: &Catalog, assessment: &Assessment) -> Result<Verified, Fault> {
    verify_read(&ReadBack::of(bytes).map_err(Fault::Archive)?, catalog, assessment)
}

/// Checks what was read back of a package against the assessment it was made from.
///
/// # Errors
/// The first [`Fault`] found.
pub fn verify_read(back: &ReadBack, catalog: &Catalog, assessment: &Assessment) -> Result<Verified, Fault> {
    let entries = &back.entries;
    let steps = || Step::of(catalog, assessment).map(Step::name);
    let (documents, enclosed) = back.files.split_at_checked(steps().count()).ok_or(Fault::Files)?;
    if !documents.iter().map(|file| &*file.name).eq(steps()) {
        return Err(Fault::Files);
    }
    let list = String::from_utf8_lossy(find(entries, manifest::NAME)?);
    if let Some(difference) = manifest::check(&list, &back.sums()).into_iter().next() {
        return Err(Fault::Checksum(difference));
    }
    check_enclosed(enclosed, catalog, assessment)?;
    let saved = savefile::open(&String::from_utf8_lossy(find(entries, SAVE_FILE)?)).map_err(|_| Fault::Data)?;
    if saved.assessment != *assessment || !saved.warnings.is_empty() || saved.scheme_file != catalog.source {
        return Err(Fault::Data);
    }
    let form = Content::of(FORM, find(entries, FORM)?)?;
    if !is_official(enclosed, assessment) {
        check_form(catalog, &form)?;
    }
    let report = Content::of(REPORT, find(entries, REPORT)?)?;
    let workbook = Content::of(WORKBOOK, find(entries, WORKBOOK)?)?;
    check_documents(catalog, &report, &workbook)?;
    check_indicators(catalog, assessment, &report)?;
    Ok(Verified {
        files: documents.to_vec(),
        enclosed: enclosed.to_vec(),
        items: catalog.criteria.every_item().count(),
        tables: form.tables + report.tables,
        pictures: report.pictures,
        formulas: workbook.formulas,
    })
}

/// Every file of evidence stands under the name that is planned for it and has the content that was attached.
fn check_enclosed(enclosed: &[ReadFile], catalog: &Catalog, assessment: &Assessment) -> Result<(), Fault> {
    let planned = enclosures(catalog, assessment);
    let planned: HashMap<&str, &str> = planned.iter().map(|each| (&*each.name, each.file.sha256.as_str())).collect();
    match enclosed.iter().find(|file| planned.get(&*file.name) != Some(&&*file.digest.sha256)) {
        Some(file) => Err(Fault::Checksum(Difference::Changed(file.name.clone()))),
        None => Ok(()),
    }
}

fn find<'a>(entries: &'a [Entry], name: &str) -> Result<&'a [u8], Fault> {
    entries.iter().find(|entry| entry.name == name).map(|entry| &*entry.bytes).ok_or(Fault::Files)
}

/// Whether the form in a package is the one that the secretariat issued: then that stands among the originals.
fn is_official(enclosed: &[ReadFile], assessment: &Assessment) -> bool {
    let form = assessment.documents.form.as_ref();
    form.is_some_and(|form| enclosed.iter().any(|file| file.digest.sha256 == form.file.sha256.as_str()))
}

/// The built-in form has every item and every field, a cover, a grid and a table of years at least, the findings, the scores.
fn check_form(catalog: &Catalog, form: &Content) -> Result<(), Fault> {
    for item in catalog.criteria.every_item() {
        form.must_hold(item.id.as_str())?;
    }
    // A rank stands in the row of what is ranked. A field with values per year has its unit in a column of its own.
    for field in catalog.form.every_field().filter(|field| field.rank_of.is_none()) {
        form.must_hold(&field.label).or_else(|_| form.must_hold(&wording::label(field)))?;
    }
    form.must_have("表格", form.tables, 5)
}

fn check_documents(catalog: &Catalog, report: &Content, workbook: &Content) -> Result<(), Fault> {
    let criteria = &catalog.criteria;
    for item in criteria.every_item() {
        workbook.must_hold(item.id.as_str())?;
        report.must_hold(&format!("{} {}（{} 分）", item.id, item.title, item.points))?;
    }
    for section in &criteria.profile.sections {
        report.must_end(&section.title)?;
    }
    let items = criteria.every_item().count();
    // One table for each item and three of sums.
    report.must_have("得分表", report.tables, items + 3)?;
    workbook.must_have("公式", workbook.formulas, items * 4)?;
    workbook.must_have("图表", workbook.pictures, 2)
}

/// A table for each item with indicators, and every picture that was drawn.
fn check_indicators(catalog: &Catalog, assessment: &Assessment, report: &Content) -> Result<(), Fault> {
    let with_indicators = |item: &&award::criteria::Item| award::indicator::by_item(assessment, &item.id).next().is_some();
    let (items, shown) = (catalog.criteria.every_item(), catalog.criteria.every_item().filter(with_indicators));
    report.must_have("指标表", report.tables, items.count() + 3 + shown.count())?;
    report.must_have("图", report.pictures, super::figures::ids(catalog, assessment).len())
}

/// What stands in an office file.
struct Content {
    name: &'static str,
    /// The text of every paragraph or shared string.
    texts: HashSet<String>,
    tables: usize,
    pictures: usize,
    formulas: usize,
}

impl Content {
    fn of(name: &'static str, bytes: &[u8]) -> Result<Content, Fault> {
        let parts = archive::read(bytes).map_err(|_| Fault::Document(name))?;
        let mut content = Content { name, texts: HashSet::new(), tables: 0, pictures: 0, formulas: 0 };
        let is_text =
            |part: &&Entry| part.name.ends_with(".xml") && (part.name.starts_with("word/") || part.name.starts_with("xl/"));
        for part in parts.iter().filter(is_text) {
            let text = std::str::from_utf8(&part.bytes).map_err(|_| Fault::Document(name))?;
            content.count(text).ok_or(Fault::Document(name))?;
        }
        Ok(content)
    }

    /// Reads a part of the file; `None` if it is not well-formed.
    fn count(&mut self, xml: &str) -> Option<()> {
        let mut reader = Reader::from_str(xml);
        let (mut text, mut depth) = (String::new(), 0_usize);
        loop {
            match reader.read_event().ok()? {
                Event::Start(element) => {
                    depth += 1;
                    match element.local_name().as_ref() {
                        "tbl" => self.tables += 1,
                        "drawing" | "chartSpace" => self.pictures += 1,
                        "f" => self.formulas += 1,
                        _ => {}
                    }
                }
                Event::End(element) => {
                    depth = depth.checked_sub(1)?;
                    if matches!(element.local_name().as_ref(), "p" | "si" | "tc") {
                        self.texts.insert(std::mem::take(&mut text));
                    }
                }
                Event::Text(piece) => text.push_str(&piece),
                Event::GeneralRef(name) => text.push_str(&unescape(&format!("&{};", &*name)).ok()?),
                Event::Eof => return (depth == 0).then_some(()),
                _ => {}
            }
        }
    }

    fn must_hold(&self, text: &str) -> Result<(), Fault> {
        if self.texts.contains(text) { Ok(()) } else { Err(Fault::Incomplete(self.name, text.to_owned())) }
    }

    fn must_end(&self, text: &str) -> Result<(), Fault> {
        if self.texts.iter().any(|each| each.ends_with(text)) {
            Ok(())
        } else {
            Err(Fault::Incomplete(self.name, text.to_owned()))
        }
    }

    fn must_have(&self, what: &str, found: usize, least: usize) -> Result<(), Fault> {
        if found >= least { Ok(()) } else { Err(Fault::Incomplete(self.name, format!("{what} {found}/{least}"))) }
    }
}
