//! The container with another main part.

use std::io::{Cursor, Write};

use zip::ZipArchive;
use zip::ZipWriter;

use crate::container::WriteError;

/// The same container with another text in its main part. Every other entry is copied as it is packed, in the same order.
pub(super) fn with_main_part(bytes: &[u8], name: &str, text: &[u8]) -> Result<Vec<u8>, WriteError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut copy = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + text.len() / 4)));
    copy.set_raw_comment(archive.comment().into())?;
    for position in 0..archive.len() {
        let entry = archive.by_index_raw(position)?;
        let own = entry.name()?.replace('\\', "/");
        if own == name {
            let own = entry.name()?.into_owned();
            copy.start_file(own, entry.options())?;
            copy.write_all(text)?;
        } else {
            copy.raw_copy_file(entry)?;
        }
    }
    Ok(copy.finish()?.into_inner())
}
