//! Content lines of iCalendar (RFC 5545): names and values, escaped, and folded at 75 octets.

/// The longest line in octets without its end.
const LONGEST: usize = 75;

/// Lines under construction, each ended by CR and LF.
#[derive(Debug, Default)]
pub(super) struct ContentLines {
    text: String,
}

impl ContentLines {
    /// A property whose value needs no escaping, its parameters in `name`.
    pub(super) fn property(&mut self, name: &str, value: &str) {
        let mut room = LONGEST;
        for each in name.chars().chain(":".chars()).chain(value.chars()) {
            if each.len_utf8() > room {
                // The blank that goes on with a line is one of its octets.
                self.text.push_str("\r\n ");
                room = LONGEST - 1;
            }
            self.text.push(each);
            room -= each.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    /// A property with any text as its value.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.property(name, &escaped(text));
    }

    /// A component with what `inner` writes between its ends.
    pub(super) fn component(&mut self, name: &str, inner: impl FnOnce(&mut ContentLines)) {
        self.property("BEGIN", name);
        inner(self);
        self.property("END", name);
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// A text without the characters that would end it, and without those that iCalendar forbids.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for each in text.chars() {
        match each {
            '\\' | ';' | ',' => escaped.extend(['\\', each]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(each),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, value: &str) -> String {
        let mut lines = ContentLines::default();
        lines.text(name, value);
        lines.finish()
    }

    #[test]
    fn values_are_escaped() {
        assert_eq!(written("SUMMARY", "a,b;c\\d\r\ne\u{0}\u{7f}\tf"), "SUMMARY:a\\,b\\;c\\\\d\\ne\tf\r\n");
    }

    #[test]
    fn lines_fold_at_75_octets_between_characters() {
        for (name, value) in [("A", "x".repeat(300)), ("SUMMARY", "公示，满 5 个工作日；".repeat(20)), ("AB", "𠮷".repeat(50))]
        {
            let text = written(name, &value);
            let lines: Vec<&str> = text.strip_suffix("\r\n").expect("an end").split("\r\n").collect();
            assert!(lines.iter().all(|line| line.len() <= LONGEST), "{text}");
            assert!(lines.iter().rev().skip(1).all(|line| line.len() > LONGEST - 4), "{text}");
            assert!(lines[1..].iter().all(|line| line.starts_with(' ')), "{text}");
            assert_eq!(text.replace("\r\n ", ""), format!("{name}:{}\r\n", escaped(&value)));
        }
    }

    #[test]
    fn line_of_75_octets_stays_whole() {
        assert_eq!(written("A", &"x".repeat(73)).matches("\r\n").count(), 1);
        assert_eq!(written("A", &"x".repeat(74)).matches("\r\n").count(), 2);
    }
}
