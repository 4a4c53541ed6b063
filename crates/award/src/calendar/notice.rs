//! Reads the text of a notice on public holidays, as the State Council words it or as people note it down.
//!
//! Understood are dates (2027年1月1日, 1月1日, 2027-01-01, 2027/1/1, 1/1, 20270101), ranges (1月1日至3日) and lists (1月28日、29日)
//! with a word that says 放假 or 上班 before or after them. Nothing is guessed: a date without such a word, a weekday that does
//! not fit (a notice of another year), or a make-up day in the middle of the week is told and left out.

mod tokens;

use jiff::civil::Date;

use super::year::belongs;
use super::{DayKind, YearCalendar, days, is_weekend};
use tokens::{Stamp, Token, tokens};

/// The longest break that is believed; a longer range is a misreading.
const LONGEST_BREAK: i32 = 15;

/// A line as short as this is a heading if it says 放假 or 上班 and has no date.
const LONGEST_HEADING: usize = 6;

/// What was understood of a pasted text, and what was not. Every line that is not blank is in one of the three lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The days that were understood.
    pub calendar: YearCalendar,
    /// What was understood, in the order of the text.
    pub understood: Vec<Understood>,
    /// What was not, or only with a doubt.
    pub remarks: Vec<Remark>,
    /// The numbers of the lines that name no day.
    pub without_dates: Vec<usize>,
}

/// A day or a range of days that was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The number of the line, from 1.
    pub line: usize,
    /// What the days are.
    pub kind: DayKind,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// Something that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The number of the line, from 1.
    pub line: usize,
    /// The words in question.
    pub text: String,
    /// Why.
    pub reason: Reason,
}

/// Why something was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It does not say whether the day is off or worked.
    Unsaid,
    /// There is no such day.
    NoSuchDay,
    /// It is a day of another year.
    OtherYear,
    /// The notice is one of another year.
    OtherNotice(i16),
    /// The day is another day of the week.
    Weekday,
    /// “自…起”: a date from which something holds, not a day off.
    Since,
    /// A date in brackets, beside the sentence.
    InBrackets,
    /// The range runs backward or is longer than any break.
    Range,
    /// A make-up day that is no weekend day.
    MakeUpOnWeekday,
    /// Another place of the text says the opposite about the day.
    Contradicts,
    /// The text counts so many days, the dates so many. The days are taken over all the same.
    Count(u16, u16),
}

impl Reason {
    /// Why, for the applicant to read.
    #[must_use]
    pub fn message(&self) -> String {
        let words = match self {
            Reason::Unsaid => "没有写明放假还是上班，未采用",
            Reason::NoSuchDay => "没有这一天，未采用",
            Reason::OtherYear => "不是这一年的日期，未采用",
            Reason::OtherNotice(year) => return format!("这是 {year} 年的通知，请核对年份"),
            Reason::Weekday => "星期与日期不符，可能是别的年份的通知，未采用",
            Reason::Since => "“自……起”不是放假日期，未采用",
            Reason::InBrackets => "括号里的日期，未采用",
            Reason::Range => "起止日期不合理，未采用",
            Reason::MakeUpOnWeekday => "上班日不是周末，未采用",
            Reason::Contradicts => "与文中别处矛盾，未采用",
            Reason::Count(said, found) => return format!("写的是 {said} 天，日期是 {found} 天，请核对"),
        };
        words.to_owned()
    }
}

/// Reads a text about the days off of a year.
///
/// `assumed` is what a date is that has no word at it, for a text that is nothing but a list of dates.
#[must_use]
pub fn read(text: &str, year: i16, assumed: Option<DayKind>) -> Pasted {
    let mut reader = Reader { year, line: 0, heading: assumed, pasted: Pasted::default() };
    for (position, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        reader.line = position + 1;
        reader.read_line(line);
    }
    reader.pasted
}

struct Reader {
    year: i16,
    line: usize,
    /// What dates without a word are, by the heading above them.
    heading: Option<DayKind>,
    pasted: Pasted,
}

/// A day or a range of days as written, with the word that belongs to it.
struct Span<'a> {
    first: &'a Stamp,
    last: Option<&'a Stamp>,
    kind: Option<DayKind>,
    is_since: bool,
}

impl Reader {
    fn read_line(&mut self, line: &str) {
        let tokens = tokens(line);
        let names_days = tokens.iter().any(|token| matches!(token, Token::Date(_) | Token::Brackets(_)));
        if !names_days {
            self.read_heading(line, &tokens);
        }
        for sentence in tokens.split(|token| *token == Token::Stop) {
            self.read_sentence(sentence);
        }
    }

    fn read_heading(&mut self, line: &str, tokens: &[Token]) {
        self.pasted.without_dates.push(self.line);
        if let Some(Token::Notice(year)) = tokens.iter().find(|token| matches!(token, Token::Notice(_)))
            && *year != self.year
        {
            self.remark(line.trim(), Reason::OtherNotice(*year));
        }
        let word = tokens.iter().find_map(Token::word);
        let is_heading = line.trim().chars().count() <= LONGEST_HEADING && !line.contains("通知");
        if is_heading && word.is_some() {
            self.heading = word;
        }
    }

    fn read_sentence(&mut self, sentence: &[Token]) {
        let remarks_before = self.pasted.remarks.len();
        for token in sentence {
            if let Token::Brackets(text) = token {
                self.remark(text, Reason::InBrackets);
            }
        }
        let (mut context, mut days_off) = (None, 0);
        let spans = spans(sentence);
        for span in &spans {
            match self.resolve(span, &mut context).and_then(|(first, last)| self.judge(span, first, last)) {
                Ok(days) => days_off += self.take(days),
                Err(reason) => self.remark(&span.words(), reason),
            }
        }
        let said = days_said(sentence).filter(|said| *said != days_off);
        if let Some(said) = said
            && self.pasted.remarks.len() == remarks_before
            && !spans.is_empty()
        {
            self.remark(
                &sentence.iter().filter_map(Token::text).collect::<Vec<&str>>().join("、"),
                Reason::Count(said, days_off),
            );
        }
    }

    /// The days that are meant. `context` is the year and month that a day alone belongs to.
    fn resolve(&self, span: &Span, context: &mut Option<(i16, i8)>) -> Result<(Date, Date), Reason> {
        let start = span.first.date(self.year, context).ok_or(Reason::NoSuchDay)?;
        let Some(last) = span.last else { return Ok((start, start)) };
        let end = last.date(self.year, context).ok_or(Reason::NoSuchDay)?;
        // 12月31日至1月2日 in the notice of a year starts in the year before.
        let is_turn = span.first.year.is_none() && start.month() == 12 && end.month() == 1 && end.year() == self.year;
        let start = if is_turn { Date::new(self.year - 1, start.month(), start.day()) } else { Ok(start) };
        Ok((start.map_err(|_| Reason::NoSuchDay)?, end))
    }

    /// What the days are, or why they cannot be taken over.
    fn judge(&self, span: &Span, first: Date, last: Date) -> Result<Understood, Reason> {
        // The day on which a notice was signed stands in the year before, under the last heading.
        let heading = self.heading.filter(|_| first.year() == self.year);
        let kind = span.kind.or(heading);
        let fits = |stamp: &Stamp, day: Date| stamp.weekday.is_none_or(|weekday| weekday == day.weekday());
        match kind {
            _ if span.is_since => Err(Reason::Since),
            _ if !(1..=LONGEST_BREAK).contains(&((last - first).get_days() + 1)) => Err(Reason::Range),
            _ if !belongs(first, self.year) || !belongs(last, self.year) => Err(Reason::OtherYear),
            _ if !fits(span.first, first) || !span.last.is_none_or(|stamp| fits(stamp, last)) => Err(Reason::Weekday),
            None => Err(Reason::Unsaid),
            Some(DayKind::MadeUp) if !days(first, last).all(is_weekend) => Err(Reason::MakeUpOnWeekday),
            Some(kind) if days(first, last).any(|day| self.pasted.calendar.kind(day).is_some_and(|other| other != kind)) => {
                Err(Reason::Contradicts)
            }
            Some(kind) => Ok(Understood { line: self.line, kind, first, last }),
        }
    }

    /// Takes days over and says how many of them are days off.
    fn take(&mut self, understood: Understood) -> u16 {
        let Understood { kind, first, last, .. } = understood;
        self.pasted.understood.push(understood);
        match kind {
            DayKind::Off => self.pasted.calendar.days_off.extend(days(first, last)),
            DayKind::MadeUp => self.pasted.calendar.make_up.extend(days(first, last)),
        }
        if kind == DayKind::Off { days(first, last).count() as u16 } else { 0 }
    }

    fn remark(&mut self, text: &str, reason: Reason) {
        self.pasted.remarks.push(Remark { line: self.line, text: text.to_owned(), reason });
    }
}

impl Span<'_> {
    fn words(&self) -> String {
        match self.last {
            Some(last) => format!("{}至{}", self.first.text, last.text),
            None => self.first.text.clone(),
        }
    }
}

/// The days and ranges of a sentence. A word belongs to the dates before it, unless a colon or a date follows it directly.
fn spans(sentence: &[Token]) -> Vec<Span<'_>> {
    let mut spans: Vec<Span> = Vec::new();
    // From `open` on, dates wait for a word behind them; meanwhile they are what the word before them says.
    let (mut open, mut leading) = (0, None);
    for (at, token) in sentence.iter().enumerate() {
        let is_date = |at: Option<usize>| at.is_some_and(|at| matches!(sentence.get(at), Some(Token::Date(_))));
        let follows_date = is_date(at.checked_sub(1));
        match token {
            Token::Date(stamp) => match spans.last_mut() {
                Some(span) if is_date(at.checked_sub(2)) && sentence[at - 1] == Token::To => span.last = Some(stamp),
                _ => spans.push(Span { first: stamp, last: None, kind: leading, is_since: false }),
            },
            Token::Since => {
                if let Some(span) = spans.last_mut() {
                    span.is_since = true;
                }
            }
            Token::Word { kind, has_colon } => {
                let leads = *has_colon || (is_date(Some(at + 1)) && !follows_date) || open == spans.len();
                if leads {
                    leading = Some(*kind);
                } else {
                    spans[open..].iter_mut().for_each(|span| span.kind = Some(*kind));
                }
                open = spans.len();
            }
            Token::Count(_) if spans[open..].iter().all(|span| span.kind.is_some()) => open = spans.len(),
            _ => {}
        }
    }
    spans
}

/// The days off that a sentence counts itself (共3天); `None` if it does not, or if weekends beside them are meant too.
fn days_said(sentence: &[Token]) -> Option<u16> {
    let (mut sum, mut word) = (None, None);
    for token in sentence {
        match token {
            Token::LinkedWeekend => return None,
            Token::Word { kind, .. } => word = Some(*kind),
            Token::Count(days) if word == Some(DayKind::Off) => sum = Some(sum.unwrap_or(0_u16).saturating_add(*days)),
            _ => {}
        }
    }
    sum
}
