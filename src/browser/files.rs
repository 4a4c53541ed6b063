//! Files from and to the disk.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
pub use web_sys::File;
use web_sys::{Blob, BlobPropertyBag, DragEvent, Event, FileList, HtmlAnchorElement, HtmlInputElement, Url};

use super::{document, explain};

/// Hands bytes to the browser as a download. Whether the person keeps the file, the page is not told.
///
/// # Errors
/// The browser cannot make the file; the message says why.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), String> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(|thrown| explain(&thrown))?;
    let url = Url::create_object_url_with_blob(&blob).map_err(|thrown| explain(&thrown))?;
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

/// The bytes of a file.
///
/// # Errors
/// The file cannot be read; the message says why.
pub async fn read(file: &File) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|thrown| explain(&thrown))?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
