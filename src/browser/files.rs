//! Files from and to the disk.

use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
pub use web_sys::{Blob, File};
use web_sys::{BlobPropertyBag, DragEvent, Event, FileList, HtmlAnchorElement, HtmlInputElement, Url};

use super::{document, explain};

/// The media type of .xlsx files.
pub const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The media type of .zip files.
pub const ARCHIVE: &str = "application/zip";

/// The media type of .docx files.
pub const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Hands bytes to the browser as a download. Whether the person keeps the file, the page is not told.
///
/// # Errors
/// The browser cannot make the file; the message says why.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), String> {
    hand_over(name, &blob_of(&[Part::Bytes(bytes)], media_type)?)
}

/// Hands a content to the browser as a download. Whether the person keeps the file, the page is not told.
///
/// # Errors
/// The browser cannot make the file; the message says why.
pub fn hand_over(name: &str, blob: &Blob) -> Result<(), String> {
    let url = Url::create_object_url_with_blob(blob).map_err(|thrown| explain(&thrown))?;
    let anchor: HtmlAnchorElement =
        document().create_element("a").map_err(|thrown| explain(&thrown))?.dyn_into().map_err(|_| "no anchor".to_owned())?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The browser reads the blob after the click returns; the address must outlive that.
    gloo::timers::callback::Timeout::new(60_000, move || {
        if let Err(thrown) = Url::revoke_object_url(&url) {
            super::page::log(&explain(&thrown));
        }
    })
    .forget();
    Ok(())
}

/// The files chosen in a file input; the input forgets them, so that the same file can be chosen again.
pub fn chosen(event: &Event) -> Vec<File> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return Vec::new() };
    let files = listed(input.files());
    input.set_value("");
    files
}

/// The files dropped on an element.
pub fn dropped(event: &DragEvent) -> Vec<File> {
    listed(event.data_transfer().and_then(|transfer| transfer.files()))
}

fn listed(files: Option<FileList>) -> Vec<File> {
    files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default()
}

/// The text of bytes in an encoding by its name on the web; what is no character of it becomes a replacement character.
///
/// # Errors
/// The browser does not know the encoding; the message says why.
pub fn decode(bytes: &[u8], encoding: &str) -> Result<String, String> {
    let decoder = web_sys::TextDecoder::new_with_label(encoding).map_err(|thrown| explain(&thrown))?;
    decoder.decode_with_u8_array(bytes).map_err(|thrown| explain(&thrown))
}

/// A part of a content.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// Bytes, which are copied.
    Bytes(&'a [u8]),
    /// Another content, which stays where it is.
    Content(&'a Blob),
}

impl From<Part<'_>> for JsValue {
    fn from(part: Part<'_>) -> JsValue {
        match part {
            Part::Bytes(bytes) => Uint8Array::from(bytes).into(),
            Part::Content(content) => content.into(),
        }
    }
}

/// A content of several parts.
///
/// # Errors
/// The browser cannot make it; the message says why.
pub fn blob_of(parts: &[Part], media_type: &str) -> Result<Blob, String> {
    blob(&parts.iter().map(|&part| JsValue::from(part)).collect(), media_type)
}

/// A content of parts that the browser knows.
pub(super) fn blob(parts: &Array, media_type: &str) -> Result<Blob, String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_blob_sequence_and_options(parts, &options).map_err(|thrown| explain(&thrown))
}

/// A part of a content, from one byte to before another, without reading it.
///
/// # Errors
/// The browser cannot make it; the message says why.
pub fn part_of(blob: &Blob, from: f64, to: f64) -> Result<Blob, String> {
    blob.slice_with_f64_and_f64(from, to).map_err(|thrown| explain(&thrown))
}

/// The bytes of a part of a content.
///
/// # Errors
/// It cannot be read; the message says why.
pub async fn bytes_of(blob: &Blob, from: f64, to: f64) -> Result<Vec<u8>, String> {
    read(&part_of(blob, from, to)?).await
}

/// The bytes of a content.
///
/// # Errors
/// It cannot be read; the message says why.
pub async fn read(blob: &Blob) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|thrown| explain(&thrown))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The contents of several files, read with one wait: with a wait for each, ten thousand small files take a fifth longer.
///
/// # Errors
/// For each file: it cannot be read; the message says why.
pub async fn buffers_of(files: &[File]) -> Vec<Result<ArrayBuffer, String>> {
    let all: Vec<Promise> = files.iter().map(|file| file.array_buffer().unchecked_into()).collect();
    if let Ok(buffers) = JsFuture::from(Promise::all(&all.iter().collect::<Array>())).await {
        return Array::from(&buffers).iter().map(|buffer| Ok(buffer.unchecked_into())).collect();
    }
    // Some of them cannot be read, and only each can tell.
    let mut buffers = Vec::with_capacity(all.len());
    for reading in all {
        let buffer = JsFuture::from(reading).await;
        buffers.push(buffer.map(JsCast::unchecked_into).map_err(|thrown| explain(&thrown)));
    }
    buffers
}

/// Puts the bytes of a content that is no larger than that in place of those that are there; whether it is no larger.
pub fn copy_up_to(buffer: &ArrayBuffer, most: u32, bytes: &mut Vec<u8>) -> bool {
    let content = Uint8Array::new(buffer);
    let fits = content.length() <= most;
    if fits {
        bytes.resize(content.length() as usize, 0);
        content.copy_to(bytes);
    }
    fits
}

/// Bytes as text: UTF-8, also when it is cut off in the middle of a character, else the encoding of older Chinese programs.
pub fn text_of(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(cut) if cut.error_len().is_none() => String::from_utf8_lossy(&bytes[..cut.valid_up_to()]).into_owned(),
        Err(_) => decode(bytes, "gb18030").unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// An address under which the page itself can show a content, for as long as this lives.
#[derive(PartialEq)]
pub struct Address(String);

impl Address {
    /// The address of a content.
    ///
    /// # Errors
    /// The browser gives none; the message says why.
    pub fn of(blob: &Blob) -> Result<Address, String> {
        Url::create_object_url_with_blob(blob).map(Address).map_err(|thrown| explain(&thrown))
    }

    /// It as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for Address {
    fn drop(&mut self) {
        if let Err(thrown) = Url::revoke_object_url(&self.0) {
            super::page::log(&explain(&thrown));
        }
    }
}

#[cfg(test)]
mod tests {
    use js_sys::{Function, Reflect};
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn file(text: &str) -> File {
        File::new_with_str_sequence(&Array::of1(&text.into()), "card.json").expect("a file")
    }

    /// A file that was taken away since it was chosen.
    fn gone() -> File {
        let file = file("{}");
        let reading = Function::new_no_args("return Promise.reject(new DOMException('gone', 'NotFoundError'))");
        assert!(Reflect::set(&file, &"arrayBuffer".into(), &reading).expect("an object"));
        file
    }

    #[wasm_bindgen_test]
    async fn a_file_that_cannot_be_read_keeps_no_other_from_being_read() {
        let mut bytes = Vec::new();
        let mut texts = Vec::new();
        for content in buffers_of(&[file("质量"), gone(), file("")]).await {
            texts.push(content.ok().map(|content| {
                assert!(copy_up_to(&content, 6, &mut bytes));
                String::from_utf8_lossy(&bytes).into_owned()
            }));
        }
        assert_eq!(texts, [Some("质量".to_owned()), None, Some(String::new())]);
    }

    #[wasm_bindgen_test]
    async fn a_content_that_is_too_large_is_not_copied() {
        let contents = buffers_of(&[file("1234567")]).await;
        let mut bytes = b"before".to_vec();
        assert!(!copy_up_to(contents[0].as_ref().expect("a content"), 6, &mut bytes));
        assert_eq!(bytes, b"before");
    }
}
