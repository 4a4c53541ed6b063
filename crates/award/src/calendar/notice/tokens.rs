//! The words of a notice that matter: dates, what joins them, and what they are.

use jiff::civil::{Date, Weekday};

use crate::calendar::DayKind;

/// A word that matters.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A date.
    Date(Stamp),
    /// 至, between the ends of a range.
    To,
    /// 、 or ，, between dates or parts of a sentence.
    And,
    /// 放假 or 上班, and whether a colon follows.
    Word { kind: DayKind, has_colon: bool },
    /// 与周末连休: weekends beside the days are counted too.
    LinkedWeekend,
    /// 3天
    Count(u16),
    /// 起, behind a date.
    Since,
    /// Brackets with a date in them.
    Brackets(String),
    /// 2027年 without a day: the year that a notice is about.
    Notice(i16),
    /// The end of a sentence.
    Stop,
}

/// A date as written. A day alone belongs to the month before it, a month alone to the year of the notice.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Stamp {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: i8,
    /// The day of the week that the text adds.
    pub weekday: Option<Weekday>,
    /// The text.
    pub text: String,
}

impl Stamp {
    /// The day that is meant in the notice of a year; `None` if there is no such day. `context` is the year and month of
    /// the date before.
    pub(super) fn date(&self, year: i16, context: &mut Option<(i16, i8)>) -> Option<Date> {
        let (year, month) = match self.month {
            Some(month) => (self.year.unwrap_or(year), month),
            None => (*context)?,
        };
        *context = Some((year, month));
        Date::new(year, month, self.day).ok()
    }
}

impl Token {
    /// What a word makes of dates.
    pub(super) fn word(&self) -> Option<DayKind> {
        match self {
            Token::Word { kind, .. } => Some(*kind),
            _ => None,
        }
    }

    /// The text of a date.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Token::Date(stamp) => Some(&stamp.text),
            _ => None,
        }
    }
}

/// The words of a line that matter, in order.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut lexer = Lexer { chars: line.chars().map(plain).collect(), at: 0, tokens: Vec::new() };
    while lexer.at < lexer.chars.len() {
        lexer.next();
    }
    lexer.tokens
}

/// The ASCII form of full-width digits and punctuation.
fn plain(character: char) -> char {
    match character {
        '０'..='９' | '（' | '）' | '：' | '，' | '；' | '／' | '．' | '－' | '～' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        other => other,
    }
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    tokens: Vec<Token>,
}

impl Lexer {
    fn next(&mut self) {
        let before = |back: usize| self.at.checked_sub(back).and_then(|at| self.chars.get(at)).copied();
        match self.chars[self.at] {
            '0'..='9' => return self.number(),
            '(' => return self.brackets(),
            '。' | ';' | '！' => self.tokens.push(Token::Stop),
            '、' | ',' | '及' | '和' => self.tokens.push(Token::And),
            '至' | '到' | '-' | '—' | '–' | '―' | '~' if self.tokens.last() != Some(&Token::To) => {
                self.tokens.push(Token::To)
            }
            '起' if matches!(self.tokens.last(), Some(Token::Date(_))) => self.tokens.push(Token::Since),
            '周' | '期' | '拜' => self.weekday(self.at + 1),
            '休' if before(1) == Some('连') => self.tokens.push(Token::LinkedWeekend),
            '假' | '休' if self.is_day_off() => self.word(DayKind::Off),
            '班' if before(1) != Some('值') && before(2) != Some('不') => self.word(DayKind::MadeUp),
            '工' if self.chars.get(self.at + 1) == Some(&'作') => self.word(DayKind::MadeUp),
            _ => {}
        }
        self.at += 1;
    }

    /// Whether 假 or 休 means a day off for all: not 不放假, 调休, and not the leave of one person, 年休假 or 请假.
    fn is_day_off(&self) -> bool {
        let before: String = self.chars[self.at.saturating_sub(2)..self.at].iter().collect();
        match self.chars[self.at] {
            '假' => before != "不放" && before != "年休" && !before.ends_with(['年', '请', '事', '病', '婚', '产']),
            _ => !before.ends_with(['调', '不', '年']) && self.chars.get(self.at + 1) != Some(&'年'),
        }
    }

    /// 放假 or 上班; 放假日期： has its colon too.
    fn word(&mut self, kind: DayKind) {
        let rest = self.chars[self.at + 1..].iter();
        let next = rest.copied().find(|character| !matches!(character, '日' | '期' | '时' | '间' | '作' | '天' | ' '));
        if self.tokens.last().and_then(Token::word) == Some(kind) {
            self.tokens.pop();
        }
        self.tokens.push(Token::Word { kind, has_colon: next == Some(':') });
    }

    /// The day of the week that stands at a place, for the date before it.
    fn weekday(&mut self, at: usize) {
        const NAMES: [char; 8] = ['一', '二', '三', '四', '五', '六', '日', '天'];
        let number = self.chars.get(at).and_then(|name| NAMES.iter().position(|each| each == name));
        if let (Some(number), Some(Token::Date(stamp))) = (number, self.tokens.last_mut()) {
            stamp.weekday = Weekday::from_monday_zero_offset(number.min(6) as i8).ok();
        }
    }

    /// Brackets: the day of the week of the date before them, or a date that is beside the sentence.
    fn brackets(&mut self) {
        let close = self.chars[self.at..].iter().position(|character| *character == ')');
        let end = close.map_or(self.chars.len(), |length| self.at + length);
        let inner = self.at + 1..end;
        if let Some(at) = inner.clone().find(|at| matches!(self.chars[*at], '周' | '期' | '拜')) {
            self.weekday(at + 1);
        }
        if inner.clone().any(|at| self.date(at).is_some_and(|(stamp, _)| stamp.month.is_some())) {
            self.tokens.push(Token::Brackets(self.text(inner.start, end)));
        }
        self.at = end + 1;
    }

    fn number(&mut self) {
        if let Some((stamp, end)) = self.date(self.at) {
            self.tokens.push(Token::Date(stamp));
            self.at = end;
            return;
        }
        let (number, _, end) = self.digits(self.at).unwrap_or((0, 0, self.at + 1));
        let next = self.blanks(end);
        match self.chars.get(next) {
            Some('天') => self.tokens.extend(u16::try_from(number).ok().map(Token::Count)),
            Some('年') if !self.chars.get(self.blanks(next + 1)).is_some_and(char::is_ascii_digit) => {
                self.tokens.extend(i16::try_from(number).ok().map(Token::Notice));
            }
            _ => {}
        }
        self.at = end;
    }

    /// The date that starts at a place, and where it ends.
    fn date(&self, at: usize) -> Option<(Stamp, usize)> {
        let (number, length, end) = self.digits(at)?;
        let next = self.blanks(end);
        let (stamp, end) = match (length, self.chars.get(next).copied().unwrap_or_default()) {
            (4, '年') => {
                let (stamp, end) = self.month_and_day(self.blanks(next + 1))?;
                (Stamp { year: Some(number as i16), ..stamp }, end)
            }
            (4, '-' | '/' | '.') if next == end => self.separated(number as i16, end)?,
            (1 | 2, '月') => self.month_and_day(at)?,
            (1 | 2, '/' | '.') if next == end => {
                let (day, _, past) = self.digits(end + 1).filter(|(_, length, _)| *length <= 2)?;
                let is_amount = matches!(self.chars.get(past), Some('天' | '月' | '日' | '%' | '/' | '.'));
                (!is_amount).then_some((Stamp { month: Some(number as i8), day: day as i8, ..Stamp::default() }, past))?
            }
            (1 | 2, '日' | '号') if self.has_date() => (Stamp { day: number as i8, ..Stamp::default() }, next + 1),
            _ => self.compact(number, length, end)?,
        };
        Some((Stamp { text: self.text(at, end), ..stamp }, end))
    }

    /// 1月1日, and 1月1 before the rest of a range.
    fn month_and_day(&self, at: usize) -> Option<(Stamp, usize)> {
        let (month, _, end) = self.digits(at).filter(|(_, length, _)| *length <= 2)?;
        let sign = self.blanks(end);
        if self.chars.get(sign) != Some(&'月') {
            return None;
        }
        let (day, _, end) = self.digits(self.blanks(sign + 1)).filter(|(_, length, _)| *length <= 2)?;
        let sign = self.blanks(end);
        let end = if matches!(self.chars.get(sign), Some('日' | '号')) { sign + 1 } else { end };
        Some((Stamp { month: Some(month as i8), day: day as i8, ..Stamp::default() }, end))
    }

    /// 2027-01-01, its year before the first sign.
    fn separated(&self, year: i16, sign: usize) -> Option<(Stamp, usize)> {
        let (month, _, second) = self.digits(sign + 1).filter(|(_, length, _)| *length <= 2)?;
        if self.chars.get(second) != self.chars.get(sign) {
            return None;
        }
        let (day, _, end) = self.digits(second + 1).filter(|(_, length, _)| *length <= 2)?;
        Some((Stamp { year: Some(year), month: Some(month as i8), day: day as i8, ..Stamp::default() }, end))
    }

    /// 20270101
    fn compact(&self, number: u32, length: usize, end: usize) -> Option<(Stamp, usize)> {
        let stamp = Stamp {
            year: Some((number / 10_000) as i16),
            month: Some((number / 100 % 100) as i8),
            day: (number % 100) as i8,
            ..Stamp::default()
        };
        (length == 8 && (1900..=2100).contains(&(number / 10_000))).then_some((stamp, end))
    }

    /// Whether the sentence has a date already.
    fn has_date(&self) -> bool {
        self.tokens.iter().rev().take_while(|token| **token != Token::Stop).any(|token| matches!(token, Token::Date(_)))
    }

    /// The number at a place, how many digits it has, and where it ends. Numbers of more than eight digits are none.
    fn digits(&self, at: usize) -> Option<(u32, usize, usize)> {
        let digits: String = self.chars.get(at..)?.iter().take_while(|character| character.is_ascii_digit()).collect();
        let number = if digits.len() <= 8 { digits.parse().ok()? } else { 0 };
        Some((number, digits.len(), at + digits.len()))
    }

    fn blanks(&self, at: usize) -> usize {
        let rest = self.chars.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|character| matches!(character, ' ' | '\u{3000}' | '\u{a0}')).count()
    }

    fn text(&self, start: usize, end: usize) -> String {
        self.chars[start..end].iter().collect()
    }
}
