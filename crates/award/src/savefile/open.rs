//! Reading a save file: what can be read is read, what cannot is said, and nothing is guessed.

use std::fmt;

use serde::Deserialize;

use super::{FORMAT, VERSION, v1, v2};
use crate::assessment::Assessment;
use crate::{Text, misread};

/// An assessment read from a file, with what could not be taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The assessment.
    pub assessment: Assessment,
    /// What could not be taken over.
    pub warnings: Vec<Warning>,
    /// The version of the form that it was read from.
    pub version: u32,
    /// What the way from that form to today's has changed, for people to read; nothing if it is today's.
    pub changes: Vec<String>,
    /// The text of the scheme file that it carries.
    pub scheme_file: Option<Text>,
}

/// A value of a save file that was left out because it means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Its place, such as `items/4.1.2/percent`.
    pub place: String,
    /// The value as it stands in the file.
    pub value: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} 的值“{}”无效，已略过", self.place, self.value)
    }
}

/// Why a file cannot be opened. The file itself is never touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It is no JSON, or cut off.
    NotJson(String),
    /// It is JSON of something else.
    Foreign,
    /// It was written by a newer version of the kit.
    Newer(u32),
    /// It claims to be a save file but does not have its form.
    Malformed(String),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::NotJson(place) => write!(f, "文件不完整或已损坏（{place}）。原文件没有改动，请换一份副本再试。"),
            OpenError::Foreign => f.write_str("这不是本工具的数据文件。请选择本工具导出的 .json 或申报材料 .zip。"),
            OpenError::Newer(version) => write!(
                f,
                "这份文件由更新版本的工具保存（格式 {version}，本工具识别到 {VERSION}）。文件没有改动，请用新版本的工具打开。"
            ),
            OpenError::Malformed(place) => {
                write!(f, "数据文件的格式不对（{place}）。原文件没有改动。")
            }
        }
    }
}

#[derive(Deserialize)]
struct Mark {
    format: String,
    version: u32,
}

/// Reads a save file.
///
/// # Errors
/// See [`OpenError`]. Nothing is half-read: either an assessment comes back or an error does.
pub fn open(json: &str) -> Result<Opened, OpenError> {
    let json = json.trim_start_matches('\u{feff}');
    let value: serde_json::Value = serde_json::from_str(json).map_err(|error| OpenError::NotJson(place(&error)))?;
    let mark = Mark::deserialize(&value).map_err(|_| OpenError::Foreign)?;
    if mark.format != FORMAT {
        return Err(OpenError::Foreign);
    }
    let mut changes = Vec::new();
    let file: v2::SaveFile = match mark.version {
        2 => form(json)?,
        1 => {
            let file = form::<v1::SaveFile>(json)?;
            changes = file.changes();
            file.into()
        }
        0 => return Err(OpenError::Malformed("version：0".into())),
        newer => return Err(OpenError::Newer(newer)),
    };
    let scheme_file = file.scheme_file.clone();
    let mut warnings = Vec::new();
    let mut warn = |place, value| warnings.push(Warning { place, value });
    let assessment = v2::SaveFile::into_assessment(file, &mut warn).map_err(OpenError::Malformed)?;
    Ok(Opened { assessment, warnings, version: mark.version, changes, scheme_file })
}

/// Why a save file with this mark, its object without its values, cannot be opened; `None` if its values decide.
#[must_use]
pub fn trouble_of_mark(json: &str) -> Option<OpenError> {
    let mark = match serde_json::from_str::<serde_json::Value>(json) {
        Ok(value) => Mark::deserialize(&value),
        Err(error) => return Some(OpenError::NotJson(place(&error))),
    };
    match mark {
        Ok(Mark { format, version }) if format == FORMAT => match version {
            1..=VERSION => None,
            0 => Some(OpenError::Malformed("version：0".into())),
            newer => Some(OpenError::Newer(newer)),
        },
        _ => Some(OpenError::Foreign),
    }
}

/// Reads the text once more, because only then an error knows its line.
fn form<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, OpenError> {
    serde_json::from_str(json).map_err(|error| OpenError::Malformed(format!("{}：{}", place(&error), misread::tell(&error))))
}

fn place(error: &serde_json::Error) -> String {
    format!("第 {} 行第 {} 列", error.line(), error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_what_can_be_opened() {
        let trouble = |version: &str| trouble_of_mark(&format!("{{\"format\":\"quality-award-kit\",\"version\":{version}}}"));
        assert_eq!((trouble("1"), trouble("2")), (None, None));
        assert_eq!(trouble("3"), Some(OpenError::Newer(3)));
        assert_eq!(trouble("0"), Some(OpenError::Malformed("version：0".into())));
        assert_eq!(trouble("\"2\""), Some(OpenError::Foreign));
        assert_eq!(trouble_of_mark("{\"format\":\"other\",\"version\":2}"), Some(OpenError::Foreign));
        assert!(matches!(trouble_of_mark(""), Some(OpenError::NotJson(_))));
    }
}
