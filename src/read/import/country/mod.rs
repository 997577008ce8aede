//! Countries as other people write them: codes and names in many languages, and the FIPS codes of GDELT.

mod fips;

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

pub use fips::{FIPS, of_fips};

/// Code, alpha-3, number and names of every country, one a line.
const NAMES: &str = include_str!("names.tsv");
/// More names, by code.
const ALIASES: &str = include_str!("aliases.tsv");

/// Every code and name, folded, with its country.
static BY_NAME: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for line in lines(NAMES) {
        let mut cells = line.split('\t');
        let Some(code) = cells.next() else { continue };
        for cell in [Some(code), cells.next(), cells.next(), cells.next()].into_iter().flatten() {
            all.extend(cell.split(';').filter(|n| !n.is_empty()).map(|name| (folded(name), code)));
        }
    }
    for (code, names) in lines(ALIASES).filter_map(|line| line.split_once('\t')) {
        all.extend(names.split(';').map(|name| (folded(name), code)));
    }
    all
});

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// The country (ISO 3166-1 alpha-2; `XK` for Kosovo) of a code of two or three letters, a number of ISO 3166-1, or a name.
///
/// Names are those of the Unicode CLDR in English, Russian, Persian, Dari, Tajik, French, Spanish and Arabic, and those of
/// ACLED, UCDP (Gleditsch & Ward) and the UN. Case, accents, spaces and marks do not count, nor do official words before the
/// name or behind it (`Republic of Tajikistan`, `Iran (Islamic Republic of)`). `None` if it is not known: nothing is guessed.
#[must_use]
pub fn of_name(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let found = |name: &str| BY_NAME.get(&folded(name)).copied().filter(|_| !is_marked_code(name));
    let number = text.strip_suffix(".0").unwrap_or(text);
    if !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()) {
        return found(&format!("{number:0>3}"));
    }
    found(text).or_else(|| found(without_title(text)?)).or_else(|| {
        // 'Iran, Islamic Republic of', 'Bolivia (Plurinational State of)'.
        let (name, title) = text.split_once([',', '('])?;
        title.split([' ', ')']).filter(|w| !w.is_empty()).all(is_official).then(|| found(name))?
    })
}

/// The name of a country that is most like a text; `None` if none is like it.
#[must_use]
pub fn nearest(text: &str) -> Option<&'static str> {
    let asked = text.trim().to_lowercase();
    let names = lines(NAMES).filter_map(|line| line.split('\t').nth(3));
    let aliases = lines(ALIASES).filter_map(|line| line.split_once('\t')).map(|(_, names)| names);
    let all = names.chain(aliases).flat_map(|names| names.split(';')).filter(|name| name.chars().count() > 3);
    let like = |name: &str| strsim::jaro_winkler(&asked, &name.to_lowercase());
    all.map(|name| (name, like(name)))
        .filter(|(_, l)| *l > 0.8)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(name, _)| name)
}

/// Whether a text has the two or three letters of a code with marks or spaces between them, as `N / A`, `n.i.` and `s/d` have: such a
/// text means no country. Points between three letters (`U.A.E.`), and in the two abbreviations that everybody writes, are none.
fn is_marked_code(text: &str) -> bool {
    let text = text.trim();
    let letters = folded(text);
    let has_marks = text.chars().any(|c| !c.is_alphanumeric());
    match (letters.is_ascii(), letters.len()) {
        (true, 2) => has_marks && !["u.s.", "u.k.", "u.s", "u.k"].contains(&text.to_lowercase().as_str()),
        (true, 3) => text.chars().any(|c| !c.is_alphanumeric() && c != '.'),
        _ => false,
    }
}

/// A name without the official words before it.
fn without_title(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once([' ', '\u{a0}']).filter(|(word, _)| is_official(word)) {
        rest = behind.trim_start();
    }
    (rest.len() < text.len()).then_some(rest)
}

/// Whether a word belongs to the title of a state: its form, not its name.
fn is_official(word: &str) -> bool {
    const WORDS: [&str; 56] = [
        "the",
        "of",
        "republic",
        "islamic",
        "democratic",
        "peoples",
        "federal",
        "federative",
        "federated",
        "kingdom",
        "state",
        "states",
        "commonwealth",
        "sultanate",
        "socialist",
        "bolivarian",
        "plurinational",
        "arab",
        "united",
        "cooperative",
        "grand",
        "duchy",
        "principality",
        "independent",
        "emirate",
        "hashemite",
        "oriental",
        "union",
        "республика",
        "исламская",
        "исламский",
        "эмират",
        "народная",
        "демократическая",
        "федеративная",
        "королевство",
        "государство",
        "арабская",
        "социалистическая",
        "объединённая",
        "объединенная",
        "ҷумҳурии",
        "исломии",
        "халқии",
        "демократии",
        "федеративии",
        "шоҳигарии",
        "давлати",
        "аморати",
        "جمهوری",
        "اسلامی",
        "دموکراتیک",
        "فدرال",
        "پادشاهی",
        "امارت",
        "خلق",
    ];
    static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| WORDS.map(folded_word).to_vec());
    FOLDED.contains(&folded_word(word))
}

/// A name as it is compared: small letters without accents, spaces and marks; without 'the', `&` as 'and', 'St' as 'Saint'.
fn folded(name: &str) -> String {
    let words = name.split([' ', '\u{a0}', '-', '.', ',']).map(|word| match word.trim() {
        "&" => "and".to_owned(),
        word => folded_word(word),
    });
    let whole: String =
        words.filter(|word| word != "the").map(|word| if word == "st" { "saint".to_owned() } else { word }).collect();
    // The code of Saint Helena has two letters as well.
    if name.trim().len() == 2 { folded_word(name) } else { whole }
}

fn folded_word(word: &str) -> String {
    let small = word.to_lowercase();
    let plain = small.nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric());
    // Letters that keyboards of other languages lack.
    let usual = |c| match c {
        'қ' => 'к',
        'ғ' => 'г',
        'ҳ' => 'х',
        'ҷ' => 'ч',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' => 'ه',
        other => other,
    };
    plain.map(usual).collect()
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use super::*;

    #[test]
    fn no_name_means_two_countries() {
        let mut all: HashMap<String, (&str, &str)> = HashMap::new();
        let rows = lines(NAMES).map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            (cells[0], [cells[0], cells[1], cells[2], cells[3]].join(";"))
        });
        let aliases = lines(ALIASES).filter_map(|l| l.split_once('\t')).map(|(code, names)| (code, names.to_owned()));
        let rows: Vec<(&str, String)> = rows.chain(aliases).collect();
        for (code, names) in &rows {
            for name in names.split(';').filter(|n| !n.is_empty()) {
                let (other, before) = *all.entry(folded(name)).or_insert((code, name));
                assert_eq!(other, *code, "{name} and {before}");
            }
        }
        assert_eq!(lines(NAMES).count(), 250);
    }

    /// A list by other people: every code, number and name of it means the same country here.
    #[test]
    fn the_codes_and_names_of_celes_mean_the_same() {
        for country in celes::Country::get_countries() {
            let value = format!("{:03}", country.value);
            for text in [country.alpha2, country.alpha3, &value, country.long_name] {
                assert_eq!(of_name(text), Some(country.alpha2), "{text}");
            }
            assert_eq!(celes::Country::from_str(country.alpha3).unwrap().alpha2, country.alpha2);
        }
    }

    #[test]
    fn names_are_read_as_people_write_them() {
        for (text, code) in [
            ("TJ", "TJ"),
            ("tjk", "TJ"),
            ("762", "TJ"),
            ("762.0", "TJ"),
            ("4", "AF"),
            ("Tadjikistan", "TJ"),
            ("Republic of Tajikistan", "TJ"),
            ("Islamic Republic of Afghanistan", "AF"),
            ("TÜRKİYE", "TR"),
            ("Turkiye", "TR"),
            ("Cote d'Ivoire", "CI"),
            ("Côte d’Ivoire", "CI"),
            ("Democratic Republic of Congo", "CD"),
            ("Republic of Congo", "CG"),
            ("Congo", "CG"),
            ("DR Congo (Zaire)", "CD"),
            ("East Timor", "TL"),
            ("Rumania", "RO"),
            ("Vietnam (North Vietnam)", "VN"),
            ("Iran, Islamic Republic of", "IR"),
            ("Venezuela (Bolivarian Republic of)", "VE"),
            ("Республика Таджикистан", "TJ"),
            ("Точикистон", "TJ"),
            ("Ҷумҳурии Тоҷикистон", "TJ"),
            ("Тоҷикистон", "TJ"),
            ("جمهوری اسلامی افغانستان", "AF"),
            ("تاجيكستان", "TJ"),
            ("افغانستان", "AF"),
            ("Кыргызская Республика", "KG"),
            ("Российская Федерация", "RU"),
            ("St. Lucia", "LC"),
            ("Saint Kitts & Nevis", "KN"),
            ("People's Republic of China", "CN"),
            ("Republic of China", "TW"),
            ("Republic of Korea", "KR"),
            ("Democratic People's Republic of Korea", "KP"),
            ("The Gambia", "GM"),
            ("Bosnia-Herzegovina", "BA"),
            ("SH", "SH"),
            ("ST", "ST"),
            ("Kosovo", "XK"),
            ("Virgin Islands, U.S.", "VI"),
        ] {
            assert_eq!(of_name(text), Some(code), "{text}");
        }
        for text in [
            "",
            "-",
            "Korea",
            "Atlantis",
            "Republic of",
            "Yugoslavia",
            "Czechoslovakia",
            "XX",
            "999",
            "0",
            "Transnistria",
            "the",
            "N / A",
            "N/A",
            "NA.",
            "N\\A",
            "\"NA\"",
            "(NA)",
            "s/d",
            "s.d.",
            "n.i.",
            "N-I",
            "T J",
            "T/J/K",
            "the N.A.",
        ] {
            assert_eq!(of_name(text), None, "{text}");
        }
        for (text, code) in [(" na ", "NA"), ("U.S.", "US"), ("U.K.", "GB"), ("U.S.A.", "US"), ("U.A.E.", "AE")] {
            assert_eq!(of_name(text), Some(code), "{text}");
        }
        for (text, name) in [("Tajikstan", "Tajikistan"), ("Таджикстан", "Таджикистан")] {
            assert_eq!(nearest(text), Some(name));
        }
        assert_eq!(nearest("Foo"), None);
    }
}
