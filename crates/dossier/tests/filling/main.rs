//! Filling official forms: the test forms of `tests/forms` with what is expected of each, lines and tables of all kinds, and
//! files that nobody expects.

mod case;
mod decisions;
mod drafts;
mod lines;
mod markup;
mod proposals;
mod robustness;
mod untouched;
mod word;
