//! Reading a content into one buffer again and again.
//!
//! Whatever else reads a blob leaves the bytes of each reading to the garbage collector, which lets hundreds of megabytes
//! gather before it looks: of one gigabyte in files of 4 MB some 200 MB, here 17.

use std::cell::RefCell;

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, ReadableStreamByobReader};

use super::explain;

/// The size of the buffer in bytes.
pub(super) const ROOM: u32 = 16 * 1024 * 1024;

thread_local! {
    /// The buffer between two readings.
    static BUFFER: RefCell<Option<ArrayBuffer>> = const { RefCell::new(None) };
}

/// A content being read.
pub(super) struct Passage {
    reader: ReadableStreamByobReader,
    buffer: ArrayBuffer,
}

impl Passage {
    /// Starts to read a content; `None` where the browser cannot read into a given buffer.
    pub(super) fn of(blob: &Blob) -> Option<Passage> {
        // It throws where there is no such reader, and where the streams of files know nothing of buffers.
        let reader = ReadableStreamByobReader::new(&blob.stream()).ok()?;
        let buffer = BUFFER.with_borrow_mut(Option::take).unwrap_or_else(|| ArrayBuffer::new(ROOM));
        Some(Passage { reader, buffer })
    }

    /// Reads the next bytes into the buffer behind `at`, which lies before its end; how many there were, 0 at the end of the
    /// content.
    ///
    /// # Errors
    /// It cannot be read; the message says why.
    pub(super) async fn read(&mut self, at: u32) -> Result<u32, String> {
        let room = Uint8Array::new_with_byte_offset_and_length(&self.buffer, at, ROOM - at);
        let read = JsFuture::from(self.reader.read_with_array_buffer_view(&room)).await.map_err(|thrown| explain(&thrown))?;
        let field = |name: &str| Reflect::get(&read, &name.into()).map_err(|thrown: JsValue| explain(&thrown));
        let value: Uint8Array = field("value")?.dyn_into().map_err(|_| "the reading was cancelled".to_owned())?;
        self.buffer = value.buffer();
        Ok(if field("done")?.is_truthy() { 0 } else { value.length() })
    }

    /// The first bytes of the buffer.
    pub(super) fn bytes(&self, count: u32) -> Uint8Array {
        Uint8Array::new_with_byte_offset_and_length(&self.buffer, 0, count)
    }
}

impl Drop for Passage {
    fn drop(&mut self) {
        BUFFER.set(Some(self.buffer.clone()));
        let ended = JsFuture::from(self.reader.cancel());
        spawn_local(async move {
            // A content that could not be read cannot be given up either, which was said when it was read.
            if let Err(thrown) = ended.await {
                super::page::log(&explain(&thrown));
            }
        });
    }
}
