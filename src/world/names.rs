//! Names of places in a language, chosen from names of which only the script is known.

use crate::gazetteer::{has_same_consonants, likeness};

/// How a language is written: its script, as the places name it, letters that it alone has among the languages of that script, and letters
/// of others.
struct Writing {
    tag: &'static str,
    script: &'static str,
    own: &'static str,
    foreign: &'static str,
}

const fn written(tag: &'static str, script: &'static str, own: &'static str, foreign: &'static str) -> Writing {
    Writing { tag, script, own, foreign }
}

/// Official languages whose names can be told by their letters. Not those in Cyrillic letters: the source has names of small languages
/// and of former times among them (Бетъырбух, Ленинград). Chinese, Japanese, Korean, Tibetan and Sinhala have no font.
const WRITINGS: [Writing; 17] = [
    written("am", "ETHIOPIC", "", ""),
    written("ar", "ARABIC", "ةىيكأإؤ", "پچژگکیہھەےۓۀٹڈڑںۃێۆټځڅډړږښڼېۍ"),
    written("bn", "BENGALI", "", ""),
    written("el", "GREEK", "", ""),
    written("fa", "ARABIC", "پچژگ", "إأةىيكہھەےۓٹڈڑںۃێۆټځڅډړږښڼېۍ"),
    written("he", "HEBREW", "", ""),
    written("hi", "DEVANAGARI", "", ""),
    written("hy", "ARMENIAN", "", ""),
    written("ka", "GEORGIAN", "", ""),
    written("km", "KHMER", "", ""),
    written("lo", "LAO", "", ""),
    written("my", "MYANMAR", "", ""),
    written("ne", "DEVANAGARI", "", ""),
    written("ps", "ARABIC", "ټځڅډړږښڼېۍ", "إأةكہھەےۓٹڈڑںۃێۆ"),
    written("th", "THAI", "", ""),
    written("ti", "ETHIOPIC", "", ""),
    // Its letters h and y are not those of Persian.
    written("ur", "ARABIC", "ٹڈڑںہھے", "إأةىيكەۀهێۆټځڅډړږښڼېۍ"),
];

/// Arabic letters can be compared by sound with Latin ones; those of the other scripts here cannot.
const SOUNDED: &str = "ARABIC";

/// Names less alike than this are of another place: جموں is 0.2 like "Srinagar".
const LEAST_ALIKE: f64 = 0.4;

fn writing(tag: &str) -> Option<&'static Writing> {
    WRITINGS.iter().find(|w| w.tag == tag)
}

/// The name of a place in a language, from its main name and the others, each with its script; `None` where none of them is surely
/// written as that language is, or where it is written in Latin letters, as the main name is.
///
/// One that does not sound like a name in Latin letters is a slip of the source, and left out. Of several the one that sounds most like
/// the main name goes first, then one with letters of the language's own, then the shortest: longer ones say "municipality of".
pub fn in_language<'n>(main: &'n str, others: &'n [(String, String)], tag: &str) -> Option<&'n str> {
    let writing = writing(tag)?;
    let of = |script: &'static str| others.iter().filter(move |(s, _)| s == script).map(|(_, name)| name.as_str());
    // Uyghur and Kurdish names begin with a hamza on its seat; with a comma stands the district or the country.
    let is_own = |name: &&str| {
        !name.starts_with('ئ') && !name.contains(|c: char| writing.foreign.contains(c) || ".,،".contains(c))
    };
    let is_sounded = writing.script == SOUNDED;
    let is_same = |name: &&str| {
        let latin = || of("LATIN").chain([main]);
        !is_sounded || (likeness(main, name) >= LEAST_ALIKE && latin().any(|l| has_same_consonants(l, name)))
    };
    // In tenths: smaller differences are habits of writing.
    let unlike = |name: &str| if is_sounded { 10 - (likeness(main, name) * 10.0).round() as u8 } else { 0 };
    let order = |name: &str| (unlike(name), !name.contains(|c: char| writing.own.contains(c)), name.chars().count());
    of(writing.script).filter(is_own).filter(is_same).min_by_key(|name| order(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(main: &str, names: &[(&str, &str)], tag: &str) -> Option<String> {
        let names: Vec<(String, String)> = names.iter().map(|(s, n)| ((*s).to_owned(), (*n).to_owned())).collect();
        in_language(main, &names, tag).map(str::to_owned)
    }

    #[test]
    fn a_name_is_taken_in_the_letters_of_its_language() {
        let geneina = [
            ("LATIN", "Al Geneina"),
            ("CYRILLIC", "Аль-Джунайна"),
            ("CYRILLIC", "Ел Џунајна"),
            ("ARABIC", "الجنینہ"),
            ("ARABIC", "الجنینه"),
            ("ARABIC", "الجنينة"),
        ];
        let of = |tag: &str| name("Al-Junaynah", &geneina, tag);
        assert_eq!(of("ar").as_deref(), Some("الجنينة"));
        assert_eq!(of("fa").as_deref(), Some("الجنینه"));
        assert_eq!(of("ur").as_deref(), Some("الجنینہ"));
        assert_eq!([of("ru"), of("th"), of("es"), of("xx")], [None, None, None, None]);
        let gibraltar = [
            ("LATIN", "Jabal Tariq"),
            ("LATIN", "Mahmiyat Jabal Tariq"),
            ("ARABIC", "محمية جبل طارق"),
            ("ARABIC", "جبل طارق"),
        ];
        assert_eq!(name("Gibraltar", &gibraltar, "ar").as_deref(), Some("جبل طارق"));
        let tangier = [("LATIN", "Tanja"), ("ARABIC", "تنجه"), ("ARABIC", "طنجة")];
        assert_eq!(name("Tangier", &tangier, "ar").as_deref(), Some("طنجة"));
        let amritsar = [("ARABIC", "ئامریتسار"), ("ARABIC", "امرتسر"), ("ARABIC", "امرتسر، بھارت")];
        assert_eq!(name("Amritsar", &amritsar, "ur").as_deref(), Some("امرتسر"));
        assert_eq!(name("Bahawalnagar", &[("ARABIC", "بہاولپور")], "ur"), None);
        let slip = [("LATIN", "Jammu"), ("ARABIC", "جموں"), ("ARABIC", "سرینگر")];
        assert_eq!(name("Srinagar", &slip, "ur").as_deref(), Some("سرینگر"));
        assert_eq!(name("Srinagar", &slip[..2], "ur"), None);
        // The town, not its municipality.
        let town = [("THAI", "เทศบาลเมืองแม่ฮ่องสอน"), ("THAI", "แม่ฮ่องสอน")];
        assert_eq!(name("Mae Hong Son", &town, "th").as_deref(), Some("แม่ฮ่องสอน"));
    }
}
