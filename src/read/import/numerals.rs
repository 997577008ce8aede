//! Numbers in words, as people write tolls: four, cuatro, четверо, چهار.

/// Words for a number, in small letters; of several languages, the numbers from 0 to 20 and the tens.
const NUMERALS: [(u32, &[&str]); 28] = [
    (0, &["zero", "zéro", "cero", "ноль", "нуль", "сифр", "صفر"]),
    (1, &["one", "un", "une", "uno", "una", "ein", "eine", "один", "одна", "як", "یک", "واحد"]),
    (2, &["two", "deux", "dos", "dois", "duas", "zwei", "два", "две", "двое", "ду", "دو", "اثنان", "اثنين"]),
    (3, &["three", "trois", "tres", "três", "drei", "три", "трое", "се", "سه", "ثلاثة", "ثلاث"]),
    (4, &["four", "quatre", "cuatro", "quatro", "vier", "четыре", "четверо", "чор", "чаҳор", "چهار", "أربعة", "أربع"]),
    (5, &["five", "cinq", "cinco", "fünf", "пять", "пятеро", "панҷ", "پنج", "خمسة", "خمس"]),
    (6, &["six", "seis", "sechs", "шесть", "шестеро", "шаш", "شش", "ستة"]),
    (7, &["seven", "sept", "siete", "sete", "sieben", "семь", "семеро", "ҳафт", "هفت", "سبعة"]),
    (8, &["eight", "huit", "ocho", "oito", "acht", "восемь", "восьмеро", "ҳашт", "هشت", "ثمانية"]),
    (9, &["nine", "neuf", "nueve", "nove", "neun", "девять", "девятеро", "нӯҳ", "نه", "تسعة"]),
    (10, &["ten", "dix", "diez", "dez", "zehn", "десять", "десятеро", "даҳ", "ده", "عشرة"]),
    (11, &["eleven", "onze", "once", "elf", "одиннадцать", "ёздаҳ", "یازده"]),
    (12, &["twelve", "douze", "doce", "zwölf", "двенадцать", "дувоздаҳ", "دوازده"]),
    (13, &["thirteen", "treize", "trece", "dreizehn", "тринадцать", "сездаҳ", "سیزده"]),
    (14, &["fourteen", "quatorze", "catorce", "vierzehn", "четырнадцать", "чордаҳ", "چهارده"]),
    (15, &["fifteen", "quinze", "quince", "fünfzehn", "пятнадцать", "понздаҳ", "پانزده"]),
    (16, &["sixteen", "seize", "dieciséis", "sechzehn", "шестнадцать", "шонздаҳ", "شانزده"]),
    (17, &["seventeen", "diecisiete", "siebzehn", "семнадцать", "ҳабдаҳ", "هفده"]),
    (18, &["eighteen", "dieciocho", "achtzehn", "восемнадцать", "ҳаждаҳ", "هجده"]),
    (19, &["nineteen", "diecinueve", "neunzehn", "девятнадцать", "нуздаҳ", "نوزده"]),
    (20, &["twenty", "vingt", "veinte", "zwanzig", "двадцать", "бист", "بیست", "عشرون"]),
    (30, &["thirty", "trente", "treinta", "dreißig", "тридцать", "سی", "ثلاثون"]),
    (40, &["forty", "quarante", "cuarenta", "vierzig", "сорок", "چهل", "أربعون"]),
    (50, &["fifty", "cinquante", "cincuenta", "fünfzig", "пятьдесят", "پنجاه", "خمسون"]),
    (60, &["sixty", "soixante", "sesenta", "sechzig", "шестьдесят", "شصت", "ستون"]),
    (70, &["seventy", "setenta", "siebzig", "семьдесят", "هفتاد", "سبعون"]),
    (80, &["eighty", "ochenta", "achtzig", "восемьдесят", "هشتاد", "ثمانون"]),
    (90, &["ninety", "noventa", "neunzig", "девяносто", "نود", "تسعون"]),
];

/// Numbers that words give by the dozen and the ten; each is about so many where nothing else is said.
const DOZENS: [(u32, &[&str]); 9] = [
    (6, &["half a dozen", "media docena", "une demi-douzaine", "meia dúzia", "полдюжины"]),
    (10, &["una decena", "une dizaine", "uma dezena", "десяток"]),
    (12, &["a dozen", "one dozen", "una docena", "une douzaine", "uma dúzia", "дюжина", "як дарзан"]),
    (15, &["una quincena", "une quinzaine"]),
    (20, &["una veintena", "une vingtaine", "a score"]),
    (30, &["una treintena", "une trentaine"]),
    (40, &["una cuarentena", "une quarantaine"]),
    (50, &["una cincuentena", "une cinquantaine"]),
    (100, &["un centenar", "une centaine"]),
];

/// The text with such a number at its end written in digits; `None` if it has none.
pub fn by_the_dozen(text: &str) -> Option<String> {
    DOZENS.iter().find_map(|(n, all)| {
        let words = all.iter().find(|words| text.ends_with(**words))?;
        let before = text.strip_suffix(words)?;
        let is_word = before.is_empty() || before.ends_with(' ');
        is_word.then(|| format!("{before}{n}"))
    })
}

fn value(word: &str) -> Option<u32> {
    NUMERALS.iter().find(|(_, words)| words.contains(&word)).map(|(value, _)| *value)
}

/// A text in small letters with its numerals as digits: `at least three` is `at least 3`, `twenty-one` is `21`.
///
/// A text with digits is left as it is: spreadsheets write `02-sept` for a day, and that is no range from 2 to 7.
pub fn in_digits(text: &str) -> String {
    if text.bytes().any(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_letter = c.is_alphabetic();
        let end = rest.find(|c: char| c.is_alphabetic() != is_letter).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        let Some(number) = value(run).filter(|_| is_letter) else {
            out.push_str(run);
            continue;
        };
        // The unit behind the tens of English and Russian.
        let unit = after.strip_prefix(['-', ' ']).filter(|_| number >= 20).and_then(|unit| {
            let end = unit.find(|c: char| !c.is_alphabetic()).unwrap_or(unit.len());
            let (word, after) = unit.split_at(end);
            value(word).filter(|n| (1..10).contains(n)).map(|n| (n, after))
        });
        let (number, after) = unit.map_or((number, after), |(unit, after)| (number + unit, after));
        rest = after;
        out.push_str(&number.to_string());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_become_digits_and_nothing_else_does() {
        for (text, expected) in [
            ("four", "4"),
            ("at least three", "at least 3"),
            ("two to four", "2 to 4"),
            ("twenty-one", "21"),
            ("двадцать два", "22"),
            ("не менее трое", "не менее 3"),
            ("al menos cuatro", "al menos 4"),
            ("چهار", "4"),
            ("several", "several"),
            ("fourteenth", "fourteenth"),
            ("02-sept", "02-sept"),
            ("", ""),
        ] {
            assert_eq!(in_digits(text), expected);
        }
        let mut all: Vec<&str> = NUMERALS.iter().flat_map(|(_, words)| *words).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "a word is two numbers");
    }
}
