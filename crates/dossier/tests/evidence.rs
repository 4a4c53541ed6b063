//! Packages with files of evidence: names, places, lists, and the way back.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::rc::Rc;

use award::assessment::{Action, Assessment, Head};
use award::catalog::Catalog;
use award::evidence::{ContentHash, Evidence, EvidenceAction, FileFacts, Link};
use dossier::archive::{self, Digest, Entry, ReadError};
use dossier::docx::Pictures;
use dossier::manifest::Difference;
use dossier::package::{self, Attachment, Fault, OpenError, Package, ReadBack};
use jiff::civil::{DateTime, date};

fn now() -> DateTime {
    date(2026, 11, 24).at(9, 30, 0, 0)
}

/// What is in the file of that name.
fn content(name: &str) -> Vec<u8> {
    name.repeat(500).into_bytes()
}

fn piece(name: &str, title: &str, link: Option<Link>, order: u32) -> Evidence {
    let digest = Digest::of(&content(name));
    let file = FileFacts {
        name: name.into(),
        size: digest.size,
        media_type: "application/pdf".into(),
        sha256: ContentHash::parse(&digest.sha256).expect("a hash"),
        modified: 0,
    };
    Evidence { title: title.into(), ..Evidence::of_file(file, BTreeSet::from_iter(link), order) }
}

fn with(pieces: Vec<Evidence>) -> Assessment {
    let head = Head {
        id: "evidence".into(),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        created: now(),
        year: 2025,
        application_date: None,
        sample: false,
        sheet: None,
    };
    let pieces = pieces.into_iter().enumerate().map(|(at, piece)| (format!("e{at}").as_str().into(), Rc::new(piece)));
    Assessment::empty(head).apply(&Action::Evidence(EvidenceAction::Registered(pieces.collect())))
}

fn item(id: &str) -> Option<Link> {
    Some(Link::Item(id.into()))
}

fn some() -> Assessment {
    let mut secret = piece("配方.docx", "炒制工艺", item("4.1.2"), 0);
    secret.trade_secret = true;
    let paper = Evidence { title: "荣誉牌匾".into(), pages: "1".into(), order: 9, ..Evidence::default() };
    with(vec![
        secret,
        piece("a/b:c?.PDF", "a/b:c?.PDF", item("4.1.2"), 1),
        piece("扫描件", "执照", Some(Link::Requirement("established".into())), 2),
        piece("other.tar.gz", &"长".repeat(300), None, 3),
        paper,
    ])
}

/// What is attached of an assessment whose contents are all at hand.
fn attached(catalog: &Catalog, assessment: &Assessment) -> Vec<Attachment> {
    let digest = |name: &str| Digest::of(&content(name));
    let enclosures = package::enclosures(catalog, assessment);
    enclosures
        .into_iter()
        .map(|each| {
            let digest = digest(&each.file.name);
            each.attached(digest)
        })
        .collect()
}

fn made(assessment: &Assessment) -> Package {
    let catalog = schemes::xinyang();
    let pictures: Pictures =
        package::figures(&catalog, assessment).into_iter().map(|figure| (figure.id, b"\x89PNG\r\n\x1a\n".to_vec())).collect();
    let attached = attached(&catalog, assessment);
    package::build(&catalog, assessment, now(), &pictures, attached).expect("a package")
}

fn zip(package: &Package, assessment: &Assessment) -> Vec<u8> {
    let zip = package.zip(|attachment| {
        let files = assessment.files().find(|file| file.sha256.as_str() == attachment.digest.sha256).expect("a file");
        Ok::<_, Infallible>(content(&files.name))
    });
    zip.expect("contents are in memory")
}

#[test]
fn names_are_numbered_clean_and_different() {
    let (catalog, assessment) = (schemes::xinyang(), some());
    let names: Vec<String> = package::enclosures(&catalog, &assessment).into_iter().map(|each| each.name).collect();
    assert_eq!(
        names,
        [
            "证实性材料/4.1.2-01 炒制工艺.docx",
            "证实性材料/4.1.2-02 a／b：c？.PDF",
            "证实性材料/12.1-01 执照",
            &format!("证实性材料/其他-01 {}.gz", "长".repeat(60)),
        ]
    );
    let same = with(vec![piece("x.pdf", "证书", None, 0), piece("y.pdf", "证书", None, 1)]);
    let names: BTreeSet<String> = package::enclosures(&catalog, &same).into_iter().map(|each| each.name).collect();
    assert_eq!(names.len(), 2);
}

#[test]
fn files_come_back_with_the_data() {
    let (catalog, assessment) = (schemes::xinyang(), some());
    let package = made(&assessment);
    let bytes = zip(&package, &assessment);
    assert_eq!(bytes.len() as u64, package.size());
    let verified = package::verify(&bytes, &catalog, &assessment).expect("a sound package");
    assert_eq!((verified.files.len(), verified.enclosed.len()), (FIRST, 4));
    let opened = package::open(&bytes).expect("it opens");
    assert_eq!((&opened.opened.assessment, opened.differences), (&assessment, vec![]));
    let read = archive::read(&bytes).expect("an archive");
    assert_eq!(opened.contents.len(), 4);
    for (hash, place) in opened.contents {
        assert_eq!(Digest::of(&read[place].bytes).sha256, hash.as_str());
    }
    assert_eq!(zip(&made(&assessment), &assessment), bytes, "the same clock gives the same bytes");
}

/// The files of the package, changed and packed again.
fn changed(change: impl FnOnce(&mut Vec<Entry>)) -> Vec<u8> {
    let assessment = some();
    let mut entries = archive::read(&zip(&made(&assessment), &assessment)).expect("an archive");
    change(&mut entries);
    archive::write(&entries, now())
}

/// Where the first file of evidence stands.
const FIRST: usize = 11;

#[test]
fn every_difference_is_reported() {
    let changed = changed(|entries| {
        entries[FIRST].bytes.push(0);
        entries.remove(FIRST + 1);
        entries.push(Entry { name: "证实性材料/后来加的.pdf".into(), bytes: vec![1] });
    });
    let opened = package::open(&changed).expect("the data is whole");
    assert_eq!(opened.contents.len(), 2);
    assert_eq!(
        opened.differences,
        [
            Difference::Changed("证实性材料/4.1.2-01 炒制工艺.docx".into()),
            Difference::Missing("证实性材料/4.1.2-02 a／b：c？.PDF".into()),
            Difference::Unlisted("证实性材料/后来加的.pdf".into()),
            Difference::NoContent("炒制工艺".into()),
            Difference::NoContent("a/b:c?.PDF".into()),
        ]
    );
}

#[test]
fn a_file_is_known_by_its_content_whatever_its_name() {
    let renamed = changed(|entries| entries[FIRST].name = "╓ñ╩╡.bin".into());
    let opened = package::open(&renamed).expect("the data is whole");
    assert_eq!(opened.contents.len(), 4);
    let folder = changed(|entries| entries.iter_mut().for_each(|entry| entry.name = format!("某单位/{}", entry.name)));
    let opened = package::open(&folder).expect("the data is whole");
    assert_eq!((opened.contents.len(), opened.differences), (4, vec![]));
}

#[test]
fn a_file_that_was_exchanged_is_a_fault() {
    let bytes = changed(|entries| {
        entries[FIRST].bytes = b"other".to_vec();
        let list = &mut entries[FIRST - 1];
        let text = String::from_utf8(list.bytes.clone()).expect("text");
        let (old, new) = (Digest::of(&content("配方.docx")).sha256, Digest::of(b"other").sha256);
        list.bytes = text.replace(&old, &new).into_bytes();
    });
    let fault = package::verify(&bytes, &schemes::xinyang(), &some());
    assert_eq!(fault, Err(Fault::Checksum(Difference::Changed("证实性材料/4.1.2-01 炒制工艺.docx".into()))));
}

#[test]
fn a_cut_or_damaged_package_is_refused() {
    let assessment = some();
    let whole = zip(&made(&assessment), &assessment);
    for length in [0, 1, 30, whole.len() / 3, whole.len() - 22, whole.len() - 1] {
        assert_eq!(package::open(&whole[..length]).expect_err("cut"), OpenError::Archive(ReadError::NotAZip), "{length}");
    }
    let mut damaged = whole.clone();
    let inside = whole.len() - 6000;
    damaged[inside] ^= 1;
    assert!(matches!(package::open(&damaged), Err(OpenError::Archive(ReadError::Damaged(_)))), "a content with another checksum");
}

#[test]
fn what_is_missing_here_is_left_out_and_the_rest_is_sound() {
    let (catalog, assessment) = (schemes::xinyang(), some());
    let pictures: Pictures =
        package::figures(&catalog, &assessment).into_iter().map(|figure| (figure.id, b"\x89PNG\r\n\x1a\n".to_vec())).collect();
    let mut attached = attached(&catalog, &assessment);
    attached.remove(1);
    let package = package::build(&catalog, &assessment, now(), &pictures, attached).expect("a package");
    let bytes = zip(&package, &assessment);
    assert_eq!(package::verify(&bytes, &catalog, &assessment).map(|verified| verified.enclosed.len()), Ok(3));
    assert_eq!(package::open(&bytes).expect("it opens").differences, [Difference::NoContent("a/b:c?.PDF".into())]);
}

/// The text of a Word document of a package, without its markup.
fn text_of(package: &Package, name: &str) -> String {
    let document = package.entries.iter().find(|entry| entry.name == name).expect("the document");
    let parts = archive::read(&document.bytes).expect("a container");
    let body = parts.iter().find(|part| part.name == "word/document.xml").expect("the body");
    let xml = String::from_utf8_lossy(&body.bytes).into_owned();
    xml.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect()
}

#[test]
fn the_catalogue_lists_everything_and_marks_secrets() {
    let package = made(&some());
    let catalogue = text_of(&package, package::CATALOGUE);
    for text in ["4.1.2-01", "炒制工艺", "4.1.2 高层领导的作用", "12.1-01", "其他-01", "荣誉牌匾", "商业秘密", "共 5 份"]
    {
        assert!(catalogue.contains(text), "{text}");
    }
    let secrets = text_of(&package, package::TRADE_SECRETS);
    assert!(secrets.contains("炒制工艺") && !secrets.contains("荣誉牌匾"));
    let none = text_of(&made(&with(Vec::new())), package::TRADE_SECRETS);
    assert!(none.contains("没有注明商业秘密的材料"));
}

#[test]
fn a_package_read_by_its_end_is_the_same() {
    let assessment = some();
    let bytes = zip(&made(&assessment), &assessment);
    let back = ReadBack::of(&bytes).expect("an archive");
    assert_eq!(back.files.len(), FIRST + 4);
    assert_eq!(package::open_read(&back), package::open(&bytes));
}
