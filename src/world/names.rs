//! Names of places in a language, chosen from names of which only the script is known.

use crate::gazetteer::likeness;

/// How a language is written: its script, as the places name it, letters that it alone has among the languages of that script, and letters
/// of others.
struct Writing {
    tag: &'static str,
    script: &'static str,
    own: &'static str,
    foreign: &'static str,
}

const fn written(
    tag: &'static str,
    script: &'static str,
    own: &'static str,
    foreign: &'static str,
) -> Writing {
    Writing { tag, script, own, foreign }
}

/// The languages that are official in a country and not written in Latin letters. Chinese, Japanese, Korean, Tibetan and Sinhala have no font.
const WRITINGS: [Writing; 26] = [
    written("am", "ETHIOPIC", "", ""),
    written("ar", "ARABIC", "", "پچژگکیہھەےۓۀٹڈڑںۃێۆټځڅډړږښڼېۍ"),
    written("be", "CYRILLIC", "ўі", "иїєґәғқңөұүһҷӣӯҳљњџћђјѓќѕщъ"),
    written("bg", "CYRILLIC", "ъщ", "ыэёіїєґўәғқңөұүһҷӣӯҳљњџћђјѓќѕ"),
    written("bn", "BENGALI", "", ""),
    written("el", "GREEK", "", ""),
    written("fa", "ARABIC", "پچژگ", "إأةىيكہھەےۓٹڈڑںۃێۆټځڅډړږښڼېۍ"),
    written("he", "HEBREW", "", ""),
    written("hi", "DEVANAGARI", "", ""),
    written("hy", "ARMENIAN", "", ""),
    written("ka", "GEORGIAN", "", ""),
    written("kk", "CYRILLIC", "әғқңөұүһі", "їєґўҷӣӯҳљњџћђјѓќѕ"),
    written("km", "KHMER", "", ""),
    written("ky", "CYRILLIC", "ңөү", "іїєґўәғқұһҷӣӯҳљњџћђјѓќѕ"),
    written("lo", "LAO", "", ""),
    written("mk", "CYRILLIC", "ѓќѕ", "ыэёіїєґўәғқңөұүһҷӣӯҳћђйщъьюя"),
    written("mn", "CYRILLIC", "өү", "іїєґўәғқңұһҷӣӯҳљњџћђјѓќѕ"),
    written("my", "MYANMAR", "", ""),
    written("ne", "DEVANAGARI", "", ""),
    written("ps", "ARABIC", "ټځڅډړږښڼېۍ", "إأةكہھەےۓٹڈڑںۃێۆ"),
    written("ru", "CYRILLIC", "ыэё", "іїєґўәғқңөұүһҷӣӯҳљњџћђјѓќѕ"),
    written("sr", "CYRILLIC", "љњџћђј", "ыэёіїєґўәғқңөұүһҷӣӯҳѓќѕйщъьюя"),
    written("tg", "CYRILLIC", "ғӣқӯҳҷ", "ыіїєґўәңөұүһљњџћђјѓќѕщь"),
    written("th", "THAI", "", ""),
    written("ti", "ETHIOPIC", "", ""),
    written("uk", "CYRILLIC", "іїєґ", "ыэёъўәғқңөұүһҷӣӯҳљњџћђјѓќѕ"),
];

/// Urdu, whose letters h and y are not those of Persian.
const URDU: Writing = written("ur", "ARABIC", "ٹڈڑںہھے", "إأةىيكەۀهێۆټځڅډړږښڼېۍ");

/// The scripts whose names can be compared by sound with those in Latin letters.
const SOUNDED: [&str; 2] = ["ARABIC", "CYRILLIC"];

/// Names less alike than this are of another place: سرینگر is 0.8 and جموں 0.2 like "Srinagar".
const LEAST_ALIKE: f64 = 0.5;

fn writing(tag: &str) -> Option<&'static Writing> {
    WRITINGS.iter().chain([&URDU]).find(|w| w.tag == tag)
}

/// The name of a place in a language, from its main name and the others, each with its script; `None` where none of them is surely
/// written as that language is, or where it is written in Latin letters, as the main name is.
///
/// Of several the one with letters of the language's own goes first, then the one that sounds most like a name in Latin letters, then the
/// shortest: longer ones say "municipality of". One that sounds like none of them is a slip of the source, and left out.
pub fn in_language<'n>(main: &'n str, others: &'n [(String, String)], tag: &str) -> Option<&'n str> {
    let writing = writing(tag)?;
    let is_foreign = |name: &str| name.to_lowercase().contains(|c: char| writing.foreign.contains(c) || c == '.');
    let of = |script: &'static str| others.iter().filter(move |(s, _)| s == script).map(|(_, name)| name.as_str());
    let alike = |name: &str| {
        if !SOUNDED.contains(&writing.script) {
            return 1.0;
        }
        of("LATIN").chain([main]).map(|latin| likeness(latin, name)).fold(0.0, f64::max)
    };
    let judged = of(writing.script).filter(|name| !is_foreign(name)).map(|name| (name, alike(name)));
    let order = |name: &str, alike: f64| {
        let has_own = name.to_lowercase().contains(|c: char| writing.own.contains(c));
        // In tenths: smaller differences are habits of writing.
        (!has_own, 10 - (alike * 10.0).round() as u8, name.chars().count())
    };
    let sure = judged.filter(|(_, alike)| *alike >= LEAST_ALIKE);
    sure.min_by_key(|(name, alike)| order(name, *alike)).map(|(name, _)| name)
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
        assert_eq!((of("ru").as_deref(), of("sr").as_deref()), (Some("Аль-Джунайна"), Some("Ел Џунајна")));
        assert_eq!([of("th"), of("es"), of("xx")], [None, None, None]);
        let gibraltar = [("ARABIC", "محمية جبل طارق"), ("ARABIC", "جبل طارق")];
        assert_eq!(name("Gibraltar", &gibraltar, "ar").as_deref(), Some("جبل طارق"));
        let kharkiv = [("CYRILLIC", "Харьков"), ("CYRILLIC", "Харків")];
        assert_eq!(name("Kharkiv", &kharkiv, "uk").as_deref(), Some("Харків"));
        assert_eq!(name("Kharkiv", &kharkiv, "ru").as_deref(), Some("Харьков"));
        let slip = [("LATIN", "Srinagar"), ("ARABIC", "جموں"), ("ARABIC", "سرینگر")];
        assert_eq!(name("Srinagar", &slip, "ur").as_deref(), Some("سرینگر"));
        assert_eq!(name("Srinagar", &slip[..2], "ur"), None);
        // The town, not its municipality.
        let town = [("THAI", "เทศบาลเมืองแม่ฮ่องสอน"), ("THAI", "แม่ฮ่องสอน")];
        assert_eq!(name("Mae Hong Son", &town, "th").as_deref(), Some("แม่ฮ่องสอน"));
    }
}
