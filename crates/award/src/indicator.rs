//! Indicators (指标) of the result items: what an organisation says about its results in figures, what follows from the
//! figures, and what is doubtful about them.
//!
//! What is typed is kept as typed. A value that the application form holds is read from there, one that follows from others
//! is computed; [`figure`] tells which.

pub(crate) mod check;
mod doubt;
mod entry;
mod figure;
pub mod formula;
mod intake;
mod judgement;
mod library;
mod support;
mod table;
mod target;

pub(crate) use doubt::differs;
pub use doubt::{Doubt, Problem, doubts, input_problem};
pub use entry::{Column, Direction, Edit, Indicator, IndicatorAction, Lines, SeriesEdit};
pub use figure::{Figure, Origin, Reading, by_item, computed, figure, input_figure, is_blank, kept, next_id, read, years};
pub use intake::{Change, Fate, Mapping, Plan, PlannedRow, Role, fill, plan};
pub use judgement::{Against, Judgement, Level, Trend, Verdict, judge};
pub use library::{ColumnName, Input, Library, Measure, Step, Support, Template};
pub use support::{Argument, support};
pub use table::{roles, table};
