//! Bands in words: groups, targets, shares, and the rows of their tables.

use super::Phrases;
use crate::analyse::{BandGroup, Bands, Row, Share};
use crate::model::{BandKey, BandSide, BandTarget, SideNames, Sides};

impl Phrases<'_> {
    /// From what distances are measured.
    #[must_use]
    pub fn band_target(self, to: BandTarget) -> String {
        let key = match to {
            BandTarget::Border => "bands-of-border",
            BandTarget::Crossing => "bands-of-crossing",
            BandTarget::Post => "bands-of-post",
            BandTarget::Town => "bands-of-town",
        };
        self.language.text(key).to_owned()
    }

    /// A group of events.
    #[must_use]
    pub fn band_group(self, group: BandKey, sides: &Sides) -> String {
        let words = self.language;
        let side = |side: &SideNames| {
            let known = [self.name(&side.names), side.code.as_str()].into_iter().find(|name| !name.is_empty());
            known.unwrap_or_default().to_owned()
        };
        match group {
            BandKey::All => words.text("bands-all").to_owned(),
            BandKey::Side(BandSide::Left) => side(&sides.left),
            BandKey::Side(BandSide::Right) => side(&sides.right),
            BandKey::Side(BandSide::Both) => words.text("side-both").to_owned(),
            BandKey::Side(BandSide::Disputed) => words.text("side-disputed").to_owned(),
            BandKey::Side(BandSide::Unknown) => words.text("side-uncertain").to_owned(),
            BandKey::Year(year) => words.digits(&year.to_string()),
            BandKey::UnexpectedYear => words.text("bands-unexpected-year").to_owned(),
            BandKey::Category(category) => words.category(category).to_owned(),
        }
    }

    /// A number of events that may be fractional.
    #[must_use]
    pub fn events(self, n: f64) -> String {
        let decimals = u8::from((n - n.round()).abs() > 0.049);
        self.language.decimal(n, decimals)
    }

    /// The number of people killed in counted events, with its range; a dash without events. Where nobody gives the number of some of them it is
    /// no more than a lower one.
    #[must_use]
    pub fn dead(self, row: &Row) -> String {
        if row.events <= 0.0 {
            return "–".to_owned();
        }
        // Where nobody gives a number there is none.
        if row.killed_unknown >= row.events - 1e-9 {
            return self.language.text("casualties-unknown").to_owned();
        }
        let (low, high) = (self.events(row.killed_min), self.events(row.killed_max));
        let range = if low == high { low } else { format!("{low}–{high}") };
        let range = if row.killed_is_about { self.language.fill("casualties-about", &[("n", &range)]) } else { range };
        let is_least = row.killed_is_least || row.killed_unknown > 1e-9;
        if is_least { self.language.fill("or-more", &[("range", &range)]) } else { range }
    }

    /// A share, 0 to 1, as whole percent; one that is neither nothing nor all is written as neither.
    #[must_use]
    pub fn percent(self, share: f64) -> String {
        self.language.fill("percent", &[("n", &self.whole_percent(share))])
    }

    /// The expected share with its interval, whose ends are rounded outwards to whole percent; the share alone where the interval has no
    /// width.
    #[must_use]
    pub fn expected_share(self, share: &Share) -> String {
        let number = |v: f64| self.language.decimal(v.clamp(0.0, 100.0), 0);
        let (low, high) = (floored(share.low), ceiled(share.high));
        if share.high - share.low < ROUNDING {
            return self.percent(share.expected);
        }
        let range = format!("{}–{}", number(low), number(high));
        self.language.fill("percent-with-range", &[("n", &self.whole_percent(share.expected)), ("range", &range)])
    }

    /// A share in a sentence about events within a distance in metres.
    #[must_use]
    pub fn share_sentence(self, within_m: f64, share: &Share) -> String {
        let [d, expected] = [self.length(within_m), self.expected_share(share)];
        let [a, b] = self.ends(share);
        let words = self.language;
        let Some(points) = share.points else {
            return words.fill("bands-sentence", &[("d", &d), ("share", &expected), ("a", &a), ("b", &b)]);
        };
        let p = self.percent(points);
        words.fill("bands-sentence-points", &[("d", &d), ("share", &expected), ("a", &a), ("b", &b), ("p", &p)])
    }

    /// What is said of the events of bands that are in no share, or in one by a point that is no evidence, a sentence each.
    #[must_use]
    pub fn band_remarks(self, found: &Bands) -> Vec<String> {
        let words = self.language;
        let of = self.count(found.events);
        let placed = self.count(found.events - found.without_place);
        let unknown = found.groups.first().map_or(0, |all| all.placed.killed_unknown.round() as usize);
        let sentences = [
            (found.without_place, "report-no-position", &of),
            (found.set_from_border, "bands-from-border", &placed),
            // A figure that was given and could not be read is not one that nobody gives.
            (unknown.saturating_sub(found.unread_dead), "bands-dead-unknown", &placed),
            (found.unread_dead, "bands-dead-unread", &placed),
        ];
        let said = sentences.into_iter().filter(|(n, ..)| *n > 0);
        let mut said: Vec<String> = said.map(|(n, key, of)| words.counted(key, n, &[("of", of)])).collect();
        let unplaced = found.groups.first().map(|all| &all.without_place).filter(|row| row.killed_max > 0.0);
        if let Some(row) = unplaced {
            // Beside the events that they are of.
            said.insert(1.min(said.len()), words.fill("bands-dead-no-place", &[("dead", &self.dead(row))]));
        }
        said
    }

    /// The headings of the table of the shares of events, or of the dead.
    #[must_use]
    pub fn band_heads(self, of_dead: bool) -> [&'static str; 8] {
        let [count, without] = match of_dead {
            false => ["report-events", "bands-column-no-place"],
            true => ["report-killed", "bands-column-toll-unknown"],
        };
        [
            "",
            count,
            without,
            "bands-column-within",
            "bands-column-points",
            "bands-column-least",
            "bands-column-expected",
            "bands-column-most",
        ]
    }

    /// The rows of that table, one a group and distance; the group is named in the first of its rows. Empty if there is no such share.
    #[must_use]
    pub fn band_rows(self, found: &Bands, sides: &Sides, of_dead: bool) -> Vec<Vec<String>> {
        found.groups.iter().flat_map(|group| self.rows_of_group(group, sides, of_dead)).collect()
    }

    fn rows_of_group(self, group: &BandGroup, sides: &Sides, of_dead: bool) -> Vec<Vec<String>> {
        let without = group.left_out(of_dead);
        let without = if without > 0.0 { self.events(without) } else { String::new() };
        let mut head = [self.band_group(group.group, sides), self.band_count(group, of_dead), without];
        let row = |(within_m, share): (f64, Share)| {
            let (named, [least, most]) = (std::mem::take(&mut head), self.ends(&share));
            let cells = [
                self.length(within_m),
                share.points.map_or_else(|| "–".to_owned(), |p| self.percent(p)),
                least,
                self.expected_share(&share),
                most,
            ];
            named.into_iter().chain(cells).collect()
        };
        group.shares(of_dead).map(row).collect()
    }

    /// The number of events of a group, or of its dead, of which its shares are.
    #[must_use]
    pub fn band_count(self, group: &BandGroup, of_dead: bool) -> String {
        if of_dead { self.dead(&group.placed) } else { self.events(group.placed.events) }
    }

    /// The least and the most of a share, rounded outwards as the ends of an interval are; the share itself, rounded, where both are the same.
    fn ends(self, share: &Share) -> [String; 2] {
        if share.most - share.least < ROUNDING {
            return [share.least, share.most].map(|p| self.percent(p));
        }
        [floored(share.least), ceiled(share.most)].map(|p| self.percent(p / 100.0))
    }

    fn whole_percent(self, share: f64) -> String {
        let number = |v: f64| self.language.decimal(v, 0);
        match 100.0 * share {
            p if p > 0.0 && p < 0.5 => format!("<{}", number(1.0)),
            p if (99.5..100.0).contains(&p) => format!(">{}", number(99.0)),
            p => number(p),
        }
    }
}

/// Shares are given to a millionth.
const ROUNDING: f64 = 1e-6;

/// The whole percent below a share.
fn floored(share: f64) -> f64 {
    (100.0 * (share + ROUNDING)).floor()
}

/// The whole percent above a share. That above a share a little below nothing is 0, not the negative zero of `ceil`.
fn ceiled(share: f64) -> f64 {
    (100.0 * (share - ROUNDING)).ceil().max(0.0) + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;

    #[test]
    fn no_share_is_less_than_nothing_and_a_sum_without_some_tolls_is_a_lower_one() {
        let en = Languages::embedded().find("en").unwrap();
        let t = Phrases::new(&en);
        assert_eq!(t.percent(ceiled(0.0) / 100.0), "0\u{A0}%");
        let row = |events, killed_unknown| Row { events, killed_unknown, ..Row::default() };
        assert_eq!([row(5.0, 4.0), row(5.0, 5.0), row(5.0, 0.0)].map(|r| t.dead(&r)), ["0 or more", "unknown", "0"]);
        let about = Row { killed_min: 28.0, killed_max: 30.0, killed_is_about: true, ..row(5.0, 1.0) };
        assert_eq!(t.dead(&about), "about 28–30 or more");
    }

    #[test]
    fn tolls_that_nobody_gives_are_told_from_those_that_could_not_be_read() {
        let en = Languages::embedded().find("en").unwrap();
        let placed = Row { events: 2.0, killed_unknown: 2.0, ..Row::default() };
        let without_place = Row { events: 1.0, killed_min: 3.0, killed_max: 5.0, ..Row::default() };
        let all = BandGroup { group: BandKey::All, by: "all", placed, without_place, bands: Vec::new() };
        let nothing = Bands::nothing(BandTarget::Border);
        let found = Bands { events: 3, without_place: 1, unread_dead: 1, groups: vec![all], ..nothing };
        assert_eq!(
            Phrases::new(&en).band_remarks(&found),
            [
                "1 of 3 events has no place that could be measured.",
                "Dead of events without a place that could be measured, in no share: 3–5.",
                "For 1 of 2 events with a place nobody gives the number of dead.",
                "For 1 of 2 events with a place the source gives a text for the dead that is no number.",
            ]
        );
    }

    #[test]
    fn percent_are_whole_and_their_intervals_rounded_outwards() {
        let [en, fa] = ["en", "fa"].map(|code| Languages::embedded().find(code).unwrap());
        let (en, fa) = (Phrases::new(&en), Phrases::new(&fa));
        let share = |expected, low, high| Share {
            points: Some(0.9),
            least: 0.079,
            low,
            expected,
            high,
            most: 0.911,
            is_drawn: false,
        };
        assert_eq!(en.expected_share(&share(0.563, 0.451, 0.672)), "56\u{A0}% (45–68)");
        assert_eq!(en.expected_share(&share(0.5, 0.5, 0.5)), "50\u{A0}%");
        // Thirds are given to a millionth.
        assert_eq!(en.expected_share(&share(0.1, 0.07, 0.14)), "10\u{A0}% (7–14)");
        // 1 of 13 wherever it happened: no interval, and no end to round outwards.
        let one = Share { least: 1.0 / 13.0, most: 1.0 / 13.0, ..share(1.0 / 13.0, 1.0 / 13.0, 1.0 / 13.0) };
        assert_eq!(en.ends(&one), ["8\u{A0}%", "8\u{A0}%"]);
        assert_eq!(fa.expected_share(&share(0.563, 0.451, 0.672)), "۵۶٪ (۴۵–۶۸)");
        assert_eq!(
            [0.0, 0.001, 0.999, 1.0].map(|p| en.percent(p)),
            ["0\u{A0}%", "<1\u{A0}%", ">99\u{A0}%", "100\u{A0}%"]
        );
        assert_eq!(
            en.share_sentence(5_000.0, &share(0.563, 0.451, 0.672)),
            "Within 5\u{A0}km: 56\u{A0}% (45–68) to be expected, at least 7\u{A0}%, at most 92\u{A0}%; by the points alone \
             90\u{A0}%."
        );
    }
}
