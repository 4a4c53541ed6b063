//! What the kit's exchange files have in common: a mark that names format and version, and how one is opened.
//!
//! A file of a newer version or of something else is refused and never touched; what means nothing inside a file of the
//! right form is left out and said.

use std::fmt;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};

pub use crate::savefile::Warning;
use crate::{Text, misread};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The mark that tells it from other JSON.
    pub format: &'static str,
    /// The version that this kit writes.
    pub version: u32,
    /// What people call it: 成绩单.
    pub name: &'static str,
}

/// Something read from a file, with what could not be taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened<T> {
    /// What was read.
    pub value: T,
    /// What could not be taken over.
    pub warnings: Vec<Warning>,
}

/// Why a file cannot be opened. The file itself is never touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It is no JSON, or cut off; the place where it ends to be.
    NotJson(Kind, String),
    /// It is JSON of something else.
    Foreign(Kind),
    /// It was written by a newer version of the kit.
    Newer(Kind, u32),
    /// It claims to be of the kind but does not have its form.
    Malformed(Kind, String),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::NotJson(kind, place) => {
                write!(f, "{}不完整或已损坏（{place}）。原文件没有改动，请换一份副本再试。", kind.name)
            }
            OpenError::Foreign(kind) => write!(f, "这不是本工具导出的{}。原文件没有改动，请另选文件。", kind.name),
            OpenError::Newer(kind, version) => write!(
                f,
                "这份{}由更新版本的工具保存（格式 {version}，本工具识别到 {}）。文件没有改动，请用新版本的工具打开。",
                kind.name, kind.version
            ),
            OpenError::Malformed(kind, place) => write!(f, "{}的格式不对（{place}）。原文件没有改动。", kind.name),
        }
    }
}

/// The mark at the head of a file.
#[derive(Deserialize)]
struct Mark {
    format: Text,
    version: u32,
}

/// The mark that names the format of a text, if it has one: what to try to open it as. Whether it opens is not said.
#[must_use]
pub fn format_of(json: &str) -> Option<Text> {
    serde_json::from_str::<Mark>(json.trim_start_matches('\u{feff}')).ok().map(|mark| mark.format)
}

/// A form of a file of some kind.
pub(crate) trait Form: DeserializeOwned {
    /// The kind of file that it is the form of, with the version of this form.
    const KIND: Kind;

    /// The format and version that stand in the file.
    fn mark(&self) -> (&str, u32);
}

/// Reads a file of a kind whose only form is `F`.
///
/// Thousands of cards are opened at once, so a sound file is read once; only one that does not fit is looked at again to
/// say why.
pub(crate) fn open<F: Form>(json: &str) -> Result<F, OpenError> {
    let json = json.trim_start_matches('\u{feff}');
    match serde_json::from_str::<F>(json) {
        Ok(form) if form.mark() == (F::KIND.format, F::KIND.version) => Ok(form),
        Ok(_) => Err(diagnose(F::KIND, json, String::new())),
        Err(error) => Err(diagnose(F::KIND, json, format!("{}：{}", place(&error), misread::tell(&error)))),
    }
}

/// Why a text that does not fit its form does not.
fn diagnose(kind: Kind, json: &str, misfit: String) -> OpenError {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(json) {
        return OpenError::NotJson(kind, place(&error));
    }
    match serde_json::from_str::<Mark>(json) {
        Ok(mark) if *mark.format != *kind.format => OpenError::Foreign(kind),
        Ok(mark) if mark.version > kind.version => OpenError::Newer(kind, mark.version),
        Ok(mark) if mark.version < kind.version => OpenError::Malformed(kind, format!("version：{}", mark.version)),
        Ok(_) => OpenError::Malformed(kind, misfit),
        Err(_) => OpenError::Foreign(kind),
    }
}

fn place(error: &serde_json::Error) -> String {
    format!("第 {} 行第 {} 列", error.line(), error.column())
}

/// The text of a form. Forms have string keys and no part that can fail.
pub(crate) fn to_json(form: &impl Serialize) -> String {
    serde_json::to_string(form).expect("a form has string keys and no failing parts")
}

/// The JSON Schema of a form, as it is published.
#[cfg(feature = "schema")]
pub(crate) fn schema<F: Form + schemars::JsonSchema>() -> String {
    let mut json = serde_json::to_string_pretty(&schemars::schema_for!(F)).expect("a schema has string keys");
    json.push('\n');
    json
}
