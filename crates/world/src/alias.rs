//! Names that CLDR has not: official and former ones, abbreviations; and lands whose status is disputed and which have no line here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A code and further names of its country in each line, folded.
const ALIASES: &str = include_str!("../data/aliases.txt");

/// A text for comparing: small letters without marks, words parted by one space.
pub fn folded(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let parted = plain.replace(|c: char| !c.is_alphanumeric(), " ");
    parted.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rows() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    ALIASES.lines().filter_map(|line| line.split_once('\t')).map(|(code, names)| (code, names.split(';').collect()))
}

/// Further names of a country, folded.
pub fn aliases(code: &str) -> Vec<&'static str> {
    rows().find(|(of, _)| *of == code).map(|(_, names)| names).unwrap_or_default()
}

/// The code of the country of a further name, folded.
pub fn code_of(name: &str) -> Option<&'static str> {
    rows().find(|(_, names)| names.contains(&name)).map(|(code, _)| code)
}

/// A land whose status is disputed, or a part of a country that is asked for as if it were one, and which has no line of its own here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DisputedLand {
    /// Its usual name in English. Nothing is meant by it.
    pub name: &'static str,
    /// Other names, folded.
    others: &'static [&'static str],
    /// The ids of the borders that run through it or around it; empty where there are none.
    pub borders: &'static [&'static str],
}

const LANDS: [DisputedLand; 27] = [
    land("Abkhazia", &[], &["GEO-RUS"]),
    land("Abyei", &[], &["SDN-SSD"]),
    land("Aksai Chin", &[], &["CHN-IND"]),
    land("Arunachal Pradesh", &["south tibet", "arunachal"], &["CHN-IND"]),
    land("Bir Tawil", &[], &["EGY-SDN"]),
    land("Crimea", &[], &["RUS-UKR"]),
    land("Doklam", &[], &["BTN-CHN"]),
    land("Donbas", &["donbass", "donetsk", "luhansk"], &["RUS-UKR"]),
    land("East Jerusalem", &["jerusalem"], &["ISR-PSE"]),
    land("Essequibo", &["guayana esequiba"], &["GUY-VEN"]),
    land("Gaza", &["gaza strip"], &["ISR-PSE", "EGY-PSE"]),
    land("Golan Heights", &["golan"], &["ISR-SYR", "ISR-LBN"]),
    land("Halaib Triangle", &["halaib", "hala ib", "hala ib triangle"], &["EGY-SDN"]),
    land("Ilemi Triangle", &["ilemi"], &["KEN-SSD", "ETH-SSD"]),
    land("Kafia Kingi", &[], &["SDN-SSD", "CAF-SDN"]),
    land("Kalapani", &[], &["IND-NPL"]),
    land(
        "Kashmir",
        &["jammu and kashmir", "azad kashmir", "gilgit baltistan", "siachen"],
        &["IND-PAK", "CHN-IND", "CHN-PAK"],
    ),
    land("Kurdistan", &[], &["IRQ-TUR", "IRN-IRQ", "IRQ-SYR", "SYR-TUR", "IRN-TUR"]),
    land("Nagorno-Karabakh", &["karabakh", "artsakh", "nagorny karabakh"], &["ARM-AZE"]),
    land("Northern Cyprus", &["trnc", "north cyprus", "turkish republic of northern cyprus"], &[]),
    land("Puntland", &[], &["ETH-SOM"]),
    land("Somaliland", &[], &["DJI-SOM", "ETH-SOM"]),
    land("South Ossetia", &["ossetia"], &["GEO-RUS"]),
    land("Tibet", &[], &["CHN-IND", "CHN-NPL", "BTN-CHN"]),
    land("Transnistria", &["transdniestria", "pridnestrovie"], &["MDA-UKR"]),
    land("West Bank", &[], &["ISR-PSE", "JOR-PSE"]),
    land("Wakhan", &["wakhan corridor"], &["AFG-TJK", "AFG-PAK", "AFG-CHN"]),
];

const fn land(name: &'static str, others: &'static [&'static str], borders: &'static [&'static str]) -> DisputedLand {
    DisputedLand { name, others, borders }
}

/// The disputed land of a name, folded.
pub fn land_named(text: &str) -> Option<&'static DisputedLand> {
    LANDS.iter().find(|l| folded(l.name) == text || l.others.contains(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_borders_are_known_and_names_are_folded() {
        for (code, names) in rows() {
            assert!(crate::country(code).is_some(), "{code}");
            assert!(names.iter().all(|n| folded(n) == *n), "{code} {names:?}");
        }
        assert_eq!(rows().count(), 92);
        for land in LANDS {
            assert!(land.borders.iter().all(|id| crate::border(id).is_some()), "{}", land.name);
            assert!(land.others.iter().all(|n| folded(n) == *n), "{}", land.name);
        }
    }
}
