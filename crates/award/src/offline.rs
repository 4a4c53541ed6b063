//! The data that a copy of the page carries inside: what it is of, in the open or sealed with a password.
//!
//! The text stands in a data block of the page, where it must not end that block: every `<` is written as an escape of JSON.

use serde::{Deserialize, Serialize};

/// The mark that tells such data from others.
const FORMAT: &str = "quality-award-kit-copy";

/// The version that is written.
const VERSION: u32 = 1;

/// What a copy of the page carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offline {
    format: String,
    version: u32,
    /// When the copy was made, in milliseconds since 1970.
    pub made_at: f64,
    /// What it carries.
    pub content: Content,
}

/// The content of a copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A save file.
    Open(String),
    /// A save file that only a password opens.
    Sealed(Sealed),
}

/// A sealed text with all that is needed to open it but the password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// How often PBKDF2 with SHA-256 hashes.
    pub iterations: u32,
    /// The salt, in base64.
    pub salt: String,
    /// Something sealed, by which a password is known to be right, in base64.
    pub check: String,
    /// The text, sealed by AES-256-GCM with its 12 random bytes in front, in base64.
    pub text: String,
}

/// Data as text for a data block.
#[must_use]
pub fn write(made_at: f64, content: Content) -> String {
    let offline = Offline { format: FORMAT.to_owned(), version: VERSION, made_at, content };
    let json = serde_json::to_string(&offline).expect("it has string keys and finite numbers");
    json.replace('<', "\\u003c")
}

/// Data of a data block.
///
/// # Errors
/// It is of a newer version, or none of this product; the message says so.
pub fn read(text: &str) -> Result<Offline, String> {
    let newer = |version: u32| format!("由更新版本的本工具生成（格式 {version}），请用新版本的文件打开");
    match serde_json::from_str::<Offline>(text) {
        Ok(offline) if offline.format != FORMAT => Err("不是本工具的离线副本".to_owned()),
        Ok(offline) if offline.version > VERSION => Err(newer(offline.version)),
        Ok(offline) => Ok(offline),
        Err(error) => Err(format!("离线副本里的内容读不出来（第 {} 列）", error.column())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_block() {
        let content = Content::Open("{\"name\":\"</script><!--<script>甲\u{2028}\"}".to_owned());
        let text = write(1.0, content.clone());
        assert!(!text.contains('<'), "{text}");
        assert_eq!(read(&text).map(|offline| (offline.made_at, offline.content)), Ok((1.0, content)));
    }

    #[test]
    fn what_is_none_is_told() {
        let sealed = Sealed { iterations: 1, salt: "s".into(), check: "c".into(), text: "t".into() };
        let text = write(2.0, Content::Sealed(sealed));
        assert!(read(&text).is_ok());
        assert!(read(&text.replace("\"version\":1", "\"version\":2")).is_err_and(|error| error.contains("更新版本")));
        assert!(read(&text.replace(FORMAT, "other")).is_err_and(|error| error.contains("不是")));
        assert!(read(&text[..20]).is_err_and(|error| error.contains("读不出来")));
    }
}
