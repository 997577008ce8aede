//! Names that CLDR has not: official and former ones, abbreviations; and lands whose status is disputed and which have no line here.

/// Codes with further names of the country, folded as names are compared: small letters, no marks.
const ALIASES: [(&str, &[&str]); 92] = [
    ("AFG", &["islamic republic of afghanistan", "islamic emirate of afghanistan"]),
    ("ALB", &["republic of albania"]),
    ("ARE", &["uae", "u a e", "emirates"]),
    ("ARG", &["argentine republic"]),
    ("ARM", &["republic of armenia"]),
    ("AZE", &["republic of azerbaijan"]),
    ("BGD", &["people s republic of bangladesh"]),
    ("BIH", &["bosnia", "bosnia herzegovina"]),
    ("BLR", &["byelorussia", "belorussia", "republic of belarus"]),
    ("BOL", &["plurinational state of bolivia", "bolivia plurinational state of"]),
    ("BRA", &["federative republic of brazil"]),
    ("BRN", &["brunei darussalam"]),
    ("CAF", &["car"]),
    ("CHE", &["swiss confederation"]),
    ("CHL", &["republic of chile"]),
    ("CHN", &["people s republic of china", "prc", "mainland china"]),
    ("CIV", &["ivory coast", "republic of cote d ivoire"]),
    ("CMR", &["republic of cameroon"]),
    (
        "COD",
        &[
            "drc",
            "dr congo",
            "zaire",
            "congo kinshasa",
            "democratic republic of congo",
            "congo drc",
            "congo democratic republic of the",
        ],
    ),
    ("COG", &["congo brazzaville", "republic of congo", "congo republic"]),
    ("COL", &["republic of colombia"]),
    ("CZE", &["czech republic", "czechia"]),
    ("DEU", &["federal republic of germany"]),
    ("DOM", &["dominican republic"]),
    ("DZA", &["people s democratic republic of algeria"]),
    ("EGY", &["arab republic of egypt"]),
    ("ESH", &["sahrawi arab democratic republic", "sadr", "sahrawi republic"]),
    ("ESP", &["kingdom of spain"]),
    ("ETH", &["federal democratic republic of ethiopia", "abyssinia"]),
    ("FIN", &["republic of finland"]),
    ("FRA", &["french republic"]),
    (
        "GBR",
        &[
            "uk",
            "u k",
            "great britain",
            "britain",
            "northern ireland",
            "england",
            "united kingdom of great britain and northern ireland",
        ],
    ),
    ("GEO", &["republic of georgia", "sakartvelo"]),
    ("GMB", &["gambia", "republic of the gambia"]),
    ("GRC", &["hellenic republic", "hellas"]),
    ("HKG", &["hong kong sar", "hong kong"]),
    ("HUN", &["republic of hungary"]),
    ("IDN", &["republic of indonesia"]),
    ("IND", &["republic of india", "bharat"]),
    ("IRL", &["republic of ireland", "eire"]),
    ("IRN", &["islamic republic of iran", "iran islamic republic of", "persia"]),
    ("IRQ", &["republic of iraq"]),
    ("ISR", &["state of israel"]),
    ("ITA", &["italian republic"]),
    ("JOR", &["hashemite kingdom of jordan", "transjordan"]),
    ("KAZ", &["republic of kazakhstan"]),
    ("KEN", &["republic of kenya"]),
    ("KGZ", &["kyrgyz republic", "kirghizia", "kirgizia", "kirghizstan"]),
    ("KHM", &["kingdom of cambodia", "kampuchea", "khmer republic"]),
    ("KOR", &["republic of korea", "rok", "korea republic of"]),
    ("LAO", &["lao pdr", "lao people s democratic republic", "lao"]),
    ("LBN", &["lebanese republic"]),
    ("LBY", &["libyan arab jamahiriya", "state of libya"]),
    ("MAC", &["macau", "macao", "macao sar"]),
    ("MDA", &["republic of moldova", "moldova republic of", "moldavia"]),
    ("MEX", &["united mexican states"]),
    ("MKD", &["macedonia", "fyrom", "republic of north macedonia", "the former yugoslav republic of macedonia"]),
    ("MMR", &["burma", "republic of the union of myanmar", "union of myanmar"]),
    ("MYS", &["malaya"]),
    ("NLD", &["holland", "kingdom of the netherlands"]),
    ("NOR", &["kingdom of norway"]),
    ("NPL", &["federal democratic republic of nepal"]),
    ("PAK", &["islamic republic of pakistan"]),
    ("PNG", &["png"]),
    ("POL", &["republic of poland"]),
    ("PRK", &["dprk", "democratic people s republic of korea", "korea democratic people s republic of"]),
    ("PRT", &["portuguese republic"]),
    ("PSE", &["palestine", "state of palestine", "palestinian territories", "occupied palestinian territory", "opt"]),
    ("ROU", &["rumania", "roumania"]),
    ("RUS", &["russian federation"]),
    ("SAU", &["ksa", "kingdom of saudi arabia"]),
    ("SDN", &["republic of the sudan", "republic of sudan"]),
    ("SRB", &["republic of serbia"]),
    ("SSD", &["republic of south sudan"]),
    ("SVK", &["slovak republic"]),
    ("SWE", &["kingdom of sweden"]),
    ("SWZ", &["swaziland", "kingdom of eswatini"]),
    ("SYR", &["syrian arab republic"]),
    ("THA", &["kingdom of thailand", "siam"]),
    ("TJK", &["republic of tajikistan", "tadjikistan"]),
    ("TKM", &["turkmenia"]),
    ("TLS", &["east timor"]),
    ("TUR", &["turkey", "republic of turkiye", "republic of turkey"]),
    ("TZA", &["united republic of tanzania", "tanzania united republic of", "tanganyika"]),
    ("UKR", &["the ukraine"]),
    ("USA", &["usa", "u s", "u s a", "united states of america", "america"]),
    ("VAT", &["holy see", "vatican"]),
    ("VEN", &["bolivarian republic of venezuela", "venezuela bolivarian republic of"]),
    ("VNM", &["viet nam", "socialist republic of viet nam", "socialist republic of vietnam"]),
    ("XKX", &["republic of kosovo", "kosova"]),
    ("YEM", &["republic of yemen"]),
    ("ZWE", &["rhodesia"]),
];

/// Further names of a country, folded.
pub fn aliases(code: &str) -> &'static [&'static str] {
    ALIASES.iter().find(|(of, _)| *of == code).map_or(&[], |(_, names)| names)
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

/// The disputed land of a folded name.
pub fn land_named(folded: &str) -> Option<&'static DisputedLand> {
    LANDS.iter().find(|l| crate::lookup::folded(l.name) == folded || l.others.contains(&folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_borders_are_known_and_names_are_folded() {
        for (code, names) in ALIASES {
            assert!(crate::country(code).is_some(), "{code}");
            assert!(names.iter().all(|n| crate::lookup::folded(n) == *n), "{code} {names:?}");
        }
        for land in LANDS {
            assert!(land.borders.iter().all(|id| crate::border(id).is_some()), "{}", land.name);
            assert!(land.others.iter().all(|n| crate::lookup::folded(n) == *n), "{}", land.name);
        }
    }
}
