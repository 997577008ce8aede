//! The words that stand in dates: months and days of the week of CLDR's languages, Solar Hijri months, and what people put around them.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Months by their number, days of the week by `d1` (Monday) to `d7`, those that mean several days by 0: wide and short names of CLDR 47 in English, Russian, Tajik, Persian and Dari, French,
/// Spanish, Arabic, German, Portuguese, Italian, Turkish, Ukrainian, Uzbek, Pashto, Dutch and Urdu, with usual spellings beside them.
const NAMES: &str = include_str!("names.txt");

/// The months of the Solar Hijri calendar, each by its names in Iran and in Afghanistan, in Persian and in Latin letters.
const SOLAR_MONTHS: [&str; 12] = [
    "فروردین حمل farvardin hamal",
    "اردیبهشت ثور ordibehesht sawr saur",
    "خرداد جوزا khordad jawza",
    "تیر سرطان tir saratan",
    "مرداد اسد امرداد mordad asad",
    "شهریور سنبله shahrivar sunbula sonbola",
    "مهر میزان mehr mizan",
    "ابان عقرب aban aqrab",
    "اذر قوس azar qaws",
    "دی جدی dey jadi",
    "بهمن دلو bahman dalw",
    "اسفند حوت esfand hut",
];

/// What a word in a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// A month of the Gregorian calendar.
    Month(u8),
    /// A month of the Solar Hijri calendar.
    SolarMonth(u8),
    /// From the one to the other.
    To,
    /// The one or the other.
    Or,
    /// The one and the other.
    And,
    /// About.
    About,
    /// Perhaps.
    Perhaps,
    /// From the one: a range begins.
    From,
    /// From the one where it stands first, else an article.
    FromFirst,
    /// The first, second or last third of a month.
    Third(u8),
    /// A season, by its number in EDTF.
    Season(u8),
    /// A day of the week, 1 for a Monday.
    Weekday(u8),
    /// Before noon, or after it.
    Half(bool),
    /// The Arabic letter that is "afternoon" behind a time and "of the Common Era" behind a year.
    Mim,
    /// The era of a year.
    Era(Era),
    /// A night, which lies in two days.
    Night,
    /// UTC.
    Utc,
    /// Nothing: an article, the word for "year".
    Filler,
}

/// The era of a year, where the cell says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    /// The Common Era.
    Common,
    /// The Hijra, by the sun or by the moon.
    Hijri,
    /// The Hijra, by the sun.
    Solar,
    /// The Hijra, by the moon.
    Lunar,
}

const OTHERS: [(Word, &str); 22] = [
    (Word::To, "to until till through thru по до то на تا a au al bis auf para hasta حتی الی"),
    (Word::From, "from between с от между аз байни از بین entre desde vom von"),
    (Word::FromFirst, "du del dal من"),
    (Word::Or, "or или либо ё یا ou o oder او"),
    (Word::And, "and & и ва و et y und"),
    (
        Word::About,
        "c ca circa approx approximately about around ок около примерно приблизительно прибл тақрибан тахминан حدود حدودا تقریبا حوالی نحو environ vers hacia aprox etwa",
    ),
    (
        Word::Perhaps,
        "probably possibly perhaps maybe uncertain вероятно возможно эҳтимол شاید احتمالا probablement probablemente ربما",
    ),
    (Word::Third(0), "early beginning start начало начале начала аввали اوایل أوائل debut principios inicios anfang"),
    (Word::Third(1), "mid middle середина середине середины миёнаи اواسط أواسط منتصف mediados mitte"),
    (Word::Third(2), "late end конец конце конца охири اواخر أواخر fin finales fines ende"),
    (Word::Season(21), "spring весна весной весны баҳори баҳор بهار printemps primavera ربیع"),
    (Word::Season(22), "summer лето летом лета тобистони тобистон تابستان été verano صیف"),
    (Word::Season(23), "autumn fall осень осенью осени тирамоҳи тирамоҳ خزان پاییز automne otoño خریف"),
    (Word::Half(false), "am صباحا ص"),
    (Word::Half(true), "pm مساء"),
    (Word::Mim, "م"),
    (Word::Era(Era::Common), "ce ad میلادی میلادیه"),
    (Word::Era(Era::Hijri), "ه هجری"),
    (Word::Era(Era::Solar), "ش شمسی خورشیدی"),
    (Word::Era(Era::Lunar), "ق قمری ah"),
    (Word::Night, "night overnight nuit noche noite nacht ночь ночью notte шаби شب لیله"),
    (Word::Utc, "z utc gmt"),
];

const FILLERS: &str = "the of on in st nd rd th year г гг года год в сол соли дар س سال ماه در فی \
                       le de el los il an den dem la en dans na в er e ro го ого ум юм юми уми";

/// The words by how they are written, folded.
static WORDS: LazyLock<HashMap<String, Word>> = LazyLock::new(|| {
    let mut words: HashMap<String, Word> = HashMap::new();
    let mut put = |text: &str, word: Word| {
        words.entry(folded(text)).or_insert(word);
    };
    for line in NAMES.lines() {
        let mut parts = line.split_whitespace();
        let kind = parts.next().unwrap_or_default();
        let number = |text: &str| text.parse::<u8>().ok().filter(|n| *n > 0);
        let word = match (kind.strip_prefix('d').and_then(number), number(kind)) {
            (Some(day), _) => Word::Weekday(day),
            (_, Some(month)) => Word::Month(month),
            _ => Word::Filler,
        };
        parts.for_each(|name| put(name, word));
    }
    for (number, names) in (1..).zip(SOLAR_MONTHS) {
        names.split_whitespace().for_each(|name| put(name, Word::SolarMonth(number)));
    }
    for (word, names) in OTHERS {
        names.split_whitespace().for_each(|name| put(name, word));
    }
    FILLERS.split_whitespace().for_each(|name| put(name, Word::Filler));
    words
});

/// What a word says; `None` if it is not known. Two words that make one name stand with `_` between them.
pub fn word(text: &str) -> Option<Word> {
    WORDS.get(text).copied()
}

/// A text as words are compared: small letters without accents and vowel signs, Arabic and Persian forms of a letter as one.
pub fn folded(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}');
    let letter = |c: char| match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' | 'ۀ' => 'ه',
        '’' | 'ʼ' | 'ʻ' | '‘' => '\'',
        c => c,
    };
    text.to_lowercase().nfd().filter(|c| !is_mark(*c)).map(letter).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;

    #[test]
    fn months_of_the_catalogues_are_known() {
        for language in Languages::embedded().iter() {
            let tag = language.code();
            for number in 1..=12 {
                for name in [language.month(number), language.month_of_day(number)] {
                    let name = folded(name.trim_end_matches('.'));
                    assert_eq!(word(&name), Some(Word::Month(number)), "{tag}: {name}");
                }
            }
        }
        assert_eq!(word(&folded("Сунбула")), None);
        assert_eq!((word(&folded("سنبلة")), word(&folded("آذار"))), (Some(Word::SolarMonth(6)), Some(Word::Month(3))));
        assert_eq!((word(&folded("آذر")), word(&folded("أغسطس"))), (Some(Word::SolarMonth(9)), Some(Word::Month(8))));
    }
}
