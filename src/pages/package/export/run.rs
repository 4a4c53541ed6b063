//! One export, from the pictures to the file.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::evidence::FileFacts;
use dossier::archive::Digest;
use dossier::docx::Pictures;
use dossier::package::{self, Attachment, Enclosure, Making, Package, Piece, Verified};
use dossier::prose;
use yew::UseStateHandle;

use super::{Finished, Progress};
use crate::browser::digest::{Stop, digest};
use crate::browser::files::{self, Blob, Part};
use crate::browser::saving::{self, Kind, Target, Writing};
use crate::browser::{clock, page, picture, timer};
use crate::components::in_words;
use crate::state::{Proof, Store, Whereabouts, read_package};

/// How much larger than on the screen pictures are drawn, so that they print sharply.
const ENLARGED: u32 = 3;

/// How much of a file is written at a time, in bytes, so that progress is seen.
const WRITTEN_AT_ONCE: f64 = 16.0 * 1024.0 * 1024.0;

/// How a package leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// As a download; whether the person keeps it, the page is not told.
    Downloaded,
    /// Into a file that the person chose, which is read back.
    Written,
}

/// The files that go in, with their contents by their names, and the titles of those that do not.
#[derive(Default)]
struct Gathered {
    attachments: Vec<Attachment>,
    contents: HashMap<String, Blob>,
    left_out: Vec<String>,
}

/// One export.
pub(super) struct Run {
    pub store: Store,
    pub catalog: &'static Catalog,
    pub progress: UseStateHandle<Progress>,
    pub cancelled: Rc<Cell<bool>>,
    /// The password that the package gets, if any.
    pub password: Option<String>,
}

impl Run {
    /// Exports the open assessment.
    pub async fn export(self, way: Way) {
        self.store.settle();
        let Some(open) = self.store.state().assessment().cloned() else { return };
        // Browsers let a page ask for a place only while the click is fresh.
        let target = match self.target(&open, way).await {
            Ok(Some(target)) => target,
            Ok(None) => return,
            Err(reason) => return self.progress.set(Progress::Failed(format!("没有导出：{reason}"))),
        };
        let outcome = self.make(&open, target.as_ref()).await;
        if let (Err(_), Some(target)) = (&outcome, &target) {
            target.discard().await;
        }
        self.progress.set(match outcome {
            Ok(finished) => {
                let proof = match way {
                    Way::Downloaded => Proof::Downloaded,
                    Way::Written => Proof::Written,
                };
                self.store.backed_up_as(finished.name.clone().into(), proof, open, !finished.left_out.is_empty());
                Progress::Done(Rc::new(finished))
            }
            Err(Stop::Cancelled) => Progress::Cancelled,
            Err(Stop::Failed(reason)) => Progress::Failed(format!("没有导出：{reason}")),
        });
    }

    /// Where to write; no target for a download, nothing at all if the person does not want to.
    async fn target(&self, open: &Assessment, way: Way) -> Result<Option<Option<Target>>, String> {
        match way {
            Way::Downloaded => Ok(Some(None)),
            Way::Written => {
                let name = package::file_name(self.catalog, open, clock::today());
                Ok(saving::choose(&name, Kind::Zip).await?.map(Some))
            }
        }
    }

    async fn make(&self, open: &Assessment, target: Option<&Target>) -> Result<Finished, Stop> {
        let now = clock::local(clock::now());
        self.reach("正在画图…", 0, 1).await?;
        let mut pictures = self.draw(open).await?;
        let Gathered { attachments, contents, left_out } = self.gather(open).await?;
        for (id, _, picture) in prose::pictures(open) {
            let content = original(&attachments, &contents, &picture.file).await?;
            pictures.extend(content.map(|bytes| (id, bytes)));
        }
        let issued = match &open.documents.form {
            Some(form) => original(&attachments, &contents, &form.file).await?,
            None => None,
        };
        let making = Making::new(self.catalog, open, now, &pictures, attachments).map_err(failed)?;
        let mut making = making.filling(issued.as_deref());
        let (mut done, steps) = (0, making.steps().len() as u64);
        while let Some(step) = making.next_step() {
            self.reach(&format!("正在写 {}…", step.name()), done, steps).await?;
            making.make(step).map_err(failed)?;
            done += 1;
        }
        self.reach("正在打包…", 0, 1).await?;
        let package = making.finish();
        let form = package.form.clone();
        let verified = match (&self.password, target) {
            (Some(password), _) => self.send_sealed(&package, &contents, password, target, open).await?,
            (None, Some(target)) => self.write(&package, &contents, target, open).await?,
            (None, None) => self.hand_over(&package, &contents, open).await?,
        };
        let (name, way) = match target {
            Some(target) => (target.name(), Way::Written),
            None => (package.file_name.clone(), Way::Downloaded),
        };
        Ok(Finished { name, way, verified, left_out, form, is_sealed: self.password.is_some() })
    }

    async fn draw(&self, open: &Assessment) -> Result<Pictures, Stop> {
        let mut pictures = Pictures::new();
        for figure in package::figures(self.catalog, open) {
            let png = picture::png(&figure.svg, figure.width_px, figure.height_px, ENLARGED).await;
            pictures.insert(figure.id, png.map_err(|reason| Stop::Failed(format!("画不出“{}”：{reason}", figure.title)))?);
        }
        Ok(pictures)
    }

    /// Reads every file once: its checksum has to be known before it is packed, and its content must be what was
    /// attached.
    async fn gather(&self, open: &Assessment) -> Result<Gathered, Stop> {
        let (mut gathered, mut read) = (Gathered::default(), 0);
        let (there, missing): (Vec<Enclosure>, Vec<Enclosure>) =
            package::enclosures(self.catalog, open).into_iter().partition(|each| self.is_here(each));
        gathered.left_out = missing.into_iter().map(|each| each.title).collect();
        let all = there.iter().map(|each| each.file.size).sum();
        for each in there {
            let failed = |reason: String| Stop::Failed(format!("“{}”的文件{reason}", each.title));
            self.reach(&format!("正在读取 {}…", each.title), read, all).await?;
            let content =
                self.store.content(&each.file.sha256).await.map_err(|reason| failed(format!("读不出来（{reason}）")))?;
            let digested = digest(&content, |more| self.advance("正在读取证实性材料", &mut read, more, all)).await;
            let digest = digested.map_err(|stop| match stop {
                Stop::Failed(reason) => failed(format!("读不出来（{reason}）")),
                Stop::Cancelled => Stop::Cancelled,
            })?;
            if digest.sha256 != each.file.sha256.as_str() {
                return Err(failed("与登记时不同，请重新添加".to_owned()));
            }
            gathered.contents.insert(each.name.clone(), content);
            gathered.attachments.push(each.attached(digest));
        }
        Ok(gathered)
    }

    fn is_here(&self, enclosure: &Enclosure) -> bool {
        self.store.state().contents.whereabouts(&enclosure.file.sha256) != Whereabouts::Missing
    }

    /// Hands the package to the browser. Its files of evidence stay where they are; they were read just before.
    async fn hand_over(&self, package: &Package, contents: &HashMap<String, Blob>, open: &Assessment) -> Result<Verified, Stop> {
        let parts = package.pieces().map(|piece| part(piece, contents)).collect::<Result<Vec<Part>, Stop>>()?;
        let zip = files::blob_of(&parts, files::ARCHIVE)?;
        self.reach("正在重新打开核对…", 0, 1).await?;
        let known: HashMap<String, Digest> =
            package.attachments.iter().map(|each| (each.name.clone(), each.digest.clone())).collect();
        let read = read_package(&zip, &known, |_, _| !self.cancelled.get()).await?;
        let verified = package::verify_read(&read.back, self.catalog, open).map_err(failed)?;
        page::mark("qak-export end");
        files::hand_over(&package.file_name, &zip)?;
        Ok(verified)
    }

    /// Writes the package to the place that the person chose and reads it back from there.
    async fn write(
        &self,
        package: &Package,
        contents: &HashMap<String, Blob>,
        target: &Target,
        open: &Assessment,
    ) -> Result<Verified, Stop> {
        let writing = target.write().await?;
        let written = self.write_pieces(package, contents, &writing).await;
        if let Err(stop) = written {
            writing.abort().await;
            return Err(stop);
        }
        let file = writing.close().await.map_err(|reason| Stop::Failed(format!("没有写完（{reason}）")))?;
        let mut done = 0;
        let read = read_package(&file, &HashMap::new(), |more, all| self.advance("正在读回核对", &mut done, more, all)).await;
        let verified = read.and_then(|read| package::verify_read(&read.back, self.catalog, open).map_err(failed));
        if verified.is_err() {
            target.remove().await;
        }
        verified
    }

    async fn write_pieces(&self, package: &Package, contents: &HashMap<String, Blob>, writing: &Writing) -> Result<(), Stop> {
        let (mut done, all) = (0, package.size());
        for piece in package.pieces() {
            let (part, size) = (part(piece, contents)?, piece.size() as f64);
            let mut from = 0.0;
            while from < size {
                let to = size.min(from + WRITTEN_AT_ONCE);
                let slice = match part {
                    Part::Content(content) => Some(files::part_of(content, from, to)?),
                    Part::Bytes(_) => None,
                };
                let (written, to) = slice.as_ref().map_or((part, size), |slice| (Part::Content(slice), to));
                writing.write(written).await.map_err(|reason| Stop::Failed(unwritten(&piece, &reason)))?;
                if !self.advance("正在写入", &mut done, (to - from) as u64, all) {
                    return Err(Stop::Cancelled);
                }
                from = to;
            }
        }
        Ok(())
    }

    /// Shows how many bytes are done; false if the person wants to stop.
    pub(super) fn advance(&self, what: &str, done: &mut u64, more: u64, all: u64) -> bool {
        *done += more;
        self.progress.set(Progress::Running(format!("{what}：{} / {}", in_words(*done), in_words(all)), *done, all.max(1)));
        !self.cancelled.get()
    }

    /// Shows how far it is, lets the page draw that, and stops if the person wants it to.
    pub(super) async fn reach(&self, what: &str, done: u64, of: u64) -> Result<(), Stop> {
        self.progress.set(Progress::Running(what.to_owned(), done, of.max(1)));
        timer::breathe().await;
        page::mark(&format!("qak-export {what}"));
        if self.cancelled.get() { Err(Stop::Cancelled) } else { Ok(()) }
    }
}

pub(super) fn content<'a>(attachment: &Attachment, contents: &'a HashMap<String, Blob>) -> Result<&'a Blob, Stop> {
    contents.get(&attachment.name).ok_or_else(|| Stop::Failed(format!("“{}”的文件不在了", attachment.name)))
}

/// The content of an original that goes into the package.
async fn original(
    attachments: &[Attachment],
    contents: &HashMap<String, Blob>,
    file: &FileFacts,
) -> Result<Option<Vec<u8>>, Stop> {
    let is_original = |each: &&Attachment| each.evidence.is_none() && each.digest.sha256 == file.sha256.as_str();
    match attachments.iter().find(is_original).and_then(|each| contents.get(&each.name)) {
        Some(content) => Ok(Some(files::read(content).await?)),
        None => Ok(None),
    }
}

fn part<'a>(piece: Piece<'a>, contents: &'a HashMap<String, Blob>) -> Result<Part<'a>, Stop> {
    match piece {
        Piece::Bytes(bytes) => Ok(Part::Bytes(bytes)),
        Piece::File(attachment) => content(attachment, contents).map(Part::Content),
    }
}

pub(super) fn unwritten(piece: &Piece, reason: &str) -> String {
    match piece {
        Piece::File(attachment) => format!("写到“{}”时中断（{reason}），目标位置没有留下文件", attachment.name),
        Piece::Bytes(_) => format!("写入中断（{reason}），目标位置没有留下文件"),
    }
}

pub(super) fn failed(error: impl std::fmt::Display) -> Stop {
    Stop::Failed(error.to_string())
}
