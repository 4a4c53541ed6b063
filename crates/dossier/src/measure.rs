//! How wide text is and where its lines break, close enough for estimates: pictures and page numbers.

/// The width of a character in ems (widths of the font size): 1 for Chinese, about a half for Latin.
pub(crate) fn character(character: char) -> f32 {
    match character {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '!' | '|' | '.' | ',' | ':' | ';' | '\'' | ' ' => 0.3,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.85,
        'A'..='Z' | '&' => 0.68,
        '\u{0}'..='\u{24f}' | '–' => 0.5,
        _ => 1.0,
    }
}

/// The width of a text in ems.
pub(crate) fn width(text: &str) -> f32 {
    text.chars().map(character).sum()
}

/// The number of lines that a text takes when a line holds `ems`, the first of them `indent` ems less.
///
/// Chinese text breaks anywhere, other text between words; punctuation that may not start a line hangs into the margin.
pub(crate) fn lines(text: &str, ems: f32, indent: f32) -> usize {
    text.split('\n').map(|line| lines_of(line, ems.max(1.0), indent)).sum()
}

fn lines_of(line: &str, ems: f32, indent: f32) -> usize {
    let (mut count, mut used, mut word) = (1, indent, 0.0);
    let mut place = |piece: f32, hangs: bool| {
        if used + piece > ems && !hangs && used > 0.0 {
            count += 1;
            used = 0.0;
        }
        used += piece;
        // A word longer than a line is broken inside.
        while piece > ems && used > ems {
            count += 1;
            used -= ems;
        }
    };
    for each in line.chars() {
        if is_word(each) {
            word += character(each);
            continue;
        }
        if word > 0.0 {
            place(std::mem::take(&mut word), false);
        }
        place(character(each), each == ' ' || hangs(each));
    }
    if word > 0.0 {
        place(word, false);
    }
    count
}

fn is_word(character: char) -> bool {
    character.is_ascii_graphic() || ('\u{a1}'..='\u{24f}').contains(&character)
}

fn hangs(character: char) -> bool {
    matches!(character, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '”' | '’' | '》' | '】' | '〕')
}

/// Breaks a label into at most `most` lines of `ems`, of about equal length; what does not fit ends with an ellipsis.
///
/// Punctuation that may not start a line takes the character before it along, an opening bracket starts the next line.
pub(crate) fn wrap(text: &str, ems: f32, most: usize) -> Vec<String> {
    let needed = (width(text) / ems).ceil().max(1.0);
    let even = if needed <= most as f32 { (width(text) / needed + 0.5).min(ems) } else { ems };
    let (mut lines, mut used) = (vec![String::new()], 0.0);
    for each in text.chars() {
        let wide = character(each);
        // The last line may be longer than the others, for what they did not take.
        let room = if lines.len() as f32 >= needed { ems } else { even };
        if used + wide > room && used > 0.0 {
            if lines.len() == most {
                shorten(&mut lines, ems);
                return lines;
            }
            let start = lines.last_mut().map(|line| taken_along(line, each)).unwrap_or_default();
            used = width(&start);
            lines.push(start);
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(each);
        }
    }
    lines
}

/// Takes from the end of a line what has to go with the character that starts the next. What would be too long stays.
fn taken_along(line: &mut String, next: char) -> String {
    const MOST: usize = 6;
    let (mut taken, mut first) = (Vec::new(), next);
    let mut rest = line.chars().rev().peekable();
    while let Some(last) = rest.next_if(|last| sticks(*last, first)) {
        taken.push(last);
        first = last;
    }
    if taken.len() > MOST || rest.peek().is_none() {
        return String::new();
    }
    taken.reverse();
    let taken: String = taken.into_iter().collect();
    line.truncate(line.len() - taken.len());
    taken
}

/// Whether a line must not end between two characters.
fn sticks(last: char, next: char) -> bool {
    let opens = matches!(last, '（' | '“' | '‘' | '《' | '【' | '〔');
    opens || hangs(next) || (last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric())
}

fn shorten(lines: &mut [String], ems: f32) {
    if let Some(line) = lines.last_mut() {
        while width(line) + 1.0 > ems && line.chars().count() > 1 {
            line.pop();
        }
        line.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_by_character() {
        assert_eq!(lines("", 10.0, 0.0), 1);
        assert_eq!(lines(&"茶".repeat(10), 10.0, 0.0), 1);
        assert_eq!(lines(&"茶".repeat(11), 10.0, 0.0), 2);
        assert_eq!(lines(&"茶".repeat(10), 10.0, 2.0), 2);
        assert_eq!(lines("茶\n茶", 10.0, 0.0), 2);
    }

    #[test]
    fn punctuation_hangs_and_words_stay_whole() {
        assert_eq!(lines(&format!("{}。", "茶".repeat(10)), 10.0, 0.0), 1);
        assert_eq!(lines("茶茶茶茶茶茶 GB/T19580", 8.0, 0.0), 2);
        assert_eq!(lines(&"a".repeat(100), 10.0, 0.0), 5);
    }

    #[test]
    fn labels_wrap_and_shorten() {
        assert_eq!(wrap("测量分析与改进", 4.0, 2), ["测量分析", "与改进"]);
        assert_eq!(wrap("高层领导的作用与组织治理", 4.0, 2), ["高层领导", "的作用…"]);
        assert_eq!(wrap("测量、分析与改进", 7.0, 2), ["测量、分", "析与改进"]);
        assert_eq!(wrap("", 4.0, 2), [""]);
    }

    #[test]
    fn punctuation_starts_no_line_and_brackets_end_none() {
        assert_eq!(wrap("应在受理之后，才能公示", 6.0, 3), ["应在受理之", "后，才能公示"]);
        assert_eq!(wrap("评委会全体（会议）开会", 6.0, 2), ["评委会全体", "（会议）开会"]);
        assert_eq!(wrap("应在四月一日（周三），不晚于三日", 9.0, 3), ["应在四月一日（周", "三），不晚于三日"]);
        assert_eq!(wrap("受理公示 2026 年", 6.0, 2), ["受理公示 ", "2026 年"]);
        assert_eq!(wrap("，，，，，，，", 3.0, 3).concat(), "，，，，，，，", "where nothing else is left");
    }
}
