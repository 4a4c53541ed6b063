//! Why a package could not be made.

use std::fmt;

use crate::document::FigureId;
use crate::docx;
use crate::form::{FillError, FormError};

/// Why a package could not be made.
#[derive(Debug)]
pub enum BuildError {
    /// A chart was not drawn.
    MissingPicture(FigureId),
    /// A document could not be written.
    Document(docx::WriteError),
    /// The form that the secretariat issued cannot be read.
    Form(FormError),
    /// It could not be filled.
    Fill(FillError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Form(error) => return error.fmt(f),
            BuildError::Fill(error) => return error.fmt(f),
            BuildError::MissingPicture(id) => write!(f, "图表没有画出来（{id}）。")?,
            BuildError::Document(error) => write!(f, "文档没有写成（{error}）。")?,
        }
        f.write_str("已填的内容都在，请重试；仍不行请先另存数据文件。")
    }
}

impl std::error::Error for BuildError {}

impl From<docx::WriteError> for BuildError {
    fn from(error: docx::WriteError) -> Self {
        BuildError::Document(error)
    }
}

impl From<FormError> for BuildError {
    fn from(error: FormError) -> Self {
        BuildError::Form(error)
    }
}

impl From<FillError> for BuildError {
    fn from(error: FillError) -> Self {
        BuildError::Fill(error)
    }
}
