//! Filling official forms: the test forms of `tests/forms` with what is expected of each, and forms that nobody expects.

mod case;
mod proposals;
