//! The documents of an application, pure: an assessment in, bytes out.
//!
//! Nothing here reads a clock, a random number, a file or a screen; what depends on them takes them as arguments. The
//! same arguments give the same bytes. What a document says is decided by the modules that build a
//! [`Document`](document::Document) from a catalog and an assessment; the exporters only lay it out.

pub mod application_form;
pub mod archive;
pub mod cells;
pub mod chart;
pub mod checklist;
pub mod cohort;
pub mod consensus;
mod container;
pub mod document;
pub mod docx;
pub mod evidence;
pub mod form;
pub mod letters;
pub mod manifest;
mod measure;
pub mod package;
pub mod picture;
pub mod prose;
pub mod review;
mod scores;
pub mod self_assessment_report;
pub mod spreadsheet;
pub mod timeline;
mod wording;
pub mod workbook;
mod xml;
