//! XML as text: elements that always close, attributes and text that are always escaped and always allowed.

use std::borrow::Cow;

use quick_xml::escape::{escape, partial_escape};

/// XML under construction.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    text: String,
}

/// The attributes of an element: name and value.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A document that starts with the XML declaration.
    pub(crate) fn document() -> Xml {
        Xml { text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned() }
    }

    /// An element with what `inner` writes between its tags.
    pub(crate) fn element(&mut self, name: &str, attributes: Attributes, inner: impl FnOnce(&mut Xml)) {
        self.open(name, attributes);
        inner(self);
        self.close(name);
    }

    /// The start tag of an element that [`close`](Xml::close) ends, for writers that hold more than the XML.
    pub(crate) fn open(&mut self, name: &str, attributes: Attributes) {
        self.start(name, attributes);
        self.text.push('>');
    }

    /// The end tag of an element.
    pub(crate) fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: Attributes) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// Text between tags.
    pub(crate) fn text(&mut self, text: &str) {
        self.text.push_str(&partial_escape(allowed(text).as_ref()));
    }

    /// Markup that is known to be well-formed, such as a bundled part.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// The whole text.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn start(&mut self, name: &str, attributes: Attributes) {
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            self.text.push_str(&escape(allowed(value).as_ref()));
            self.text.push('"');
        }
    }
}

/// The text without the characters that XML 1.0 forbids even as references.
pub(crate) fn allowed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) { Cow::Borrowed(text) } else { text.chars().filter(|&c| is_allowed(c)).collect() }
}

fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_vanish_and_rare_ones_stay() {
        assert_eq!(allowed("茶\u{0}\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}叶\t\n"), "茶叶\t\n");
        assert_eq!(allowed("㐂䶮𠮷\u{fffd}\u{7f}"), "㐂䶮𠮷\u{fffd}\u{7f}");
    }

    #[test]
    fn markup_in_text_and_attributes_is_escaped() {
        let mut xml = Xml::default();
        xml.element("a", &[("b", "\"<&>'")], |xml| xml.text("<c/> & ]]>"));
        assert_eq!(xml.finish(), "<a b=\"&quot;&lt;&amp;&gt;&apos;\">&lt;c/&gt; &amp; ]]&gt;</a>");
    }
}
