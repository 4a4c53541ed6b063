//! Which column of a block holds what, told by the names in its header.

use serde::{Deserialize, Serialize};

use super::super::entry::Column;
use super::super::library::{Library, plain};
use crate::amount::Amount;
use crate::order::Order;

/// In how many rows from the first a header is looked for.
const HEADER_ROWS: usize = 12;

/// The least number of columns that a header names.
const NAMED: usize = 2;

/// What a column of a block holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nothing that is taken over.
    Ignored,
    /// The number of the item.
    Item,
    /// The name.
    Name,
    /// The unit.
    Unit,
    /// Which way is better.
    Direction,
    /// The value of a fiscal year.
    Year(i16),
    /// The target.
    Target,
    /// The name of a competitor.
    Competitor,
    /// The value of a competitor.
    CompetitorValue,
    /// The average of the industry.
    Average,
    /// The benchmark.
    Benchmark,
    /// How it is worked out.
    Formula,
    /// Where it comes from.
    Source,
    /// A note.
    Note,
}

impl Role {
    /// Every role that is no year, in the order in which tables are written.
    pub const NAMED: [Role; 12] = [
        Role::Item,
        Role::Name,
        Role::Unit,
        Role::Direction,
        Role::Target,
        Role::Competitor,
        Role::CompetitorValue,
        Role::Average,
        Role::Benchmark,
        Role::Formula,
        Role::Source,
        Role::Note,
    ];

    /// The text of an indicator that it holds, if it is one.
    #[must_use]
    pub fn column(self) -> Option<Column> {
        Some(match self {
            Role::Name => Column::Name,
            Role::Unit => Column::Unit,
            Role::Year(year) => Column::Year(year),
            Role::Target => Column::Target,
            Role::Competitor => Column::Competitor,
            Role::CompetitorValue => Column::CompetitorValue,
            Role::Average => Column::Average,
            Role::Benchmark => Column::Benchmark,
            Role::Formula => Column::Formula,
            Role::Source => Column::Source,
            Role::Note => Column::Note,
            Role::Ignored | Role::Item | Role::Direction => return None,
        })
    }

    /// The name that tables are written with; empty for what is ignored.
    #[must_use]
    pub fn title(self, library: &Library) -> String {
        match self {
            Role::Ignored => String::new(),
            Role::Year(year) => format!("{year} 年"),
            role => {
                let names = library.columns.iter().find(|column| column.role == role);
                names.and_then(|column| column.names.first()).map(ToString::to_string).unwrap_or_default()
            }
        }
    }

    /// Whether a header with a year in it may still mean this: 2025 年目标.
    fn may_have_year(self) -> bool {
        matches!(self, Role::Target | Role::Competitor | Role::CompetitorValue | Role::Average | Role::Benchmark)
    }

    /// What a header names.
    fn of(library: &Library, header: &str) -> Role {
        let sought = plain(header);
        let whole = library.columns.iter().find(|column| column.names.iter().any(|name| plain(name) == sought));
        if let Some(column) = whole.filter(|_| !sought.is_empty()) {
            return column.role;
        }
        let Some(year) = year_in(header) else { return Role::Ignored };
        let comparing = library.columns.iter().filter(|column| column.role.may_have_year());
        // The longest name first: 竞争对手值 also holds 竞争对手.
        let mut named: Vec<(&str, Role)> =
            comparing.flat_map(|column| column.names.iter().map(|name| (&**name, column.role))).collect();
        named.order_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        named.into_iter().find(|(name, _)| header.contains(name)).map_or(Role::Year(year), |(_, role)| role)
    }
}

/// The year that a text names by four digits of their own.
fn year_in(text: &str) -> Option<i16> {
    let is_digit = |character: &char| character.is_ascii_digit() || ('０'..='９').contains(character);
    let characters: Vec<char> = text.chars().collect();
    let mut runs = characters.split(|character| !is_digit(character)).filter(|run| run.len() == 4);
    let year = Amount::parse(&runs.next()?.iter().collect::<String>())?;
    let year: i16 = year.to_string().parse().ok()?;
    // Two years are a span, not one of them.
    (runs.next().is_none() && (1990..=2100).contains(&year)).then_some(year)
}

/// Which column of a block holds what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// What each column holds, from the first on.
    pub roles: Vec<Role>,
    /// The number of rows from the first that hold no indicators.
    pub head: usize,
}

impl Mapping {
    /// The mapping that a block's header tells; `None` if no row of it reads like a header.
    #[must_use]
    pub fn of(library: &Library, rows: &[Vec<String>]) -> Option<Mapping> {
        let roles = |row: &Vec<String>| -> Vec<Role> { row.iter().map(|cell| Role::of(library, cell)).collect() };
        let named = |roles: &[Role]| roles.iter().filter(|role| **role != Role::Ignored).count();
        let candidates: Vec<Vec<Role>> = rows.iter().take(HEADER_ROWS).map(roles).collect();
        let most = candidates.iter().map(|roles| named(roles)).max().filter(|most| *most >= NAMED)?;
        // Of two rows that name equally much the lower one is nearer to the cells.
        let at = candidates.iter().rposition(|roles| named(roles) == most)?;
        let mut roles = candidates[at].clone();
        if let Some(above) = at.checked_sub(1).map(|above| &candidates[above]) {
            for (role, above) in roles.iter_mut().zip(above) {
                if *role == Role::Ignored && !matches!(above, Role::Year(_)) {
                    *role = *above;
                }
            }
        }
        once(&mut roles);
        Some(Mapping { roles, head: at + 1 })
    }

    /// A mapping for a block without a header: the first text is the name, the next the unit, numbers are the years up to the
    /// latest.
    #[must_use]
    pub fn guess(rows: &[Vec<String>], latest: i16) -> Mapping {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let is_number = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
            let (numbers, all) = cells.fold((0, 0), |(numbers, all), cell| {
                let bare = cell.trim_end_matches(['%', '％', '‰']);
                (numbers + usize::from(Amount::parse(bare).is_some()), all + 1)
            });
            numbers > 0 && numbers * 2 >= all
        };
        let numbers: Vec<usize> = (0..width).filter(|&column| is_number(column)).take(5).collect();
        let mut texts = [Role::Name, Role::Unit].into_iter();
        let role = |column: usize| match numbers.iter().position(|&number| number == column) {
            Some(at) => Role::Year(latest.saturating_sub((numbers.len() - 1 - at) as i16)),
            None if numbers.first().is_none_or(|&first| column < first) => texts.next().unwrap_or(Role::Ignored),
            None => Role::Ignored,
        };
        Mapping { roles: (0..width).map(role).collect(), head: 0 }
    }

    /// The same mapping with another role for a column, which no other column has then.
    #[must_use]
    pub fn with(&self, column: usize, role: Role) -> Mapping {
        let mut next = self.clone();
        for each in next.roles.iter_mut().filter(|each| **each == role) {
            *each = Role::Ignored;
        }
        if let Some(chosen) = next.roles.get_mut(column) {
            *chosen = role;
        }
        next
    }
}

/// Lets only the first column of a role have it.
fn once(roles: &mut [Role]) {
    for at in 0..roles.len() {
        if roles[..at].contains(&roles[at]) {
            roles[at] = Role::Ignored;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_told_by_four_digits() {
        for (text, year) in [
            ("2025", Some(2025)),
            ("2025 年", Some(2025)),
            ("２０２５年实际", Some(2025)),
            ("2025-01-01", Some(2025)),
            ("FY2025", Some(2025)),
            ("2023–2025", None),
            ("20251", None),
            ("1989", None),
            ("本年", None),
        ] {
            assert_eq!(year_in(text), year, "{text}");
        }
    }

    #[test]
    fn blocks_without_header_are_guessed() {
        let rows = [["合格率", "%", "98.0%", "98.4%", "98.9", "自检"].map(String::from).to_vec()];
        let mapping = Mapping::guess(&rows, 2025);
        use Role::{Ignored, Name, Unit, Year};
        assert_eq!(mapping.roles, [Name, Unit, Year(2023), Year(2024), Year(2025), Ignored]);
        assert_eq!(mapping.with(5, Name).roles, [Ignored, Unit, Year(2023), Year(2024), Year(2025), Name]);
    }
}
