//! Markup that Word itself seldom writes: what is filled stands where a person sees it.

use crate::lines::filled;
use crate::word::paragraph;

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    assert_eq!(filled(body), expected, "{body}");
}

#[test]
fn sections_of_plain_characters_are_left_before_markup() {
    let line = |text: &str| format!("<w:p><w:r><w:t><![CDATA[{text}]]></w:t></w:r></w:p>");
    check(&line("单位名称：____"), &["单位名称：信阳某某茶业股份有限公司"]);
    check(&line("邮编：          "), &["邮编：464000"]);
    check(&line("邮编____，传真____。"), &["邮编464000，传真0376-1000005。"]);
}

#[test]
fn hidden_marks_do_not_hide_what_is_written() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    for mark in ["<w:vanish/>", "<w:rFonts w:ascii='Arial'/><w:vanish/>", "<w:specVanish/>", "<w:webHidden/><w:sz w:val='2'/>"] {
        let blank = format!("<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr></w:p>");
        let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&paragraph("邮编")), cell(&blank));
        check(&table, &["邮编", "464000"]);
    }
}

#[test]
fn controls_are_not_filled_in_what_was_deleted() {
    for tracked in ["del", "moveFrom"] {
        let deleted = format!("<w:{tracked}><w:r><w:delText>旧</w:delText></w:r></w:{tracked}>");
        for content in [deleted.clone(), format!("{deleted}<w:r><w:t>单击</w:t></w:r>")] {
            check(
                &format!(
                    "<w:p><w:r><w:t>邮编：</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr>\
                     <w:sdtContent>{content}</w:sdtContent></w:sdt></w:p>"
                ),
                &["邮编：464000"],
            );
        }
    }
}

#[test]
fn a_control_that_says_twice_that_it_waits_is_filled() {
    check(
        "<w:p><w:r><w:t>邮编：</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/><w:showingPlcHdr/><w:text/></w:sdtPr>\
         <w:sdtContent><w:r><w:t>单击</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        &["邮编：464000"],
    );
}
