//! The form filler: a whole .docx, or the markup of a main part that is put into one. What is filled opens again with every
//! other part as it was, what is told to be filled stands there, and where nothing is decided the file stays as it is.

#![no_main]

use award::documents::Decisions;
use dossier::archive::{self, Entry};
use dossier::form::{Block, Draft, Filled, Form, Mapping, Marks, PlaceKind, Segment, Target, Values, fill, propose};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use quality_award_kit_fuzz::given;
use quality_award_kit_fuzz::mutation::{Vocabulary, mutate};

const TYPES: &str = "<Types><Override PartName='/word/document.xml' \
    ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
const RELATIONS: &str = "<Relationships><Relationship Id='rId1' Target='word/document.xml' \
    Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'/></Relationships>";

/// A text that no form holds, so that it can be counted.
const MARK: &str = "甲𠮷&<乙";

const VOCABULARY: Vocabulary = Vocabulary {
    words: &[
        "年",
        "月",
        "日",
        "：",
        ":",
        "____",
        "　　　　",
        "    ",
        "\t",
        "□",
        "☑",
        "意见",
        "（盖章）",
        "（签字）",
        "单位名称",
        "职务",
        "联系人",
        "2023年",
        "近三年",
        "本年",
        "上年",
        "万元",
        "（万元）",
        "至",
        "",
        "\u{fffc}",
        "&lt;",
        "&amp;",
        "&#65;",
        "&#xFFFC;",
        "&#0;",
        "&#x110000;",
        "&bogus;",
        "联系人：____",
        "是□否□",
        "     年  月  日",
        "20__年",
        "年　月　日至　年　月　日",
        "法定代表人：　　　　联系电话：　　　　",
        "e\u{301}",
        "👩‍👩‍👧",
        "\u{202e}",
        "<![CDATA[单位名称：____]]>",
        "<!-- - -->",
        "一、",
        "（一）",
        "1.",
        "begin",
        "separate",
        "end",
        "preserve",
        "restart",
        "continue",
        "nextColumn",
        "Wingdings",
        "Wingdings 2",
        "00A8",
        "F0A8",
        "FORMTEXT",
        "FORMCHECKBOX",
        "PAGE",
        "w",
        "w:t",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "yyyy年M月d日",
        "contentLocked",
        "sdtContentLocked",
        "single",
        "none",
    ],
    elements: &[
        "<w:p/>",
        "<w:p><w:r><w:t xml:space='preserve'>单位名称：    </w:t></w:r></w:p>",
        "<w:p><w:r><w:t>    年  月  日</w:t></w:r></w:p>",
        "<w:tbl/>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>单位名称</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:tc/>",
        "<w:tc><w:p/></w:tc>",
        "<w:tr><w:tc/></w:tr>",
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:p/></w:tc></w:tr>",
        "<w:r><w:tab/></w:r>",
        "<w:r><w:br/></w:r>",
        "<w:r><w:rPr><w:u w:val='single'/></w:rPr><w:t xml:space='preserve'>    </w:t></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>单位名称</w:t></w:r>",
        "<w:sdt/>",
        "<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>单击</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:date/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='大型' w:value='1'/></w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>选择</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:lock w:val='contentLocked'/>",
        "<w:dataBinding w:xpath='/a'/>",
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>",
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData></w:fldChar></w:r>",
        "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>",
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>",
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        "<w:fldSimple w:instr='PAGE'><w:r><w:t>1</w:t></w:r></w:fldSimple>",
        "<w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>",
        "<w:sym w:font='Wingdings' w:char='zz'/>",
        "<w:gridSpan w:val='2'/>",
        "<w:gridSpan w:val='99999999999'/>",
        "<w:vMerge/>",
        "<w:vMerge w:val='restart'/>",
        "<w:r><w:t/></w:r>",
        "<w:txbxContent><w:p/></w:txbxContent>",
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
        "<w:proofErr/>",
    ],
    wraps: &[
        ("<w:ins>", "</w:ins>"),
        ("<w:del>", "</w:del>"),
        ("<w:moveTo>", "</w:moveTo>"),
        ("<w:customXml>", "</w:customXml>"),
        ("<w:smartTag>", "</w:smartTag>"),
        ("<w:hyperlink>", "</w:hyperlink>"),
        ("<w:p>", "</w:p>"),
        ("<w:r>", "</w:r>"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        (
            "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice>",
            "</mc:Choice><mc:Fallback/></mc:AlternateContent>",
        ),
    ],
};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, VOCABULARY) });

fuzz_target!(|bytes: &[u8]| {
    if bytes.first() == Some(&b'<') {
        check(&with_main_part(bytes));
    } else {
        check(bytes);
    }
});

fn with_main_part(xml: &[u8]) -> Vec<u8> {
    given::zip(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/media/image1.png", &b"\x89PNG\0PK\x03\x04"[..]),
        ("word/document.xml", xml),
        ("word/styles.xml", &b"<w:styles/>"[..]),
    ])
}

fn check(bytes: &[u8]) {
    let form = match Form::read(bytes) {
        Ok(form) => form,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    check_view(&form);
    let values = Values::new(given::catalog(), given::sample());
    let mut mapping = Mapping { form: form.fingerprint().to_owned(), ..Mapping::default() };
    assert!(fill(&form, &mapping, &values).expect("nothing is easily filled").bytes == bytes, "nothing changes the file");
    let draft = Draft::new(&form, &values, &Decisions::new());
    let filled = fill(&form, &draft.mapping, &values).expect("a form that was read is filled");
    check_filled(bytes, &filled);
    mapping.targets = form.places().iter().map(|place| (place.anchor.clone(), Target::Text(MARK.to_owned()))).collect();
    let marked = fill(&form, &mapping, &values).expect("a form that was read takes any text");
    check_marks(&form, &marked, &check_filled(bytes, &marked));
    mapping.targets.values_mut().for_each(|target| *target = Target::Text("甲\n\t\u{0}\u{1f}]]>\u{fffe}\r\n乙".to_owned()));
    check_filled(bytes, &fill(&form, &mapping, &values).expect("a form that was read takes any text"));
    check_twice(&filled, &values);
}

/// Every place of running text is shown once, and no place that is none.
fn check_view(form: &Form) {
    let marks = Marks::new(form);
    let mut shown = Vec::new();
    for paragraph in form.blocks().iter().flat_map(Block::paragraphs) {
        let length = paragraph.text().chars().count();
        for place in form.places() {
            if let Some((anchor, range)) = place.stretch() {
                assert!(*anchor != paragraph.anchor || (range.start <= range.end && range.end <= length), "{place:?}");
            }
        }
        shown.extend(marks.segments(paragraph).into_iter().filter_map(|segment| match segment {
            Segment::Place(place) => Some(place),
            Segment::Text(_) => None,
        }));
    }
    shown.sort_unstable();
    assert!(shown.windows(2).all(|pair| pair[0] < pair[1]), "no place is shown twice");
    assert!(shown.iter().all(|place| *place < form.places().len()));
}

/// A filled form is a form, and only its main part differs.
fn check_filled(before: &[u8], filled: &Filled) -> Form {
    let again = Form::read(&filled.bytes).expect("a filled form is a form");
    let (before, after) = (entries(before), entries(&filled.bytes));
    assert_eq!(before.len(), after.len());
    let differing: Vec<&str> =
        before.iter().zip(&after).filter(|(before, after)| before != after).map(|(before, _)| before.name.as_str()).collect();
    assert!(differing.len() <= 1, "{differing:?}");
    assert!(before.iter().map(|entry| &entry.name).eq(after.iter().map(|entry| &entry.name)));
    again
}

fn entries(bytes: &[u8]) -> Vec<Entry> {
    archive::read(bytes).expect("what was read is an archive")
}

/// What is told to be filled by a text stands in the form as often.
fn check_marks(form: &Form, marked: &Filled, after: &Form) {
    let is_text = |place: &dossier::form::Anchor| {
        form.place(place)
            .is_some_and(|place| matches!(place.kind, PlaceKind::Text | PlaceKind::YearCell(_) | PlaceKind::YearHeading(_)))
    };
    let told = marked.filled.iter().filter(|filled| is_text(&filled.place)).count();
    let texts = after.blocks().iter().flat_map(Block::paragraphs).map(|paragraph| paragraph.text());
    let found: usize = texts.map(|text| text.matches(MARK).count()).sum();
    assert!(found >= told, "{told} are told, {found} stand there");
}

/// What was filled for certain is not filled again.
fn check_twice(once: &Filled, values: &Values) {
    let again = Form::read(&once.bytes).expect("a filled form is a form");
    let certain = Mapping::certain(&again, &propose(&again, values));
    let twice = fill(&again, &certain, values).expect("a filled form is filled");
    check_filled(&once.bytes, &twice);
}
