//! Packages with the form that the secretariat issued in the place of the built-in one.

use std::convert::Infallible;
use std::path::Path;

use award::assessment::{Action, Assessment};
use award::catalog::Catalog;
use award::documents::{Decisions, DocumentsAction, OfficialForm};
use award::evidence::{ContentHash, FileFacts};
use dossier::archive::{self, Digest};
use dossier::docx::Pictures;
use dossier::form::{Block, Draft, Form, Line, PlaceKind, Standing, Values};
use dossier::package::{self, Attachment, BuildError, Fault, Making, Package, Step};
use jiff::civil::{DateTime, date};

fn now() -> DateTime {
    date(2026, 11, 24).at(9, 30, 0, 0)
}

fn issued() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/official.docx")).expect("a form")
}

/// The sample with a form taken in, and decisions about it.
fn sample(decisions: &[(&str, &str)]) -> Assessment {
    let sample = award::savefile::open(include_str!("../../../samples/yunwu-tea.json")).expect("a save file").assessment;
    let form = Form::read(&issued()).expect("a form");
    let file = FileFacts {
        name: "附件2：申报表.docx".into(),
        size: issued().len() as u64,
        media_type: "".into(),
        sha256: ContentHash::parse(&Digest::of(&issued()).sha256).expect("a hash"),
        modified: 0,
    };
    let took = DocumentsAction::TookForm(Some(OfficialForm { file, fingerprint: form.fingerprint().into() }));
    let decided = |(anchor, target): &(&str, &str)| DocumentsAction::Decided((*anchor).into(), Some((*target).into()));
    let actions = [took].into_iter().chain(decisions.iter().map(decided));
    actions.fold(sample, |state, action| state.apply(&Action::Documents(action)))
}

fn originals(catalog: &Catalog, assessment: &Assessment) -> Vec<Attachment> {
    let originals = package::enclosures(catalog, assessment).into_iter().filter(|each| each.evidence.is_none());
    originals.map(|each| each.attached(Digest::of(&issued()))).collect()
}

fn made(catalog: &Catalog, assessment: &Assessment, issued: Option<&[u8]>) -> Result<Package, BuildError> {
    let pictures: Pictures =
        package::figures(catalog, assessment).into_iter().map(|figure| (figure.id, b"\x89PNG\r\n\x1a\n".to_vec())).collect();
    let attached = issued.map(|_| originals(catalog, assessment)).unwrap_or_default();
    let mut making = Making::new(catalog, assessment, now(), &pictures, attached)?.filling(issued);
    while let Some(step) = making.next_step() {
        making.make(step)?;
    }
    Ok(making.finish())
}

fn zip(package: &Package) -> Vec<u8> {
    package.zip(|_| Ok::<_, Infallible>(issued())).expect("the form is in memory")
}

#[test]
fn the_form_is_filled_and_its_original_comes_back() {
    let (catalog, assessment) = (schemes::xinyang(), sample(&[]));
    let package = made(&catalog, &assessment, Some(&issued())).expect("a package");
    let filled = package.form.as_ref().expect("the form was filled");
    assert!(filled.filled > 10, "{filled:?}");
    assert!(filled.not_filled.iter().any(|place| place.label.contains("意见")), "{:?}", filled.not_filled);
    let bytes = zip(&package);
    let verified = package::verify(&bytes, &catalog, &assessment).expect("a sound package");
    assert_eq!(verified.enclosed.last().map(|file| &*file.name), Some("原件/附件2：申报表.docx"));
    let opened = package::open(&bytes).expect("it opens");
    assert_eq!((&opened.opened.assessment, opened.differences), (&assessment, vec![]));
    let (hash, place) = opened.contents.last().expect("the original");
    assert_eq!(Digest::of(&archive::read(&bytes).expect("an archive")[*place].bytes).sha256, hash.as_str());
}

#[test]
fn what_was_decided_stands_in_the_form() {
    let catalog = schemes::xinyang();
    let (form, before) = (Form::read(&issued()).expect("a form"), sample(&[]));
    let draft = Draft::new(&form, &Values::new(&catalog, &before), &Decisions::new());
    let is_open = |line: &&Line| line.standing() == Standing::Asked && form.places()[line.place].kind == PlaceKind::Text;
    let open = draft.lines.iter().find(is_open).expect("something is asked");
    let anchor = form.places()[open.place].anchor.to_string();
    let assessment = sample(&[(&anchor, "=另行说明㐂")]);
    let package = made(&catalog, &assessment, Some(&issued())).expect("a package");
    let again = Form::read(&package.entries[0].bytes).expect("the filled form");
    let text: String = again.blocks().iter().flat_map(Block::paragraphs).map(|each| each.text()).collect();
    assert!(text.contains("另行说明㐂"));
}

#[test]
fn without_its_content_the_built_in_form_takes_its_place() {
    let (catalog, assessment) = (schemes::xinyang(), sample(&[]));
    let package = made(&catalog, &assessment, None).expect("a package");
    assert_eq!(package.form, None);
    let bytes = zip(&package);
    assert!(package::verify(&bytes, &catalog, &assessment).is_ok());
    let missing = package::open(&bytes).expect("it opens").differences;
    assert!(missing[0].to_string().contains("附件2：申报表.docx"), "{missing:?}");
}

#[test]
fn a_form_that_cannot_be_filled_says_so() {
    let (catalog, assessment) = (schemes::xinyang(), sample(&[]));
    let error = made(&catalog, &assessment, Some(b"%PDF-1.7")).expect_err("no form");
    assert!(error.to_string().contains("PDF"), "{error}");
}

#[test]
fn another_form_than_the_one_attached_is_a_fault() {
    let (catalog, assessment) = (schemes::xinyang(), sample(&[]));
    let package = made(&catalog, &assessment, Some(&issued())).expect("a package");
    let bytes = package.zip(|_| Ok::<_, Infallible>(issued())).expect("bytes");
    let mut entries = archive::read(&bytes).expect("an archive");
    entries.pop();
    let cut = archive::write(&entries, now());
    assert!(matches!(package::verify(&cut, &catalog, &assessment), Err(Fault::Checksum(_))));
    assert_eq!(entries.len(), Step::of(&catalog, &assessment).count());
}
