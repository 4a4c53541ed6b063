//! The words after the command.

use anyhow::{Result, bail};

/// The arguments of one command. A command takes what it knows and then calls [`Args::finish`] or [`Args::rest`].
pub struct Args {
    words: Vec<String>,
}

impl Args {
    /// Takes the words that follow the command's name.
    pub fn new(words: impl Iterator<Item = String>) -> Args {
        Args { words: words.collect() }
    }

    /// Removes `--name` and says whether it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() != before
    }

    /// Removes `--name VALUE` and returns the value, if it was there.
    ///
    /// # Errors
    /// The option is the last word.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(place) = self.words.iter().position(|word| word == name) else {
            return Ok(None);
        };
        if place + 1 == self.words.len() {
            bail!("{name} needs a value");
        }
        self.words.remove(place);
        Ok(Some(self.words.remove(place)))
    }

    /// The remaining words, none of which may look like an option.
    ///
    /// # Errors
    /// An unknown option is left.
    pub fn rest(self) -> Result<Vec<String>> {
        match self.words.iter().find(|word| word.starts_with('-')) {
            Some(option) => bail!("unknown option {option}"),
            None => Ok(self.words),
        }
    }

    /// Makes sure that nothing is left over.
    ///
    /// # Errors
    /// A word was not taken by the command.
    pub fn finish(self) -> Result<()> {
        match self.words.first() {
            Some(word) => bail!("unexpected argument {word}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(String::from))
    }

    #[test]
    fn flag_is_taken_once() {
        let mut args = args("--no-open");
        assert!(args.flag("--no-open"));
        assert!(!args.flag("--no-open"));
        assert!(args.finish().is_ok());
    }

    #[test]
    fn value_follows_its_name() {
        let mut args = args("a.json --on 2026-12-31");
        let value = args.value("--on").expect("it has a value");
        assert_eq!(value.as_deref(), Some("2026-12-31"));
        assert_eq!(args.value("--out").expect("not there"), None);
        assert_eq!(args.rest().expect("one word"), ["a.json"]);
    }

    #[test]
    fn option_without_value_is_refused() {
        assert!(args("--on").value("--on").is_err());
    }

    #[test]
    fn leftovers_are_refused() {
        assert!(args("surplus").finish().is_err());
        assert!(args("--typo").rest().is_err());
        assert_eq!(args("a b").rest().expect("two words"), ["a", "b"]);
    }
}
