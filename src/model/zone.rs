//! Time zones by their IANA names: in which day a moment falls.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use serde::Deserialize;

use super::Edtf;

/// A time zone.
///
/// # Example
///
/// ```
/// use marz::model::{Edtf, Zone};
/// let late: Edtf = "2025-08-24T23:30Z".parse().unwrap();
/// let there = Zone::named("Asia/Dushanbe").unwrap().turned(&late).unwrap();
/// assert_eq!(there.as_str(), "2025-08-25T04:30+05:00");
/// assert!(Zone::named("Asia/Duschanbe").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Zone(TimeZone);

/// Why a name is no time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no time zone; expected a name of the IANA database such as Asia/Bangkok")]
pub struct ZoneError(String);

impl TryFrom<String> for Zone {
    type Error = ZoneError;

    fn try_from(name: String) -> Result<Self, ZoneError> {
        Self::named(&name)
    }
}

impl Zone {
    /// The zone of an IANA name, from the database inside the library.
    ///
    /// # Errors
    ///
    /// [`ZoneError`] where the database has no such name.
    pub fn named(name: &str) -> Result<Self, ZoneError> {
        let found = jiff::tz::TimeZoneDatabase::bundled().get(name);
        found.ok().map(Self).ok_or_else(|| ZoneError(name.to_owned()))
    }

    /// A date whose times have an offset from UTC, as the clocks of this zone show them; `None` if no time in it has an offset.
    #[must_use]
    pub fn turned(&self, date: &Edtf) -> Option<Edtf> {
        let text = match date.as_str().split_once('/') {
            None => self.turned_one(date)?,
            Some((from, to)) => {
                let one = |text: &str| text.parse::<Edtf>().ok().and_then(|date| self.turned_one(&date));
                let (a, b) = (one(from), one(to));
                if (&a, &b) == (&None, &None) {
                    return None;
                }
                format!("{}/{}", a.as_deref().unwrap_or(from), b.as_deref().unwrap_or(to))
            }
        };
        text.parse().ok()
    }

    fn turned_one(&self, date: &Edtf) -> Option<String> {
        let (seconds, is_to_second) = date.moment()?;
        let there = Timestamp::from_second(seconds).ok()?.to_zoned(self.0.clone());
        // The offset in whole minutes: some zones had seconds in theirs before 1972, which no EDTF can say.
        let minutes = there.offset().seconds() / 60;
        let offset = if minutes == 0 {
            "Z".to_owned()
        } else {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        };
        let clock = if is_to_second { "%Y-%m-%dT%H:%M:%S" } else { "%Y-%m-%dT%H:%M" };
        let qualifier = date.as_str().chars().last().filter(|c| "?~%".contains(*c));
        Some(format!("{}{offset}{}", there.strftime(clock), qualifier.map(String::from).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `TZ=... date -d 2025-08-24T23:30Z +%FT%H:%M%:z` of GNU coreutils.
    #[test]
    fn moments_fall_on_the_day_of_the_zone() {
        for (zone, expected) in [
            ("Asia/Dushanbe", "2025-08-25T04:30+05:00"),
            ("Asia/Kabul", "2025-08-25T04:00+04:30"),
            ("America/New_York", "2025-08-24T19:30-04:00"),
            ("Europe/London", "2025-08-25T00:30+01:00"),
            ("Africa/Abidjan", "2025-08-24T23:30Z"),
            ("Pacific/Kiritimati", "2025-08-25T13:30+14:00"),
        ] {
            let turned = Zone::named(zone).unwrap().turned(&"2025-08-24T23:30Z".parse().unwrap()).unwrap();
            assert_eq!(turned.as_str(), expected, "{zone}");
        }
        let dushanbe = Zone::named("Asia/Dushanbe").unwrap();
        let turned = |text: &str| dushanbe.turned(&text.parse().unwrap()).map(|d| d.as_str().to_owned());
        assert_eq!(turned("2025-08-24T23:30:15-02~").as_deref(), Some("2025-08-25T06:30:15+05:00~"));
        assert_eq!(turned("2025-08-24T20:00Z/2025-08-26").as_deref(), Some("2025-08-25T01:00+05:00/2025-08-26"));
        for text in ["2025-08-24T23:30", "2025-08-24", "2025", "2025/.."] {
            assert_eq!(turned(text), None, "{text}");
        }
    }
}
