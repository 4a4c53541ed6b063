//! The grammar of Chinese forms: the words and signs by which they show what goes where. What a label stands for is data of
//! the scheme; this is how any form is written.

use award::labels::{is_blank, plain};

/// A unit that figures are given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unit(&'static str);

/// Units as forms write them, and the usual form of each.
const UNITS: &[(&str, &str)] = &[
    ("元", "元"),
    ("人民币元", "元"),
    ("千元", "千元"),
    ("万元", "万元"),
    ("人民币万元", "万元"),
    ("万元人民币", "万元"),
    ("百万元", "百万元"),
    ("亿元", "亿元"),
    ("万美元", "万美元"),
    ("美元", "美元"),
    ("%", "%"),
    ("‰", "‰"),
    ("人", "人"),
    ("名", "名"),
    ("个", "个"),
    ("项", "项"),
    ("件", "件"),
    ("次", "次"),
    ("分", "分"),
    ("位", "位"),
    ("平方米", "平方米"),
    ("m2", "平方米"),
    ("m²", "平方米"),
    ("㎡", "平方米"),
    ("亩", "亩"),
    ("公顷", "公顷"),
    ("吨", "吨"),
    ("吨标准煤", "吨标准煤"),
    ("吨标煤", "吨标准煤"),
    ("tce", "吨标准煤"),
    ("吨标准煤/万元", "吨标准煤"),
    ("吨标煤/万元", "吨标准煤"),
    ("tce/万元", "吨标准煤"),
    ("万元/人", "万元/人"),
    ("元/人", "元/人"),
    ("次/年", "次"),
    ("年", "年"),
    ("天", "天"),
    ("字", "字"),
];

/// The powers of ten by which units of money differ.
const MONEY: [(&str, i8); 5] = [("元", 0), ("千元", 3), ("万元", 4), ("百万元", 6), ("亿元", 8)];

impl Unit {
    /// The unit that a text names and nothing else.
    #[must_use]
    pub fn read(text: &str) -> Option<Unit> {
        let text = plain(text);
        let text = text.strip_prefix("单位:").unwrap_or(&text).trim_matches(['(', ')']);
        UNITS.iter().find(|(written, _)| *written == text).map(|(_, unit)| Unit(unit))
    }

    /// The unit that a label or a caption names: in brackets, or behind 单位.
    #[must_use]
    pub fn within(text: &str) -> Option<Unit> {
        let text = plain(text);
        let bracketed = brackets(&text).find_map(|inner| Unit::read(inner).or_else(|| behind_unit(inner)));
        bracketed.or_else(|| behind_unit(&text))
    }

    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// By how many powers of ten a figure in this unit is larger than in another, if both measure money.
    pub(super) fn power_over(self, other: &str) -> Option<i8> {
        let power = |unit: &str| MONEY.iter().find(|(name, _)| *name == unit).map(|(_, power)| power);
        Some(power(other)? - power(self.0)?)
    }
}

/// The unit in a text such as `单位:万元` or `计量单位:人`.
fn behind_unit(text: &str) -> Option<Unit> {
    let (_, behind) = text.split_once("单位:")?;
    Unit::read(behind.split([')', ',', ';', '、']).next()?)
}

/// The texts in brackets of a plain label.
pub(super) fn brackets(text: &str) -> impl Iterator<Item = &str> {
    text.split('(').skip(1).filter_map(|rest| rest.split(')').next())
}

/// A plain label without its brackets.
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|c| match c {
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    plain(&outside.collect::<String>())
}

/// Whether a character leaves room for a pen.
pub(super) fn is_filler(character: char) -> bool {
    is_blank(character) && character != '\n' || matches!(character, '_' | '＿' | '﹍' | '﹏')
}

/// Whether a character is drawn as a line to write on.
pub(super) fn is_line(character: char) -> bool {
    matches!(character, '_' | '＿' | '﹍' | '﹏')
}

/// The room that a blank leaves, in ems.
pub(super) fn room(character: char) -> f32 {
    match character {
        '\t' => 2.0,
        '\u{3000}' | '＿' | '\u{2003}' => 1.0,
        _ if is_filler(character) => 0.5,
        other => crate::measure::character(other),
    }
}

pub(super) fn is_colon(character: char) -> bool {
    matches!(character, ':' | '：' | '﹕' | '∶')
}

/// Whether a text asks for an opinion.
pub(super) fn asks_opinion(text: &str) -> bool {
    let text = plain(text);
    ["意见", "审批", "批示", "审核结果", "审查结果", "评审结论"].iter().any(|word| text.contains(word))
}

/// Whether a text asks for a seal.
pub(super) fn asks_seal(text: &str) -> bool {
    let text = plain(text);
    ["盖章", "公章", "签章", "印章", "(章)", "(印)"].iter().any(|word| text.contains(word))
}

/// Whether a text asks for a signature.
pub(super) fn asks_signature(text: &str) -> bool {
    let text = plain(text);
    ["签字", "签名", "签署", "签章", "(签)", "手签"].iter().any(|word| text.contains(word))
}

/// Whether a text is only a number in a list: `1`, `(2)`, `三`.
pub(super) fn is_ordinal(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !is_blank(*c) && !matches!(c, '(' | ')' | '（' | '）' | '.' | '、')).collect();
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c) || ('①'..='⑳').contains(&c);
    !text.is_empty() && text.chars().count() <= 3 && text.chars().all(is_number)
}

/// Whether a paragraph heads a part: `一、基本情况`, `（二）主要指标`, `第三部分`, `附表1`.
pub(super) fn is_numbered_heading(text: &str) -> bool {
    let text = text.trim();
    let number = |c: char| "一二三四五六七八九十".contains(c);
    let bare = text.trim_start_matches(['(', '（']);
    let rest = bare.trim_start_matches(number);
    let chinese = rest.len() < bare.len() && rest.starts_with(['、', ')', '）', '.', '．']);
    let part =
        text.starts_with('第') && ["部分", "章", "节"].iter().any(|word| text.chars().take(6).collect::<String>().contains(word));
    (chinese || part || text.starts_with("附表") || text.starts_with("附件")) && text.chars().count() <= 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn unit(text: &str, expected: Option<&str>) {
        assert_eq!(Unit::within(text).map(Unit::as_str), expected, "{text}");
    }

    #[test]
    fn units_are_found_in_brackets_and_captions() {
        unit("营业收入（万元）", Some("万元"));
        unit("（单位：人民币万元）", Some("万元"));
        unit("表2　主要经济指标　单位：亿元", Some("亿元"));
        unit("占地面积(m²)", Some("平方米"));
        unit("产品（服务）名称", None);
        unit("申报单位：", None);
        assert_eq!(Unit::read("  万 元 ").map(Unit::as_str), Some("万元"));
        assert_eq!(Unit::read("单位"), None);
    }

    #[test]
    fn money_differs_by_powers_of_ten() {
        let power = |form: &str, kit: &str| Unit::read(form).and_then(|unit| unit.power_over(kit));
        assert_eq!(power("亿元", "万元"), Some(-4));
        assert_eq!(power("元", "万元"), Some(4));
        assert_eq!(power("人", "万元"), None);
    }

    #[test]
    fn headings_and_ordinals_are_told_from_text() {
        for heading in ["一、基本情况", "（二）主要经济指标", "第三部分 自评", "附件1"] {
            assert!(is_numbered_heading(heading), "{heading}");
        }
        for text in ["一切属实", "第三方机构", "基本情况"] {
            assert!(!is_numbered_heading(text), "{text}");
        }
        assert!(is_ordinal("（3）") && is_ordinal("十二") && !is_ordinal("2023") && !is_ordinal(""));
    }

    #[test]
    fn brackets_are_cut_out() {
        assert_eq!(without_brackets("主要产品(服务)名称"), "主要产品名称");
        assert_eq!(brackets("a(b)c(d)").collect::<Vec<&str>>(), ["b", "d"]);
        assert_eq!(without_brackets("a(b"), "a");
    }
}
