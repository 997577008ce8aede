//! Dates as the readers of a language expect them.

use super::Language;
use crate::model::{Day, Edtf, OpenEnd, Span};

/// A date in a language, with the word for "about" where the date itself is only approximate.
///
/// # Example
///
/// ```
/// use marz::language::{Languages, date};
/// let day = "2025-08-24".parse().unwrap();
/// assert_eq!(date(&Languages::embedded().find("en")?, &day), "24 Aug 2025");
/// assert_eq!(date(&Languages::embedded().find("tg")?, &day), "24 августи 2025");
/// # Ok::<(), marz::language::LanguageError>(())
/// ```
#[must_use]
pub fn date(language: &Language, date: &Edtf) -> String {
    if let Some((open, known)) = date.open_end() {
        let key = match open {
            OpenEnd::Start => "date-until",
            OpenEnd::UnknownStart => "date-to-unknown-start",
            OpenEnd::End => "date-since",
            OpenEnd::UnknownEnd => "date-from-unknown-end",
        };
        return language.fill(key, &[("date", &self::date(language, &known))]);
    }
    if date.is_beyond_calendar() {
        return language.digits(&date.as_str().replace('Y', "").replace('/', "–"));
    }
    let month = |m: u8| language.month(m);
    // After the number of a day, the month stands in another form in some languages.
    let dated = |m: u8| language.month_of_day(m);
    let number = |d: Day| match d.day {
        1 => language.text("first-of-month").to_owned(),
        n => n.to_string(),
    };
    let day = |d: Day| format!("{} {} {}", number(d), dated(d.month), d.year);
    let written = match date.span() {
        Span::Day(d) => day(d),
        Span::Month(year, m) => format!("{} {year}", month(m)),
        Span::Year(year) => year.to_string(),
        Span::Years(from, to) => format!("{from}–{to}"),
        Span::Months((y1, m1), (y2, m2)) if y1 == y2 => format!("{} – {} {y2}", month(m1), month(m2)),
        Span::Months((y1, m1), (y2, m2)) => format!("{} {y1} – {} {y2}", month(m1), month(m2)),
        Span::Days(a, b) if (a.year, a.month) == (b.year, b.month) => {
            format!("{}–{} {} {}", number(a), number(b), dated(a.month), a.year)
        }
        Span::Days(a, b) if a.year == b.year => format!("{} {} – {}", number(a), dated(a.month), day(b)),
        Span::Days(a, b) => format!("{} – {}", day(a), day(b)),
    };
    let written = language.digits(&written);
    if date.is_approximate() { language.fill("date-about", &[("date", &written)]) } else { written }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;

    #[test]
    fn dates_are_written_as_they_are_known() {
        for (text, expected) in [
            ("2025-08-24", "24 Aug 2025"),
            ("2025-08", "Aug 2025"),
            ("2025", "2025"),
            ("2021~", "c. 2021"),
            ("1995/2025", "1995–2025"),
            ("2025-01/2025-08", "Jan – Aug 2025"),
            ("2025-11-15/2025-11-17", "15–17 Nov 2025"),
            ("2025-11-28/2025-12-02", "28 Nov – 2 Dec 2025"),
            ("2025-11/2026-01-18", "1 Nov 2025 – 18 Jan 2026"),
            ("202X", "2020–2029"),
            ("2003-24", "Dec 2003 – Feb 2004"),
            ("2004-06-01/..", "since 1 Jun 2004"),
            ("../2004", "until 2004"),
            ("2004-06/", "from Jun 2004, end not known"),
            ("/2004~", "until c. 2004, beginning not known"),
            ("Y-17000", "-17000"),
        ] {
            assert_eq!(date(&Language::english(), &text.parse().unwrap()), expected);
        }
        let day = "2025-10-25".parse().unwrap();
        assert_eq!(date(&Languages::embedded().find("fa").unwrap(), &day), "۲۵ اکتوبر ۲۰۲۵");
        assert_eq!(date(&Languages::embedded().find("ru").unwrap(), &day), "25 окт. 2025");
        assert_eq!(date(&Languages::embedded().find("es").unwrap(), &day), "25 oct 2025");
        assert_eq!(date(&Languages::embedded().find("ar").unwrap(), &day), "25 أكتوبر 2025");
        let french = Languages::embedded().find("fr").unwrap();
        let first = "2025-08-01/2025-08-03".parse().unwrap();
        assert_eq!(
            (date(&french, &day), date(&french, &first)),
            ("25 oct. 2025".to_owned(), "1er–3 août 2025".to_owned())
        );
    }
}
