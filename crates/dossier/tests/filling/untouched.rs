//! What is not filled stays byte for byte.

use dossier::form::{Form, Mapping, Target, fill, propose};

use crate::case::{forms, values};
use crate::word::main_part;

#[test]
fn nothing_decided_gives_the_same_file() {
    for (case, forms) in forms() {
        for ((name, form), (_, bytes)) in forms.iter().zip(case.files()) {
            let mut mapping = Mapping { form: form.fingerprint().to_owned(), ..Mapping::default() };
            assert!(fill(form, &mapping, &values()).expect("fills").bytes == bytes, "{name}");
            mapping.targets = form.places().iter().map(|place| (place.anchor.clone(), Target::Empty)).collect();
            assert!(fill(form, &mapping, &values()).expect("fills").bytes == bytes, "{name}");
        }
    }
}

/// What is certain of a form, filled.
fn done(form: &Form) -> Vec<u8> {
    let mapping = Mapping::certain(form, &propose(form, &values()));
    fill(form, &mapping, &values()).expect("fills").bytes
}

#[test]
fn other_parts_are_copied() {
    for (case, forms) in forms() {
        for ((name, form), (_, bytes)) in forms.iter().zip(case.files()) {
            let (before, after) = (dossier::archive::read(&bytes), dossier::archive::read(&done(form)));
            for (before, after) in before.expect("reads").iter().zip(after.expect("reads")) {
                assert_eq!(before.name, after.name, "{name}");
                assert!(before.name.starts_with("word/document") || before.bytes == after.bytes, "{name} {}", before.name);
            }
        }
    }
}

/// The tags of markup but for those of runs and of what notes the state of a control.
fn frame(xml: &str) -> Vec<String> {
    const OWN: [&str; 17] = [
        "r",
        "rPr",
        "t",
        "tab",
        "sym",
        "rFonts",
        "sz",
        "szCs",
        "b",
        "bCs",
        "i",
        "u",
        "color",
        "lang",
        "kern",
        "rStyle",
        "showingPlcHdr",
    ];
    let name = |tag: &str| tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_owned();
    let is_own = |tag: &&str| OWN.contains(&name(tag).rsplit(':').next().unwrap_or_default());
    let tags = xml.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    let kept = tags.filter(|tag| !is_own(tag) && !tag.contains("checked") && !tag.contains("result") && !tag.contains("date"));
    // What gets its first run is no longer one tag.
    let opened = |tag: &str| match tag.strip_suffix('/') {
        Some(open) => vec![open.to_owned(), format!("/{}", open.split(' ').next().unwrap_or_default())],
        None => vec![tag.to_owned()],
    };
    kept.flat_map(opened).collect()
}

#[test]
fn only_runs_differ() {
    for (case, forms) in forms() {
        // A value of several lines brings paragraphs, which tests/documents looks at.
        for (name, form) in forms.iter().filter(|_| !case.after.iter().any(|line| line == "高新技术企业" || line == "信阳红茶"))
        {
            let (before, after) = (case.files(), main_part(&done(form)));
            let before = before.iter().find(|(file, _)| file == name).map(|(_, bytes)| main_part(bytes)).expect("the form");
            let (before, after) = (frame(&before), frame(&after));
            let differing = before.iter().zip(&after).find(|(before, after)| before != after);
            assert!(differing.is_none() && before.len() == after.len(), "{name}: {differing:?}");
        }
    }
}

#[test]
fn filling_twice_changes_nothing_more() {
    for (_, forms) in forms() {
        for (name, form) in &forms {
            let once = done(form);
            let again = Form::read(&once).unwrap_or_else(|error| panic!("{name}: {error}"));
            let certain = Mapping::certain(&again, &propose(&again, &values()));
            let filled = fill(&again, &certain, &values()).expect("fills");
            assert!(filled.bytes == once, "{name}: {:?}", filled.filled);
        }
    }
}

#[test]
fn a_form_saved_again_is_the_same_form() {
    let (mut same, mut all) = (0, 0);
    for (_, forms) in forms().iter().filter(|(case, _)| case.resaved) {
        all += 1;
        same += usize::from(forms[0].1.fingerprint() == forms[1].1.fingerprint());
        assert_eq!(forms[0].1.fingerprint().len(), 64);
    }
    assert!(same * 10 >= all * 7, "{same} of {all} keep their mapping");
}
