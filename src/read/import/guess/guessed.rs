//! A mapping guessed: every column is weighed for every field, the weightiest pairs are taken.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{CellShares, DateWays};
use super::correction::SAID;
use super::mapping::Mapping;
use super::sample::{Evidence, Sample};
use super::{categories, letter_o, names, numbering};
use crate::model::{Category, Coding, DateCalendar};
use crate::read::import::status;
use crate::read::table::{Find, column, find};
use crate::terminal::counted;

/// What speaks for a column as that of a field.
struct Claim {
    field: &'static str,
    column: usize,
    weight: u32,
    why: String,
}

impl Mapping {
    /// Guesses what the columns of a sheet hold.
    #[must_use]
    pub fn guessed(sample: &Sample, evidence: &Evidence<'_>) -> Self {
        let letter_o = letter_o::settled(sample);
        let o = letter_o.as_ref().map(|(o, _)| *o);
        let shares: Vec<CellShares> = sample.columns.iter().map(|c| CellShares::of(c, evidence, o)).collect();
        let mut claims = claims(sample, &shares);
        of_one_pair(&mut claims, sample);
        // The weightiest first; of equals in the order of the fields, then of the columns.
        claims.sort_by_key(|claim| std::cmp::Reverse(claim.weight));
        let mut mapping = Self { letter_o, ..Self::default() };
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let mut several: BTreeSet<&str> = BTreeSet::new();
        for claim in &claims {
            let is_done = mapping.has(claim.field) || several.contains(claim.field) || taken.contains(&claim.column);
            if is_done || mapping.is_needless(claim.field) {
                continue;
            }
            let is_rival = |other: &&Claim| {
                other.field == claim.field && other.weight == claim.weight && !taken.contains(&other.column)
            };
            let rivals: Vec<&str> = claims
                .iter()
                .filter(is_rival)
                .filter_map(|c| sample.columns.get(c.column))
                .map(|c| c.name.as_str())
                .collect();
            // Two columns of dead may be parts of one toll: none is it.
            if rivals.len() > 1 && claim.weight <= names::PART {
                let one = rivals.first().copied().unwrap_or_default();
                let (field, all) = (claim.field, rivals.join("', '"));
                let sum = if ["killed", "wounded"].contains(&field) {
                    "; parts of one number: add their sum as a column"
                } else {
                    ""
                };
                mapping.unsure.push(format!("{field} may be '{all}': none is read; to take one: {field} = {one}{sum}"));
                several.insert(claim.field);
                mapping.open.insert(claim.field, rivals.iter().map(|name| (*name).to_owned()).collect());
                continue;
            }
            if let Some(column) = sample.columns.get(claim.column) {
                taken.insert(claim.column);
                mapping.put(claim.field, &column.name, &claim.why);
            }
        }
        mapping.leave_out_misnamed(sample, &taken);
        if !mapping.has("id") {
            let open = sample.columns.iter().zip(&shares).filter(|(c, _)| mapping.unread.contains(&c.name));
            let passed_over = open.filter_map(|(c, shares)| numbering::passed_over(&c.name, shares, sample.rows));
            mapping.passed_over = passed_over.collect();
        }
        mapping.read_words(sample, evidence);
        mapping
    }

    /// Whether what a field says is read of other columns already.
    fn is_needless(&self, field: &str) -> bool {
        match field {
            "year" | "month" | "day" => self.has("date"),
            _ => false,
        }
    }

    /// Columns that are called as a field and cannot hold it: an import would read them by their names.
    fn leave_out_misnamed(&mut self, sample: &Sample, taken: &BTreeSet<usize>) {
        let header: Vec<String> = sample.columns.iter().map(|c| column(&c.name)).collect();
        let open = Coding::FIELDS.iter().map(|(field, _)| *field).filter(|field| !self.has(field));
        let misnamed = |field: &&'static str| {
            let own = header.iter().position(|name| name == field);
            own.is_some() || matches!(find(&header, field), Find::One(_))
        };
        self.none = open.filter(misnamed).collect();
        let unread = (0..).zip(&sample.columns).filter(|(i, _)| !taken.contains(i));
        self.unread = unread.map(|(_, c)| c.name.clone()).collect();
    }

    /// What the words of the sheet mean: the order of its dates, its categories.
    pub(super) fn read_words(&mut self, sample: &Sample, evidence: &Evidence<'_>) {
        // What a person said stays.
        self.date_order = self.date_order.take().filter(|(_, why)| why == SAID);
        self.calendar = DateCalendar::default();
        if let Some(dates) = self.column_of("date", sample) {
            let ways = DateWays::of(&dates.cells);
            self.date_order = self.date_order.take().or_else(|| ways.order(&dates.cells));
            if ways.either > 0 && self.date_order.is_none() {
                self.unsure.push(format!(
                    "{} could have the day or the month first, such as {}: their rows are rejected until it is said: date order = day first",
                    counted(ways.either, "date"),
                    DateWays::open(&dates.cells),
                ));
            }
            if ways.solar * 2 > dates.cells.len() {
                self.calendar = DateCalendar::SolarHijri;
            }
        }
        self.doubt_letter_o(sample);
        // What a person said of a word stays.
        let said: BTreeMap<String, Category> =
            std::mem::take(&mut self.categories).into_iter().map(|(word, c)| (Coding::key(&word), c)).collect();
        (self.unknown_categories, self.category_rows) = (BTreeMap::new(), BTreeMap::new());
        if let Some(kinds) = self.column_of("category", sample) {
            for cell in &kinds.cells {
                *self.category_rows.entry(Coding::key(cell)).or_default() += 1;
                let said = said.get(&Coding::key(cell)).copied();
                // The name of a category needs no line, unless a person means another by it.
                if said.is_none() && (evidence.category)(cell).is_some() {
                    continue;
                }
                match said.or_else(|| categories::meant(cell)) {
                    Some(category) => drop(self.categories.insert(cell.clone(), category)),
                    None => *self.unknown_categories.entry(cell.clone()).or_default() += 1,
                }
            }
        }
        self.unknown_statuses = BTreeMap::new();
        if let Some(column) = self.column_of("status", sample) {
            let said: Vec<String> = self.statuses.keys().map(|word| Coding::key(word)).collect();
            let is_known = |cell: &&String| status::meant(cell).is_some() || said.contains(&Coding::key(cell));
            for cell in column.cells.iter().filter(|cell| !is_known(cell)) {
                *self.unknown_statuses.entry(cell.clone()).or_default() += 1;
            }
        }
        let lacks = self.lacks(sample);
        self.unsure.extend(lacks);
    }
}

/// Leaves longitude and latitude to the pair of columns that belong together, where both may be so.
fn of_one_pair(claims: &mut Vec<Claim>, sample: &Sample) {
    let header: Vec<String> = sample.columns.iter().map(|c| c.name.clone()).collect();
    let pair = ["lon", "lat"].map(|field| (field, find(&header, field).one()));
    let is_claimed = |(field, at): &(&str, Option<usize>)| {
        at.is_some_and(|at| claims.iter().any(|claim| claim.field == *field && claim.column == at))
    };
    if pair.iter().all(is_claimed) {
        let fits = |claim: &Claim| pair.iter().all(|(field, at)| claim.field != *field || Some(claim.column) == *at);
        claims.retain(fits);
    }
}

/// All that speaks for any column as any field.
fn claims(sample: &Sample, shares: &[CellShares]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (field, _) in Coding::FIELDS {
        for (at, (column, shares)) in sample.columns.iter().zip(shares).enumerate() {
            let by_name = match field {
                "id" => numbering::claim(&column.name, shares, sample.rows),
                _ => names::claim(field, &column.name),
            };
            // A column of that very name is one of people, or of statuses, whatever words some cells have; the import warns of those.
            let is_called_so = by_name > names::PART;
            let is_toll = ["killed", "wounded"].contains(&field) && is_called_so && shares.tolls > 0.0;
            let is_status = field == "status" && is_called_so && shares.statuses > 0.0;
            let may_be = shares.may_be(field) || is_toll && shares.written_dates < 0.5 || is_status;
            if by_name > 0 && may_be {
                let why = match field {
                    "id" if shares.filled > 0 => numbering::why(shares),
                    _ if is_called_so => "called so".to_owned(),
                    _ => "a part of the name".to_owned(),
                };
                claims.push(Claim { field, column: at, weight: by_name, why });
            } else if let Some((weight, why)) = shares.claim(field).filter(|_| by_name == 0 || field == "position")
                && !(["title", "summary"].contains(&field) && names::is_measure(&column.name))
            {
                claims.push(Claim { field, column: at, weight, why });
            }
        }
    }
    claims
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::super::sample::SampleColumn;
    use super::*;
    use crate::model::{Categories, Category};

    fn sample(columns: &[(&str, &[&str])]) -> Sample {
        let column = |(name, cells): &(&str, &[&str])| SampleColumn {
            name: (*name).to_owned(),
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        Sample { columns: columns.iter().map(column).collect(), rows: 3, ..Sample::default() }
    }

    fn with_evidence<T>(guess: impl FnOnce(&Evidence<'_>) -> T) -> T {
        let category = |text: &str| text.parse::<Category>().ok().filter(|c| c.is_defined());
        guess(&Evidence {
            category: &category,
            own: &Categories::default(),
            is_place: &|name| name == "Aval",
            region: Some([67.0, 36.0, 75.0, 39.0]),
        })
    }

    fn mapped(columns: &[(&str, &[&str])]) -> (Vec<(String, String)>, Mapping) {
        let mapping = with_evidence(|evidence| Mapping::guessed(&sample(columns), evidence));
        (mapping.columns.iter().map(|c| (c.field.to_owned(), c.column.clone())).collect(), mapping)
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(field, column)| ((*field).to_owned(), (*column).to_owned())).collect()
    }

    #[test]
    fn columns_are_guessed_by_their_cells_where_names_say_nothing() {
        let (found, mapping) = mapped(&[
            ("A", &["1", "2", "3"]),
            ("B", &["12.03.2025", "March 2025", "2025-04-01"]),
            ("C", &["37.21", "37.4", "36.9"]),
            ("D", &["69.1", "69.4", "70.01"]),
            ("E", &["Aval", "Aval", "Aval"]),
            ("F", &["Shots at a post by night", "A patrol met smugglers", "A drone was shot down"]),
            ("G", &["https://a.org/1", "https://a.org/2", "www.b.org"]),
            ("H", &["4", "0", "2"]),
        ]);
        let expected = [("date", "B"), ("title", "F"), ("place", "E"), ("lon", "D"), ("lat", "C"), ("source_url", "G")];
        assert_eq!(found, pairs(&expected));
        // What may be a toll, or anything, is not taken for one.
        assert_eq!(mapping.unread, ["A", "H"]);
        assert!(mapping.unsure.iter().any(|unsure| unsure.contains("killed = its name")), "{:?}", mapping.unsure);
    }

    #[test]
    fn cells_speak_against_a_name() {
        let (found, mapping) = mapped(&[
            ("Date", &["one", "two", "three"]),
            ("Day", &["12/03/2025", "3/4/2025", "5/6/2025"]),
            ("Location", &["37.2, 69.1", "37.3, 69.2", "37°14'N 69°05'E"]),
            ("id", &["7", "7", "8"]),
            ("Killed", &["four", "at least 3", "2-4"]),
        ]);
        assert_eq!(found, pairs(&[("date", "Day"), ("killed", "Killed"), ("position", "Location")]));
        assert!(mapping.none.contains("id"), "{:?}", mapping.none);
        assert!(mapping.date_order.is_none() && mapping.unsure.iter().any(|u| u.contains("date order = day first")));
    }

    #[test]
    fn a_column_called_dead_is_read_though_half_its_cells_are_words() {
        let when: (&str, &[&str]) = ("Date", &["2025-01-02", "2025-01-03", "2025-01-04", "2025-01-05"]);
        let (found, _) = mapped(&[when, ("Dead", &["many", "4", "some people", "a few"])]);
        assert_eq!(found, pairs(&[("date", "Date"), ("killed", "Dead")]));
        // Names of people are none.
        let (found, mapping) = mapped(&[when, ("Dead", &["A. B.", "C. D.", "E. F.", "G. H."])]);
        assert_eq!(found, pairs(&[("date", "Date")]));
        let why = "'Dead' may be the dead, but 4 of 4 cells are no numbers of people";
        assert!(mapping.unsure.iter().any(|unsure| unsure.contains(why)), "{:?}", mapping.unsure);
    }

    #[test]
    fn a_column_of_statuses_is_read_though_some_words_are_not_known() {
        let when: (&str, &[&str]) = ("Date", &["2025-01-02", "2025-01-03", "2025-01-04", "2025-01-05"]);
        let (found, _) = mapped(&[when, ("Confirmation", &["media", "one side only", "unconfirmed", "media"])]);
        assert_eq!(found, pairs(&[("date", "Date"), ("status", "Confirmation")]));
        let (found, _) = mapped(&[when, ("E", &["disputed", "one side", "officially confirmed", "denied"])]);
        assert_eq!(found, pairs(&[("date", "Date"), ("status", "E")]));
        let (found, mapping) = mapped(&[when, ("Confirmation", &["media", "media", "unconfirmed", "media"])]);
        assert_eq!(found, pairs(&[("date", "Date")]));
        assert!(mapping.unsure.iter().any(|u| u.contains("status = Confirmation")), "{:?}", mapping.unsure);
    }

    #[test]
    fn words_of_statuses_are_given_one_and_stay_with_it() {
        let columns: [(&str, &[&str]); 3] = [
            ("Date", &["2025-01-02", "2025-01-03", "2025-01-04"]),
            ("Type", &["Zafarrancho", "Zafarrancho", "clash"]),
            ("Status", &["Confirmed", "media", "one side"]),
        ];
        let sheet = sample(&columns);
        let (_, mut mapping) = mapped(&columns);
        let lines = mapping.in_lines().join("\n");
        let said = "'Confirmed' (1), 'media' (1) mean no status that is known: there the number of sources counts; to say what one is: \
                    Confirmed = one_side (--column 'Confirmed = one_side')";
        assert!(lines.contains(said), "{lines}");
        let said = "'Zafarrancho' (2) means no category that is known: there the event counts as other; to say";
        assert!(lines.contains(said), "{lines}");
        let mut correct = |words: &str| with_evidence(|evidence| mapping.correct(words, &sheet, evidence));
        for (words, why) in [
            ("confrmed = officially_confirmed", "no row has the status 'confrmed'; did you mean 'Confirmed'?"),
            ("Zafarrancho = cattle_raid", "no category is called 'cattle_raid': expected one of clash, "),
            ("Zafarrancho = cattle_raid", "[categories.cattle_raid] with a name"),
            ("Zafarrancho = shellin", ", did you mean shelling?"),
            ("Typ = category", "no column is called 'Typ'; did you mean 'Type'?"),
            ("kiled = Lost", "'kiled' is nothing that an incident has, did you mean killed?"),
        ] {
            let refused = correct(words).unwrap_err();
            assert!(refused.contains(why), "{words}: {refused}");
        }
        correct("confirmed = officially_confirmed; Zafarrancho = clash; media = several media").unwrap();
        correct("date = Date; status = Status").unwrap();
        // What is said last counts, whatever the capitals.
        correct("MEDIA = disputed; ZAFARRANCHO = shelling").unwrap();
        correct("media = several media; zafarrancho = clash").unwrap();
        assert!(mapping.unknown_statuses.is_empty() && mapping.unknown_categories.is_empty());
        let text = mapping.to_toml("a.csv", "marz");
        let table = "[status]\n\"confirmed\" = \"officially_confirmed\"";
        assert!(text.contains(table) && text.contains("\"media\" = \"multiple_media\""), "{text}");
        assert!(text.contains("\"zafarrancho\" = \"clash\""), "{text}");
        assert!(!text.contains("\"disputed\"") && !text.contains("\"shelling\""), "{text}");
    }

    #[test]
    fn a_slip_is_named_on_its_own_side() {
        let columns: [(&str, &[&str]); 3] = [
            ("Date", &["2025-01-02", "2025-01-03", "2025-01-04"]),
            ("Confirmation", &["media", "one side only", "unconfirmed"]),
            ("Lost", &["1", "2", "3"]),
        ];
        let (_, mapping) = mapped(&columns);
        assert!(mapping.has("status"));
        for (words, why) in [
            ("Lost = kiled", "'kiled' is nothing that an incident has, did you mean killed?"),
            ("kiled = Lost", "'kiled' is nothing that an incident has, did you mean killed?"),
            ("status = disputed", "no column is called 'disputed'"),
            ("medai = disputed", "no row has the status 'medai'; did you mean 'media'?"),
        ] {
            let refused = with_evidence(|evidence| mapping.clone().correct(words, &sample(&columns), evidence));
            let refused = refused.unwrap_err();
            assert!(refused.contains(why), "{words}: {refused}");
        }
    }

    #[test]
    fn a_correction_counts_whole_or_not_at_all() {
        let columns: [(&str, &[&str]); 4] = [
            ("When", &["1/2/2025", "3/4/2025", "5/6/2025"]),
            ("Kind", &["Zafarrancho", "Zafarrancho", "clash"]),
            ("Losses", &["1", "2", "3"]),
            ("Injured", &["1", "", "2"]),
        ];
        let sheet = sample(&columns);
        let (_, mut mapping) = mapped(&columns);
        let correct = |words: &str| with_evidence(|evidence| mapping.clone().correct(words, &sheet, evidence));
        for (words, why) in [
            ("killed = Lost", "no column is called 'Lost'"),
            ("killed = Losses; blue = Kind", "'blue' is nothing that an incident has"),
            ("Losses", "is no correction"),
            ("date order = backwards", "is no order"),
            ("", "expected such as"),
        ] {
            let refused = correct(words).unwrap_err();
            assert!(refused.contains(why), "{words}: {refused}");
        }
        let words = "Losses = killed; wounded = none; date order = day first; radius = 5 km; Zafarrancho = clash; category = Kind";
        with_evidence(|evidence| mapping.correct(words, &sheet, evidence)).unwrap();
        let text = mapping.to_toml("a.csv", "marz");
        for line in [
            "killed = \"Losses\"",
            "wounded = \"\"",
            "date_order = \"day_first\"",
            "radius_m = 5000",
            "\"Zafarrancho\" = \"clash\"",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        assert_eq!(mapping.unread, ["Injured"]);
    }
}
