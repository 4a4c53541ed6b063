//! Three-valued logic (Kleene): what is unknown stays unknown unless something else already decides.

/// The truth of a statement about an applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// The statement is true.
    True,
    /// The statement is false.
    False,
    /// Nobody has said, or somebody has said that it is not sure.
    Unknown,
}

impl Truth {
    /// True only if every part is; false as soon as one part is. True for no parts at all.
    #[must_use]
    pub fn all(parts: impl IntoIterator<Item = Truth>) -> Truth {
        parts.into_iter().fold(Truth::True, |so_far, part| match (so_far, part) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, Truth::True) => Truth::True,
            _ => Truth::Unknown,
        })
    }

    /// True as soon as one part is; false only if every part is. False for no parts at all.
    #[must_use]
    pub fn any(parts: impl IntoIterator<Item = Truth>) -> Truth {
        !Truth::all(parts.into_iter().map(|part| !part))
    }

    /// Whether the statement is decided.
    #[must_use]
    pub fn is_known(self) -> bool {
        self != Truth::Unknown
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Truth::True } else { Truth::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn unknown_yields_to_a_decisive_part() {
        assert_eq!(Truth::all([Unknown, False]), False);
        assert_eq!(Truth::all([Unknown, True]), Unknown);
        assert_eq!(Truth::any([Unknown, True]), True);
        assert_eq!(Truth::any([Unknown, False]), Unknown);
    }

    #[test]
    fn no_parts_decide_by_convention() {
        assert_eq!(Truth::all([]), True);
        assert_eq!(Truth::any([]), False);
    }
}
