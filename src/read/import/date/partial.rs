//! What one side of a date says: year, month, day and time, as far as they are there.

use super::error::{DateError, full_year};
use super::token::Token;
use crate::model::DateOrder;

/// Parts of a date; what is missing may stand on the other side of a range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Partial {
    pub year: Option<u32>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub time: Option<(u8, u8, u8)>,
    /// A season, by its number in EDTF.
    pub season: Option<u8>,
    /// Whether a month of the Solar Hijri calendar stands in it.
    pub is_solar: bool,
    /// Whether a month of the Gregorian calendar stands in it by its name.
    pub is_gregorian: bool,
    /// Two digits behind the name of a month, which are a year where no other stands: `Aug-25`.
    pub short_year: Option<u32>,
    /// Whether the year, of two digits, could as well be the first of the three numbers.
    pub is_either_end: bool,
}

impl Partial {
    /// The parts that some tokens say, whose order is the usual one.
    ///
    /// # Errors
    ///
    /// Where the tokens have no usual order, or day and month could be either.
    pub fn of(tokens: &[Token], order: Option<DateOrder>) -> Result<Self, DateError> {
        let mut time = None;
        let mut rest: Vec<Token> = Vec::new();
        for token in tokens {
            match token {
                Token::Time(h, m, s) if time.is_none() => time = Some((*h, *m, *s)),
                other => rest.push(*other),
            }
        }
        let is_name = |t: Option<&Token>| matches!(t, Some(Token::Month(_) | Token::SolarMonth(_)));
        let is_point = |t: &Token| matches!(t, Token::Mark('.') | Token::Unit);
        let (first, last) = (rest.first(), rest.last());
        if matches!(first, Some(Token::Mark(_) | Token::Unit))
            || last.is_some_and(|t| matches!(t, Token::Mark(_)) && !is_point(t))
        {
            return Err(DateError::new("a mark before the date or behind it: a range with one end?").hint(OPEN));
        }
        // A year of two digits that a point ends may stand first.
        let is_ended = last == Some(&Token::Mark('.'));
        // Marks beside a name or at the end part nothing.
        let kept = rest.iter().enumerate().filter(|(i, token)| match token {
            Token::Mark(_) | Token::Unit => {
                let before = i.checked_sub(1).and_then(|i| rest.get(i));
                !(is_name(before) || is_name(rest.get(i + 1)) || before.is_none() || i + 1 == rest.len())
            }
            _ => true,
        });
        let tokens: Vec<Token> = kept.map(|(_, token)| *token).collect();
        let parts = Self::of_names(&tokens, order).unwrap_or_else(|| Self::of_numbers(&tokens, order, is_ended))?;
        Ok(Self { time, ..parts })
    }

    /// Where a month has a name, or there is one number at most; `None` where neither is so.
    fn of_names(tokens: &[Token], order: Option<DateOrder>) -> Option<Result<Self, DateError>> {
        use Token::{Month, Number, Season, SolarMonth};
        let solar = tokens.iter().any(|t| matches!(t, SolarMonth(_)));
        let is_gregorian = tokens.iter().any(|t| matches!(t, Month(_)));
        let is_year_first = order == Some(DateOrder::YearFirst);
        let plain: Vec<Token> = tokens.iter().map(|t| if let SolarMonth(m) = t { Month(*m) } else { *t }).collect();
        let date = |year: Option<(u32, usize)>, month: Option<u8>, day: Option<u32>| {
            let year = match year {
                Some((year, 2)) => Some(full_year(year)),
                Some((year, 4)) => Some(year),
                Some(_) => return Err(DateError::new("a year of one or three digits")),
                None => None,
            };
            let day = day.map(|d| u8::try_from(d).unwrap_or(u8::MAX));
            Ok(Self { year, month, day, is_solar: solar, is_gregorian, ..Self::default() })
        };
        Some(match plain.as_slice() {
            [] => Ok(Self::default()),
            [Month(m)] => date(None, Some(*m), None),
            [Number(n, 1 | 2)] => date(None, None, Some(*n)),
            [Number(n, 4)] => date(Some((*n, 4)), None, None),
            [Number(n, 6)] => date(Some((n / 100, 4)), u8::try_from(n % 100).ok(), None),
            [Number(n, 8)] => date(Some((n / 10_000, 4)), u8::try_from(n / 100 % 100).ok(), Some(n % 100)),
            [Number(n, 4), Month(m)] | [Month(m), Number(n, 4)] => date(Some((*n, 4)), Some(*m), None),
            [Season(season), Number(y, 4)] | [Number(y, 4), Season(season)] => {
                Ok(Self { year: Some(*y), season: Some(*season), ..Self::default() })
            }
            [Month(m), Number(n, 2)] => {
                date(None, Some(*m), Some(*n)).map(|part| Self { short_year: Some(full_year(*n)), ..part })
            }
            [Number(n, 1 | 2), Month(m)] | [Month(m), Number(n, 1)] => date(None, Some(*m), Some(*n)),
            [Number(y, 4), Month(m), Number(d, 1 | 2)] => date(Some((*y, 4)), Some(*m), Some(*d)),
            [Number(y, 2), Month(m), Number(d, 1 | 2)] if is_year_first => date(Some((*y, 2)), Some(*m), Some(*d)),
            [Number(d, 1 | 2), Month(m), Number(y, n)] | [Month(m), Number(d, 1 | 2), Number(y, n)] => {
                date(Some((*y, *n)), Some(*m), Some(*d))
            }
            // The end of a range: August 24-26, 2025.
            [Number(d, 1 | 2), Number(y, 4)] => date(Some((*y, 4)), None, Some(*d)),
            _ => return None,
        })
    }

    /// Numbers with marks between them.
    fn of_numbers(tokens: &[Token], order: Option<DateOrder>, is_ended: bool) -> Result<Self, DateError> {
        use Token::{Mark, Number, Unit};
        let part = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
        let date = |year: Option<u32>, month: u32, day: Option<u32>| Self {
            year,
            month: Some(part(month)),
            day: day.map(part),
            ..Self::default()
        };
        match *tokens {
            [Number(y, 4), Mark(a), Number(m, 1 | 2), Mark(b), Number(d, 1 | 2)] if a == b => {
                Ok(date(Some(y), m, Some(d)))
            }
            [Number(y, 4), Unit, Number(m, 1 | 2), Unit, Number(d, 1 | 2)] => Ok(date(Some(y), m, Some(d))),
            [Number(y, 4), Unit, Number(m, 1 | 2)] => Ok(date(Some(y), m, None)),
            [Number(y, 2), Mark(mark), Number(m, 1 | 2), Mark(other), Number(d, 1 | 2)]
                if mark == other && order == Some(DateOrder::YearFirst) =>
            {
                Ok(date(Some(full_year(y)), m, Some(d)))
            }
            [Number(a, 1 | 2), Mark(mark), Number(b, 1 | 2), Mark(other), Number(y, digits @ (2 | 4))]
                if mark == other =>
            {
                if order == Some(DateOrder::YearFirst) {
                    return Err(against("year_first", "the year stands last"));
                }
                // 25-08-24 could begin with its year.
                let is_either = digits == 2 && order.is_none() && (1..=12).contains(&b) && (1..=31).contains(&y);
                if digits == 2 && order.is_none() && (mark == '-' || (mark == '.' && is_ended)) {
                    return Err(DateError::new("a year of two digits could be either end").hint(ORDERS));
                }
                let year = if digits == 2 { full_year(y) } else { y };
                let (day, month) = day_and_month(a, b, mark, order)?;
                Ok(Self { is_either_end: is_either && mark == '/', ..date(Some(year), month, Some(day)) })
            }
            [Number(_, 4), Mark('.'), Number(_, 1 | 2)] => Err(DateError::new(
                "a year and a month with a point between could be a fraction: 2025.1 is what becomes of 2025.10",
            )
            .hint("write it as 2025-10")),
            [Number(y, 4), Mark(_), Number(m, 1 | 2)] | [Number(m, 1 | 2), Mark(_), Number(y, 4)] => {
                Ok(date(Some(y), m, None))
            }
            [Number(a, 1 | 2), Mark(mark @ ('.' | '/')), Number(b, 1 | 2)] => {
                let (day, month) = day_and_month(a, b, mark, order)?;
                Ok(date(None, month, Some(day)))
            }
            _ => Err(DateError::new("no date that can be read")),
        }
    }

    /// What is missing, from the other side of a range: the year, the month of a day, the day of a time.
    pub fn completed_by(mut self, other: Self) -> Self {
        if self.year.is_none() && self.month.is_none() && self.day.is_none() {
            (self.year, self.month, self.day) = (other.year, other.month, other.day);
        }
        self.year = self.year.or(other.year);
        if self.month.is_none() && self.day.is_some() {
            self.month = other.month;
        }
        self.is_solar |= other.is_solar;
        self.is_gregorian |= other.is_gregorian;
        self
    }
}

/// What decides about an open order.
const ORDERS: &str = "date_order = \"day_first\", \"month_first\" or \"year_first\" in the mapping, --table FILE";

/// How a range with one end is written.
pub const OPEN: &str = "2025-08-24/.. is what began on that day and goes on";

/// A date that has another order than the mapping says.
fn against(order: &str, why: &str) -> DateError {
    DateError::new(&format!("not in the order that the mapping gives: {why}, and date_order is \"{order}\""))
        .hint("mend the cell, or date_order in the mapping; without it a number above 12 decides")
}

/// Which of two numbers is the day: by the order that the mapping gives; without one by the point, or by a number above 12.
fn day_and_month(a: u32, b: u32, mark: char, order: Option<DateOrder>) -> Result<(u32, u32), DateError> {
    let day_first = match (order, a > 12, b > 12) {
        (Some(DateOrder::DayFirst), _, true) => {
            return Err(against("day_first", &format!("{b} is no month")));
        }
        (Some(DateOrder::MonthFirst | DateOrder::YearFirst), true, _) => {
            let name = if order == Some(DateOrder::MonthFirst) { "month_first" } else { "year_first" };
            return Err(against(name, &format!("{a} is no month")));
        }
        (Some(order), ..) => order == DateOrder::DayFirst,
        (None, true, _) => true,
        (None, ..) if mark == '.' => true,
        (None, _, true) => false,
        (None, ..) if a == b => true,
        (None, ..) => {
            return Err(DateError::new("day and month could be either").hint(ORDERS));
        }
    };
    Ok(if day_first { (a, b) } else { (b, a) })
}
