//! A package under a password: every content is sealed slice by slice on its way out, then what was written is read again.

use std::collections::HashMap;

use award::assessment::Assessment;
use dossier::archive::{Digesting, Sealing};
use dossier::package::{self, Package, Piece, Verified};

use super::run::{Run, content, failed, unwritten};
use crate::browser::digest::{Stop, digest};
use crate::browser::files::{self, Blob, Part};
use crate::browser::page;
use crate::browser::saving::{Target, Writing};

/// How much of a content is sealed at a time, in bytes.
const AT_ONCE: f64 = 4.0 * 1024.0 * 1024.0;

/// Where the bytes go.
enum Sink {
    /// Into contents that the browser keeps until they are handed over.
    Held(Vec<Blob>),
    /// Into the file that the person chose.
    File(Writing),
}

/// Bytes on their way out, and what they are digested to.
struct Outlet {
    sink: Sink,
    written: Digesting,
}

impl Outlet {
    async fn put(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.written.take(bytes);
        match &mut self.sink {
            Sink::Held(parts) => {
                parts.push(files::blob_of(&[Part::Bytes(bytes)], "")?);
                Ok(())
            }
            Sink::File(writing) => writing.write(Part::Bytes(bytes)).await,
        }
    }

    /// Ends it: the whole zip, wherever it is, to be read again.
    async fn finish(self) -> Result<Blob, String> {
        match self.sink {
            Sink::Held(parts) => {
                let parts: Vec<Part> = parts.iter().map(Part::Content).collect();
                files::blob_of(&parts, files::ARCHIVE)
            }
            Sink::File(writing) => writing.close().await,
        }
    }

    async fn give_up(self) {
        if let Sink::File(writing) = self.sink {
            writing.abort().await;
        }
    }
}

impl Run {
    /// Sends a package out under a password. It is checked before it is sealed, and what was written is compared byte by byte
    /// with what was sealed.
    pub(super) async fn send_sealed(
        &self,
        package: &Package,
        contents: &HashMap<String, Blob>,
        password: &str,
        target: Option<&Target>,
        open: &Assessment,
    ) -> Result<Verified, Stop> {
        let verified = package::verify_read(&package.read_back(), self.catalog, open).map_err(failed)?;
        let sink = match target {
            Some(target) => Sink::File(target.write().await?),
            None => Sink::Held(Vec::new()),
        };
        let mut outlet = Outlet { sink, written: Digesting::default() };
        if let Err(stop) = self.seal(package, contents, password, &mut outlet).await {
            outlet.give_up().await;
            return Err(stop);
        }
        let expected = outlet.written.clone().finish();
        let zip = outlet.finish().await.map_err(|reason| Stop::Failed(format!("没有写完（{reason}）")))?;
        let mut done = 0;
        let read = digest(&zip, |more| self.advance("正在读回核对", &mut done, more, expected.size)).await;
        let outcome = match read {
            Ok(found) if found.sha256 == expected.sha256 => Ok(verified),
            Ok(_) => Err(Stop::Failed("写出的文件读回来与加密时不一致，请重试".to_owned())),
            Err(stop) => Err(stop),
        };
        match (&outcome, target) {
            (Ok(_), None) => files::hand_over(&package.file_name, &zip)?,
            (Err(_), Some(target)) => target.remove().await,
            _ => {}
        }
        outcome
    }

    async fn seal(
        &self,
        package: &Package,
        contents: &HashMap<String, Blob>,
        password: &str,
        outlet: &mut Outlet,
    ) -> Result<(), Stop> {
        let layout = package.locked();
        let (mut done, all) = (0, package.size());
        for (header, piece) in layout.headers.iter().zip(package.contents()) {
            let stopped = |reason: String| Stop::Failed(unwritten(&piece, &reason));
            let (mut sealing, head) = Sealing::new(password, &page::random_bytes());
            outlet.put(&[&header[..], &head].concat()).await.map_err(stopped)?;
            let (mut from, size) = (0.0, piece.size() as f64);
            while from < size {
                let to = size.min(from + AT_ONCE);
                let mut bytes = slice(&piece, contents, from, to).await?;
                sealing.seal(&mut bytes);
                outlet.put(&bytes).await.map_err(stopped)?;
                self.reach(&format!("正在加密 {}…", name(package, &piece)), done, all).await?;
                done += (to - from) as u64;
                from = to;
            }
            outlet.put(&sealing.finish()).await.map_err(stopped)?;
        }
        outlet.put(&layout.directory).await.map_err(|reason| Stop::Failed(format!("写入中断（{reason}）")))
    }
}

/// The bytes of a piece from one to before another.
async fn slice(piece: &Piece<'_>, contents: &HashMap<String, Blob>, from: f64, to: f64) -> Result<Vec<u8>, Stop> {
    match piece {
        Piece::Bytes(bytes) => Ok(bytes[from as usize..to as usize].to_vec()),
        Piece::File(attachment) => {
            let read = files::bytes_of(content(attachment, contents)?, from, to).await;
            read.map_err(|reason| Stop::Failed(format!("“{}”读不出来（{reason}）", attachment.name)))
        }
    }
}

/// What a piece is called.
fn name<'a>(package: &'a Package, piece: &Piece<'a>) -> &'a str {
    match piece {
        Piece::File(attachment) => &attachment.name,
        Piece::Bytes(bytes) => {
            let entry = package.entries.iter().find(|entry| std::ptr::eq(&*entry.bytes, *bytes));
            entry.map_or("材料包", |entry| &entry.name)
        }
    }
}
