//! Reads the schemes, checks them and bundles them as JSON. A mistake fails the build and names file and line.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use award::catalog::{Catalog, Defect};
use award::criteria::Criteria;
use award::edition::Edition;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The files of the regulation; the first holds the keys that stand outside of tables.
const SCHEME: [&str; 7] = [
    "xinyang-2022/scheme.toml",
    "xinyang-2022/clauses.toml",
    "xinyang-2022/requirements.toml",
    "xinyang-2022/questions.toml",
    "xinyang-2022/readings.toml",
    "xinyang-2022/timeline.toml",
    "xinyang-2022/events.toml",
];
const CRITERIA: [&str; 1] = ["gbt19580-2012.toml"];
const WORKDAYS: [&str; 1] = ["workdays.toml"];
const INDICATORS: [&str; 1] = ["indicators.toml"];
const FORM: [&str; 5] =
    ["xinyang-2022/areas.toml", "industries.toml", "enterprise-sizes.toml", "application-form.toml", "field-labels.toml"];

fn main() -> ExitCode {
    match bundle() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            ExitCode::FAILURE
        }
    }
}

/// The earlier editions of the criteria; one file each.
const EDITIONS: [&str; 1] = ["editions/gbt19580-2004.toml"];

fn bundle() -> Result<(), Vec<String>> {
    let (scheme, criteria, form) = (Source::read(&SCHEME)?, Source::read(&CRITERIA)?, Source::read(&FORM)?);
    let (workdays, indicators) = (Source::read(&WORKDAYS)?, Source::read(&INDICATORS)?);
    let catalog = Catalog {
        scheme: scheme.parse()?,
        criteria: criteria.parse()?,
        form: form.parse()?,
        workdays: workdays.parse()?,
        indicators: indicators.parse()?,
        source: None,
    };
    let sources = [&scheme, &criteria, &form, &workdays, &indicators];
    let problems: Vec<String> = catalog.defects().iter().map(|defect| locate(&sources, defect)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    write("catalog.json", &catalog)?;
    write("editions.json", &editions(&catalog.criteria)?)
}

fn write(name: &str, what: &impl Serialize) -> Result<(), Vec<String>> {
    let json = serde_json::to_string(what).map_err(|error| vec![error.to_string()])?;
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join(name);
    fs::write(&target, json).map_err(|error| vec![format!("{}: {error}", target.display())])
}

/// Earlier editions, each of which leads to items that there are.
fn editions(criteria: &Criteria) -> Result<Vec<Edition>, Vec<String>> {
    let mut editions = Vec::new();
    for name in EDITIONS {
        let edition: Edition = Source::read(&[name])?.parse()?;
        let is_there =
            |item: &award::ItemId| criteria.categories.iter().any(|category| category.items.iter().any(|each| each.id == *item));
        let astray = edition.items.iter().flat_map(|row| &row.to).filter(|item| !is_there(item));
        let mut problems: Vec<String> =
            astray.map(|item| format!("schemes/{name}: {} has no item {item}", criteria.id)).collect();
        if edition.successor != criteria.id {
            problems.push(format!("schemes/{name}: the successor is not {}", criteria.id));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        editions.push(edition);
    }
    Ok(editions)
}

/// Several files read as one document, so that tables of one thing can stand in files of their own.
struct Source {
    text: String,
    /// The name of each file and the offset at which it starts.
    files: Vec<(&'static str, usize)>,
}

impl Source {
    fn read(names: &[&'static str]) -> Result<Source, Vec<String>> {
        let mut source = Source { text: String::new(), files: Vec::new() };
        for name in names {
            println!("cargo::rerun-if-changed={name}");
            let text = fs::read_to_string(Path::new(name)).map_err(|error| vec![format!("schemes/{name}: {error}")])?;
            source.files.push((name, source.text.len()));
            source.text.push_str(&text);
            source.text.push('\n');
        }
        Ok(source)
    }

    fn parse<T: DeserializeOwned>(&self) -> Result<T, Vec<String>> {
        toml::from_str(&self.text).map_err(|error| {
            let place = error.span().map_or_else(String::new, |span| self.place(span.start));
            vec![format!("{place}: {}", error.message())]
        })
    }

    /// The file and line of an offset.
    fn place(&self, offset: usize) -> String {
        let (name, start) = self.files.iter().rev().find(|(_, start)| *start <= offset).copied().unwrap_or(self.files[0]);
        let line = self.text[start..offset].matches('\n').count() + 1;
        format!("schemes/{name}:{line}")
    }

    /// The offset of the line that names a row of a table.
    fn row(&self, table: &str, row: &str) -> Option<usize> {
        let headers = [format!("[[{table}]]"), format!(".{table}]]")];
        let texts = ["id", "name", "field"].map(|name| format!("{name} = \"{row}\""));
        let numbers = ["number", "year"].map(|name| format!("{name} = {row}"));
        let names = [&texts[..], &numbers].concat();
        let mut in_table = false;
        let mut offset = 0;
        for line in self.text.split_inclusive('\n') {
            if line.starts_with('[') {
                in_table = headers.iter().any(|header| line.contains(header.as_str()));
            }
            if in_table && names.iter().any(|name| line.trim_end() == *name || line.contains(name.as_str())) {
                return Some(offset);
            }
            offset += line.len();
        }
        None
    }
}

fn locate(sources: &[&Source], defect: &Defect) -> String {
    let place = sources.iter().find_map(|source| Some(source.place(source.row(defect.table, &defect.row)?)));
    match place {
        Some(place) => format!("{place}: {defect}"),
        None => format!("schemes: {defect}"),
    }
}
