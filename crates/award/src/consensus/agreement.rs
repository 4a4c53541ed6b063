//! How far examiners agree, in numbers and in words.
//!
//! Percents are whole numbers, so every sum here is exact and the only rounding is that of the last division or root. The
//! numbers describe; no score is ever computed from them.

use crate::points::Percent;

/// Count, sum and sum of squares of some percents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// How many.
    pub count: i64,
    /// Their sum.
    pub sum: i64,
    /// The sum of their squares.
    pub squares: i64,
}

impl Moments {
    /// The moments of some percents.
    pub fn of(percents: impl IntoIterator<Item = Percent>) -> Moments {
        percents.into_iter().fold(Moments::default(), |so_far, percent| {
            let value = i64::from(percent.value());
            so_far.and(Moments { count: 1, sum: value, squares: value * value })
        })
    }

    fn and(self, other: Moments) -> Moments {
        Moments { count: self.count + other.count, sum: self.sum + other.sum, squares: self.squares + other.squares }
    }

    /// `count² × variance`: a whole number, zero when all are equal.
    fn scatter(self) -> i64 {
        self.count * self.squares - self.sum * self.sum
    }

    /// The sample standard deviation (with n − 1) in percent; `None` of fewer than two.
    #[must_use]
    pub fn deviation(self) -> Option<f64> {
        let Moments { count, .. } = self;
        (count > 1).then(|| (self.scatter() as f64 / (count * (count - 1)) as f64).sqrt())
    }
}

/// Why a coefficient cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Too few items that enough examiners have scored.
    TooFew,
    /// All percents are the same, so there is nothing to tell agreement from.
    NoVariation,
}

impl Undefined {
    /// Why, for people.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Undefined::TooFew => "共同评过的条款太少，无法计算",
            Undefined::NoVariation => "所有评分完全相同，没有差异可供计算",
        }
    }
}

/// Krippendorff's alpha for interval data: items are units, examiners are coders, missing scores are left out.
///
/// 1 is perfect agreement, 0 is what chance would give, below 0 is worse than that.
///
/// # Errors
/// See [`Undefined`].
pub fn alpha(items: &[Vec<Option<Percent>>]) -> Result<f64, Undefined> {
    let units = items.iter().map(|scores| Moments::of(scores.iter().copied().flatten()));
    let units: Vec<Moments> = units.filter(|unit| unit.count > 1).collect();
    let all = units.iter().fold(Moments::default(), |so_far, unit| so_far.and(*unit));
    if all.count == 0 {
        return Err(Undefined::TooFew);
    }
    if all.scatter() == 0 {
        return Err(Undefined::NoVariation);
    }
    let observed: f64 = units.iter().map(|unit| unit.scatter() as f64 / (unit.count - 1) as f64).sum();
    Ok(1.0 - (all.count - 1) as f64 * observed / all.scatter() as f64)
}

/// The intraclass correlation ICC(A,1) of McGraw and Wong, the ICC(2,1) of Shrout and Fleiss: two-way random effects,
/// absolute agreement, one examiner. Only items that every examiner has scored count.
///
/// # Errors
/// See [`Undefined`].
pub fn icc(items: &[Vec<Option<Percent>>]) -> Result<f64, Undefined> {
    let complete: Vec<Vec<i64>> = items.iter().filter_map(|scores| all_scored(scores)).collect();
    let (n, k) = (complete.len() as i64, complete.first().map_or(0, Vec::len) as i64);
    if n < 2 || k < 2 {
        return Err(Undefined::TooFew);
    }
    let square_sum = |sums: &mut dyn Iterator<Item = i64>| sums.map(|sum| sum * sum).sum::<i64>();
    let grand: i64 = complete.iter().flatten().sum();
    let rows = n * square_sum(&mut complete.iter().map(|row| row.iter().sum())) - grand * grand;
    let columns = (0..k as usize).map(|at| complete.iter().map(|row| row[at]).sum());
    let columns = k * square_sum(&mut columns.into_iter()) - grand * grand;
    let total = n * k * square_sum(&mut complete.iter().flatten().copied()) - grand * grand;
    // Mean squares, each n·k·(n − 1)·(k − 1) times itself, so that they stay whole.
    let (row_mean, column_mean, error_mean) = (rows * (k - 1), columns * (n - 1), total - rows - columns);
    let below = n * (row_mean + (k - 1) * error_mean) + k * (column_mean - error_mean);
    if below == 0 {
        return Err(Undefined::NoVariation);
    }
    Ok((n * (row_mean - error_mean)) as f64 / below as f64)
}

fn all_scored(scores: &[Option<Percent>]) -> Option<Vec<i64>> {
    scores.iter().map(|score| score.map(|percent| i64::from(percent.value()))).collect()
}

/// A coefficient of agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Krippendorff's alpha.
    Alpha,
    /// The intraclass correlation.
    Icc,
}

/// What a value of a coefficient means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meaning {
    /// The least value that means this.
    pub least: f64,
    /// What it means, for people.
    pub words: &'static str,
}

/// Krippendorff, Content Analysis (2004): reliable from 0.800, tentative conclusions from 0.667.
const ALPHA: &[Meaning] = &[
    Meaning { least: 0.8, words: "一致性可靠，可以据此下结论" },
    Meaning { least: 0.667, words: "一致性尚可，只宜作暂时的结论，分歧大的条款要合议" },
    Meaning { least: 0.0, words: "一致性不足，先逐条合议再用分数" },
    Meaning { least: f64::NEG_INFINITY, words: "比随机评分还不一致，请检查是否对准则的理解不同" },
];

/// Koo and Li, A guideline of selecting and reporting intraclass correlation coefficients (2016).
const ICC: &[Meaning] = &[
    Meaning { least: 0.9, words: "一致性很好" },
    Meaning { least: 0.75, words: "一致性较好" },
    Meaning { least: 0.5, words: "一致性一般，分歧大的条款要合议" },
    Meaning { least: f64::NEG_INFINITY, words: "一致性差，先逐条合议再用分数" },
];

impl Measure {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Measure::Alpha => "Krippendorff α（区间）",
            Measure::Icc => "组内相关系数 ICC(A,1)",
        }
    }

    /// What its values mean, the highest first.
    #[must_use]
    pub fn scale(self) -> &'static [Meaning] {
        match self {
            Measure::Alpha => ALPHA,
            Measure::Icc => ICC,
        }
    }
}

/// What a value means.
#[must_use]
pub fn meaning(measure: Measure, value: f64) -> &'static str {
    measure.scale().iter().find(|meaning| value >= meaning.least).map_or("", |meaning| meaning.words)
}
