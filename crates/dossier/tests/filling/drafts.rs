//! A form as a person works on it.

use award::documents::Decisions;
use dossier::form::{Block, Draft, Form, Mapping, Marks, Segment, Standing, Target, fill};

use crate::case::{forms, values};

fn shown(form: &Form) -> Vec<usize> {
    let marks = Marks::new(form);
    let paragraphs = form.blocks().iter().flat_map(Block::paragraphs);
    let segments = paragraphs.flat_map(|paragraph| marks.segments(paragraph));
    segments
        .filter_map(|segment| match segment {
            Segment::Place(place) => Some(place),
            Segment::Text(_) => None,
        })
        .collect()
}

fn draft(form: &Form, decisions: &Decisions) -> Draft {
    Draft::new(form, &values(), decisions)
}

#[test]
fn what_is_filled_is_shown_once() {
    for (_, files) in forms() {
        for (name, form) in files {
            let shown = shown(&form);
            let mut unique = shown.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), shown.len(), "{name}");
            for line in draft(&form, &Decisions::new()).lines.iter().filter(|line| line.standing() == Standing::Filled) {
                assert!(shown.contains(&line.place), "{name}: {:?}", form.places()[line.place].label);
            }
        }
    }
}

#[test]
fn what_a_draft_says_is_what_is_filled() {
    for (_, files) in forms() {
        for (name, form) in files {
            let draft = draft(&form, &Decisions::new());
            let filled = fill(&form, &draft.mapping, &values()).expect("filled");
            // A place can turn out to be locked only when it is filled.
            for each in &filled.filled {
                let line = draft.lines.iter().find(|line| form.places()[line.place].anchor == each.place).expect("a line");
                assert_eq!(line.written.as_ref(), Ok(&each.text), "{name}");
            }
            for each in &filled.not_filled {
                let line = draft.lines.iter().find(|line| form.places()[line.place].anchor == each.place).expect("a line");
                assert!(line.standing() != Standing::Asked || line.target.is_none(), "{name}");
            }
        }
    }
}

#[test]
fn decisions_count_before_proposals() {
    let (_, files) =
        forms().into_iter().find(|(case, _)| case.places.iter().any(|place| place.found == "doubtful")).expect("doubts");
    let (_, form) = files.into_iter().next().expect("a file");
    let before = draft(&form, &Decisions::new());
    let is_text = |place: usize| form.places()[place].kind == dossier::form::PlaceKind::Text;
    let mut open = before.lines.iter().filter(|line| line.standing() == Standing::Asked);
    let open = open.find(|line| is_text(line.place)).expect("something is asked");
    let anchor = form.places()[open.place].anchor.clone();
    for (decision, standing) in [("=文", Standing::Filled), ("", Standing::Left), ("@no_such_field", Standing::Lacking)] {
        let after = draft(&form, &Decisions::from([(anchor.as_str().into(), decision.into())]));
        let line = after.lines.iter().find(|line| line.place == open.place).expect("the place");
        assert_eq!((line.standing(), line.is_decided), (standing, true), "{decision:?}");
        assert_eq!(after.mapping.targets.get(&anchor), Target::read(decision).as_ref());
    }
    let nonsense = Decisions::from([(anchor.as_str().into(), "nonsense".into())]);
    assert_eq!(draft(&form, &nonsense).lines, before.lines, "what cannot be read is no decision");
    assert_eq!(Mapping::decided(&form, &[], &nonsense).targets.len(), 0);
}
