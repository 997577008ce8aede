//! Generic terms of place names: `district`, `ноҳияи`, `ولسوالی`.

use crate::model::PlaceKind;

/// The feature class that a name states, as far as a report distinguishes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A district: an area, stood for by its centre.
    District,
    /// A town, village or the like.
    Settlement,
    /// A border post.
    Post,
    /// A border crossing.
    Crossing,
    /// A mine.
    Mine,
    /// Ruins.
    Ruin,
    /// A valley.
    Valley,
    /// A province or region.
    Province,
    /// A river.
    River,
}

impl Class {
    pub fn of(kind: PlaceKind) -> Self {
        match kind {
            PlaceKind::District => Self::District,
            PlaceKind::BorderPost => Self::Post,
            PlaceKind::BorderCrossing => Self::Crossing,
            PlaceKind::MiningSite => Self::Mine,
            PlaceKind::ArchaeologicalSite => Self::Ruin,
            PlaceKind::Valley => Self::Valley,
            PlaceKind::Province | PlaceKind::Region => Self::Province,
            PlaceKind::River => Self::River,
            PlaceKind::Capital
            | PlaceKind::City
            | PlaceKind::Town
            | PlaceKind::ProvinceCentre
            | PlaceKind::DistrictCentre
            | PlaceKind::Village
            | PlaceKind::Settlement => Self::Settlement,
        }
    }

    /// Which is meant first where several places at one point have a name. A district comes before its centre: where a report may
    /// mean either, the wider radius is the honest one; a river or province is meant where its kind is named.
    pub fn level(self) -> u8 {
        match self {
            Self::District => 0,
            Self::Settlement => 1,
            Self::Post | Self::Crossing | Self::Mine | Self::Ruin => 2,
            Self::Valley | Self::Province => 3,
            Self::River => 4,
        }
    }

    /// Whether a name that asks for this class may mean a place of another: a district is looked up by its centre.
    pub fn may_mean(self, other: Self) -> bool {
        self == other || (self == Self::District && other == Self::Settlement)
    }
}

/// Folded words, each with its class; `shahr` and its like stand in names too, see [`TAKEN`].
const WORDS: [(Class, &[&str]); 8] = [
    (
        Class::District,
        &[
            "district",
            "rayon",
            "raion",
            "nohiya",
            "nohiyai",
            "wuleswali",
            "woleswali",
            "uluswali",
            "distrikt",
            "bezirk",
            "ноҳия",
            "нохия",
            "нохияи",
            "район",
            "района",
            "районе",
            "уезд",
            "ولسوالی",
            "ولسوالى",
            "ناحیه",
            "شهرستان",
        ],
    ),
    (
        Class::Settlement,
        &[
            "town",
            "city",
            "village",
            "stadt",
            "dorf",
            "ville",
            "shahr",
            "shahri",
            "deha",
            "dehai",
            "qishloq",
            "город",
            "г",
            "село",
            "кишлак",
            "поселок",
            "шахр",
            "шахри",
            "деха",
            "дехаи",
            "дехот",
            "чамоат",
            "чамоати",
            "شهر",
            "قریه",
            "روستا",
            "روستای",
            "ده",
        ],
    ),
    (
        Class::Post,
        &[
            "post",
            "outpost",
            "checkpoint",
            "detachment",
            "posten",
            "застава",
            "погранзастава",
            "погранпост",
            "пост",
            "отряд",
            "погранотряд",
            "заставаи",
            "посгох",
            "پوسته",
            "پاسگاه",
        ],
    ),
    (Class::Crossing, &["crossing", "bridge", "мост", "кпп", "pont", "brücke", "brucke"]),
    (Class::Mine, &["mine", "mining", "placer", "goldmine", "прииск", "معدن", "кон", "кони"]),
    (Class::Valley, &["valley", "gorge", "долина", "ущелье", "водии", "دره", "tal", "vallee"]),
    (
        Class::Province,
        &[
            "province",
            "region",
            "oblast",
            "provinz",
            "viloyat",
            "viloyati",
            "wilayat",
            "welayat",
            "область",
            "провинция",
            "провинции",
            "вилоят",
            "вилояти",
            "ولایت",
        ],
    ),
    (
        Class::River,
        &[
            "river",
            "fluss",
            "rivière",
            "riviere",
            "река",
            "реки",
            "дарё",
            "дарёи",
            "даре",
            "дареи",
            "daryo",
            "daryoi",
            "دریای",
            "دریا",
            "رود",
        ],
    ),
];

/// Words that are left out of a question, and never of a stored name, where they may be half of it.
const TAKEN: [&str; 12] =
    ["shahr", "shahri", "شهر", "шахр", "шахри", "دریا", "deha", "ده", "tal", "دره", "pont", "кон"];

/// A name without its generic term, and the class of that; `None` if it has no such term, or nothing else.
pub fn without_kind_word(words: &[String], stored: bool) -> Option<(Vec<String>, Class)> {
    let class_of = |word: &str| {
        let taken = stored && TAKEN.contains(&word);
        let folded = |w: &&str| super::fold::words(w).concat() == word;
        WORDS.iter().find(|(_, list)| !taken && list.iter().any(&folded)).map(|(class, _)| *class)
    };
    let is_kind: Vec<Option<Class>> = words.iter().map(|w| class_of(w)).collect();
    // The word stands first or last, never in the middle of a name.
    let (first, last) = (is_kind.first().copied().flatten(), is_kind.last().copied().flatten());
    let (rest, class) = match (first, last) {
        _ if words.len() < 2 => return None,
        (_, Some(class)) => (&words[..words.len() - 1], class),
        (Some(class), None) => (&words[1..], class),
        (None, None) => return None,
    };
    // A border post is a post.
    const BORDER: [&str; 4] = ["border", "пограничныи", "пограничная", "مرزی"];
    let rest = match rest {
        [rest @ .., word] | [word, rest @ ..] if !rest.is_empty() && BORDER.contains(&word.as_str()) => rest,
        rest => rest,
    };
    Some((rest.to_vec(), class))
}

/// A Russian adjective of a place back to its name: the district of X is written X-ский or X-инский, the province X-ская.
pub fn without_adjective(word: &str) -> Vec<&str> {
    const LEAST: usize = 3;
    let ends = ["скии", "ская", "ское", "skiy", "skij", "skii", "skaya", "sky"];
    let Some(stem) = ends.iter().find_map(|end| word.strip_suffix(end)) else { return Vec::new() };
    let longer = ["ин", "in"].iter().find_map(|end| stem.strip_suffix(end));
    std::iter::once(stem).chain(longer).filter(|s| s.chars().count() >= LEAST).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fold::words;
    use super::*;

    fn bare(text: &str, stored: bool) -> Option<(String, Class)> {
        without_kind_word(&words(text), stored).map(|(rest, class)| (rest.join(" "), class))
    }

    #[test]
    fn words_of_kind_are_known_in_every_script() {
        for (text, rest, class) in [
            ("Panj district", "panj", Class::District),
            ("ноҳияи Панҷ", "панч", Class::District),
            ("ولسوالی شغنان", "شغنان", Class::District),
            ("провинция Бадахшан", "бадахшан", Class::Province),
            ("г. Куляб", "куляб", Class::Settlement),
            ("дарёи Панҷ", "панч", Class::River),
            ("Bahorak post", "bahorak", Class::Post),
        ] {
            assert_eq!(bare(text, false), Some((rest.to_owned(), class)), "{text}");
        }
        assert_eq!(bare("Shahr-e Buzurg", true), None);
        assert_eq!(bare("district", false), None);
        assert_eq!(bare("Panj", false), None);
    }

    #[test]
    fn adjectives_lead_back_to_the_name() {
        assert_eq!(without_adjective("пянджскии"), ["пяндж"]);
        assert_eq!(without_adjective("хамадонинскии"), ["хамадонин", "хамадон"]);
        assert!(without_adjective("скии").is_empty() && without_adjective("панч").is_empty());
    }
}
