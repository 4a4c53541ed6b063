//! Pictures of the report: taken in and kept by their content.

use award::PictureId;
use award::assessment::Action;
use award::documents::{DocumentsAction, Picture};
use award::evidence::ContentHash;
use dossier::archive::Digest;
use dossier::picture;

use super::Store;
use super::taking_in::facts;
use crate::browser::files::{self, File};
use crate::browser::page;

/// The greatest size of a picture in bytes; a larger one makes documents that programs open slowly.
const LARGEST: f64 = 10.0 * 1024.0 * 1024.0;

impl Store {
    /// Takes a picture in for the texts of the report and returns its id.
    ///
    /// # Errors
    /// It is no PNG and no JPEG, too large, or the browser did not keep it. The message says what to do.
    pub async fn take_picture(&self, file: File) -> Result<PictureId, String> {
        let Some(owner) = self.state().assessment().map(|open| open.head.id.clone()) else {
            return Err("没有打开申报".to_owned());
        };
        if file.size() > LARGEST {
            return Err("图片超过 10 MB，请先缩小。".to_owned());
        }
        let bytes = files::read(&file).await?;
        let (width, height) = picture::size(&bytes).ok_or("不是 PNG 或 JPEG 图片，请先另存为其中一种。")?;
        let digest = Digest::of(&bytes);
        let sha256 = ContentHash::parse(&digest.sha256).ok_or("no hash")?;
        self.keep_content(&sha256, &file, &mut Vec::new()).await?;
        if self.state().assessment().is_none_or(|open| open.head.id != owner) {
            return Err("已换到另一份申报".to_owned());
        }
        let id = PictureId::from(&page::random_id()[..8]);
        let picture = Picture { file: facts(&file, digest.size, sha256), width, height };
        self.act(&Action::Documents(DocumentsAction::AddedPicture(id.clone(), picture)));
        Ok(id)
    }
}
