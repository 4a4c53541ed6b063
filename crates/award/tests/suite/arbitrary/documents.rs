//! Random decisions about documents, also such as no person could make.

use award::documents::{Decisions, Documents, DocumentsAction, Margin, OfficialForm, Picture};
use award::{PictureId, Text};
use proptest::collection::btree_map;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::evidence::file;
use super::{id, text};

fn margin() -> impl Strategy<Value = Option<Margin>> {
    any::<u8>().prop_map(Margin::new)
}

fn form() -> impl Strategy<Value = OfficialForm> {
    (file(), fingerprint()).prop_map(|(file, fingerprint)| OfficialForm { file, fingerprint })
}

fn fingerprint() -> impl Strategy<Value = Text> {
    prop_oneof![3 => select(vec!["f00d", "beef"]).prop_map(Text::from), 1 => text()]
}

fn anchor() -> impl Strategy<Value = Text> {
    prop_oneof![3 => select(vec!["0", "3.0.1.0", "5:12", "4~0.1"]).prop_map(Text::from), 1 => text()]
}

fn decisions() -> impl Strategy<Value = Decisions> {
    btree_map(anchor(), text(), 0..4)
}

fn picture() -> impl Strategy<Value = Picture> {
    (file(), 1u32.., 1u32..).prop_map(|(file, width, height)| Picture { file, width, height })
}

fn picture_id() -> impl Strategy<Value = PictureId> {
    id(["p1", "p2"].map(String::from).to_vec()).prop_map(|id| (&*id).into())
}

/// Any decisions about documents.
pub fn documents() -> impl Strategy<Value = Documents> {
    let mappings = btree_map(fingerprint(), decisions(), 0..3);
    let pictures = btree_map(picture_id(), picture(), 0..3);
    let limit = || option::of(any::<u32>());
    (margin(), limit(), limit(), option::of(form()), mappings, pictures).prop_map(
        |(margin, profile_limit, report_limit, form, mappings, pictures)| Documents {
            margin,
            profile_limit,
            report_limit,
            form,
            mappings,
            pictures,
        },
    )
}

/// Something that a person may decide about documents.
pub fn documents_action() -> impl Strategy<Value = DocumentsAction> {
    prop_oneof![
        1 => margin().prop_map(DocumentsAction::ChoseMargin),
        1 => option::of(any::<u32>()).prop_map(DocumentsAction::ChoseProfileLimit),
        1 => option::of(any::<u32>()).prop_map(DocumentsAction::ChoseReportLimit),
        3 => option::of(form()).prop_map(DocumentsAction::TookForm),
        3 => (anchor(), option::of(text())).prop_map(|(anchor, target)| DocumentsAction::Decided(anchor, target)),
        2 => (anchor(), text()).prop_map(|(anchor, target)| DocumentsAction::Wrote(anchor, target)),
        1 => (picture_id(), picture()).prop_map(|(id, picture)| DocumentsAction::AddedPicture(id, picture)),
        1 => picture_id().prop_map(DocumentsAction::RemovedPicture),
    ]
}
