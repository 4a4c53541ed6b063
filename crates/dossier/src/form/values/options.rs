//! Which option of a choice a value means.

use award::labels::plain;

use crate::form::place::Choice;
use crate::form::words::without_brackets;

/// How well a value fits an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::form) enum Fit {
    /// It says the same.
    Same,
    /// One contains the other, and no other option does.
    Near,
}

/// Words behind the name of a kind that forms write or leave out.
const KINDS: [&str; 9] = ["企业", "单位", "组织", "机构", "行业", "类", "业", "型", "区"];

/// Ways to say yes and no.
const ANSWERS: [(&str, [&str; 3]); 2] = [("是", ["是", "有", "符合"]), ("否", ["否", "无", "不符合"])];

/// The option that a value means.
pub(in crate::form) fn fit(value: &str, choices: &[Choice]) -> Option<(usize, Fit)> {
    let value = plain(value);
    let options: Vec<String> = choices.iter().map(|choice| without_brackets(&plain(&choice.label))).collect();
    let only = |is: &dyn Fn(&str) -> bool| {
        let mut found = options.iter().enumerate().filter(|(_, option)| !option.is_empty() && is(option));
        let first = found.next().map(|(place, _)| place);
        first.filter(|_| found.next().is_none())
    };
    let answer = ANSWERS.iter().find(|(word, _)| *word == value);
    let says = |option: &str| answer.is_some_and(|(_, words)| words.contains(&option));
    let same = only(&|option| option == value).or_else(|| only(&says)).or_else(|| only(&|option| core(option) == core(&value)));
    if let Some(place) = same {
        return Some((place, Fit::Same));
    }
    let is_long = |text: &str| text.chars().count() >= 2;
    let contains = |one: &str, other: &str| is_long(other) && one.contains(other);
    only(&|option| contains(core(option), core(&value)) || contains(core(&value), core(option))).map(|place| (place, Fit::Near))
}

/// A name without the words that say what kind of thing it names. One character is only left of a size: 大型.
fn core(text: &str) -> &str {
    let left = KINDS.iter().find_map(|kind| {
        let core = text.strip_suffix(kind)?;
        (core.chars().count() >= if *kind == "型" { 1 } else { 2 }).then_some(core)
    });
    left.map_or(text, core)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, options: &[&str], expected: Option<(usize, Fit)>) {
        let choices: Vec<Choice> = options.iter().map(|label| Choice { label: (*label).to_owned(), is_ticked: false }).collect();
        assert_eq!(fit(value, &choices), expected, "{value}");
    }

    #[test]
    fn equal_names_fit() {
        check("制造业", &["服务业", "制造业"], Some((1, Fit::Same)));
        check("民营企业", &["国有", "民营", "外资"], Some((1, Fit::Same)));
        check("工业", &["工业企业（制造业）", "服务业"], Some((0, Fit::Same)));
        check("大型", &["大", "中", "小", "微"], Some((0, Fit::Same)));
        check("是", &["有", "无"], Some((0, Fit::Same)));
        check("其他", &["其他（请注明）", "国有"], Some((0, Fit::Same)));
    }

    #[test]
    fn a_part_of_a_name_is_only_near() {
        check("股份制企业", &["国有", "股份制（含上市）", "民营"], Some((1, Fit::Same)));
        check("股份制企业", &["国有", "股份合作制", "有限公司"], None);
        check("服务", &["生产性服务业", "制造业"], Some((0, Fit::Near)));
    }

    #[test]
    fn what_two_options_say_fits_none() {
        check("制造业", &["制造业", "制造业"], None);
        check("教育", &["医疗", "工业"], None);
        check("是", &["符合", "有"], None);
    }
}
