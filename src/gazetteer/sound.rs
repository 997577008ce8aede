//! Phonetic matching across scripts by transliteration: Cyrillic, Perso-Arabic and several romanisations become one row of sounds.
//!
//! Scripts keep different sounds: Arabic letters leave out short vowels, Russian writes `г` and `х` for two sounds each, German writes
//! `dsch` for one. Two names *sound the same* where they differ by nothing but such habits; see [`Sound::distance`].

use unicode_normalization::UnicodeNormalization as _;

use super::fold::is_dropped;

/// A row of sounds. Consonants are lower-case letters (`c` as in church, `j` as in judge, `h` also for kh, `g` also for gh, `k` also
/// for q), with `S` sh and `Z` zh; vowels are `a e i o u`; `A W I E` are Arabic letters that stand for a long vowel or a glide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    row: Vec<char>,
    /// Whether short vowels are not written.
    abjad: bool,
}

/// Cost of one difference that is nothing but habit, and of one that makes another name; between them lie slips.
const WHOLE: u32 = 100;

impl Sound {
    /// The ways a text can be read: one, or several where romanisations of different languages part.
    pub fn readings(text: &str) -> Vec<Self> {
        let mut readings: Vec<Self> = Vec::new();
        for style in [&ENGLISH[..], &GERMAN[..], &GERMAN_S[..], &FRENCH[..]] {
            let sound = read(text, style);
            if !sound.row.is_empty() && !readings.contains(&sound) {
                readings.push(sound);
            }
        }
        readings
    }

    /// Consonants that no script leaves out or exchanges: equal wherever two names sound the same.
    pub fn skeleton(&self) -> String {
        self.row
            .iter()
            .filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'A' | 'W' | 'I' | 'E' | 'y' | 'v' | 'h'))
            .collect()
    }

    /// Whether both are long enough to be compared by sound: two consonants, or three where vowels are left out.
    pub fn is_comparable(&self, other: &Self) -> bool {
        let consonants = |s: &Self| {
            s.row.iter().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'A' | 'W' | 'I' | 'E')).count()
        };
        consonants(self).min(consonants(other)) >= if self.abjad == other.abjad { 2 } else { 3 }
    }

    /// How far two names are apart: 0 where they sound the same, 100 for each sound that is another or missing.
    ///
    /// A weighted edit distance: the least sum of costs over all alignments (Wagner and Fischer 1974), where habits of writing
    /// cost nothing.
    pub fn distance(&self, other: &Self) -> u32 {
        let (a, b) = (&self.row, &other.row);
        let mut before: Vec<u32> = vec![0];
        for j in 0..b.len() {
            before.push(before[j] + other.missing_at(j, self.abjad));
        }
        for (i, x) in a.iter().enumerate() {
            let here = self.missing_at(i, other.abjad);
            let mut row = vec![before[0] + here];
            for (j, y) in b.iter().enumerate() {
                let changed = before[j] + exchanged(*x, *y);
                let without = (before[j + 1] + here).min(row[j] + other.missing_at(j, self.abjad));
                row.push(changed.min(without));
            }
            before = row;
        }
        before[b.len()]
    }

    /// How alike two names are, 1 for the same sound and 0 for nothing in common.
    pub fn likeness(&self, other: &Self) -> f64 {
        let most = self.row.len().max(other.row.len()).max(1);
        let most = u32::try_from(most).unwrap_or(u32::MAX).saturating_mul(WHOLE);
        (1.0 - f64::from(self.distance(other)) / f64::from(most)).max(0.0)
    }

    /// What it costs that the other name lacks this sound.
    fn missing_at(&self, i: usize, other_abjad: bool) -> u32 {
        let Some(sound) = self.row.get(i) else { return 0 };
        let next_is_vowel = self.row.get(i + 1).is_some_and(|c| is_vowel(*c));
        let after_consonant = i > 0 && self.row.get(i - 1).is_some_and(|c| !is_vowel(*c));
        match sound {
            'y' | 'i' | 'I' if after_consonant && next_is_vowel => 0,
            'a' | 'e' | 'i' | 'o' | 'u' => {
                if other_abjad && !self.abjad {
                    0
                } else {
                    WHOLE / 2
                }
            }
            'E' => 0,
            'A' | 'W' | 'I' | 'h' | 'y' => WHOLE / 2,
            _ => WHOLE,
        }
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'A' | 'I' | 'W' | 'E')
}

/// What it costs that one sound stands for another.
fn exchanged(x: char, y: char) -> u32 {
    if x == y {
        return 0;
    }
    let (x, y) = (x.min(y), x.max(y));
    match (x, y) {
        // Short a is written o or e, o and u are one in many romanisations, e and i as well; i and y always.
        ('a', 'o') | ('o', 'u') | ('e', 'i') | ('a', 'e') | ('i', 'y') => 0,
        ('A', 'a' | 'o' | 'E') | ('W', 'o' | 'u' | 'v') | ('I', 'e' | 'i' | 'y') => 0,
        ('E', 'a' | 'e' | 'h' | 'i' | 'o') | ('E', 'I') => 0,
        ('Z', 'j') | ('u', 'v') => WHOLE * 3 / 10,
        ('c', 'j') | ('S', 'c') | ('s', 'z') | ('d', 't') | ('b', 'p') | ('g', 'k') | ('g', 'h') | ('b', 'v') => {
            WHOLE / 2
        }
        (x, y) if is_vowel(x) && is_vowel(y) => WHOLE / 2,
        _ => WHOLE,
    }
}

type Style = [(&'static str, &'static str)];

/// Spellings with the same value in every romanisation; sounds are written as in [`Sound`].
const ALL: [(&str, &str); 12] = [
    ("kh", "h"),
    ("gh", "g"),
    ("sh", "S"),
    ("zh", "Z"),
    ("oo", "u"),
    ("ou", "u"),
    ("ph", "f"),
    ("ck", "k"),
    ("th", "t"),
    ("q", "k"),
    ("x", "h"),
    ("w", "v"),
];
const ENGLISH: [(&str, &str); 8] =
    [("tsch", "c"), ("dzh", "j"), ("tch", "c"), ("sch", "S"), ("dj", "j"), ("ch", "c"), ("ee", "i"), ("c", "k")];
const GERMAN: [(&str, &str); 7] =
    [("dsch", "j"), ("tsch", "c"), ("sch", "S"), ("ch", "h"), ("j", "y"), ("z", "ts"), ("c", "k")];
/// The same with s for z: Kundus, Masar.
const GERMAN_S: [(&str, &str); 6] = [("dsch", "j"), ("tsch", "c"), ("sch", "S"), ("ch", "h"), ("j", "y"), ("s", "z")];
const FRENCH: [(&str, &str); 6] = [("tch", "c"), ("dj", "j"), ("ch", "S"), ("gu", "g"), ("j", "Z"), ("c", "k")];

fn read(text: &str, style: &Style) -> Sound {
    let text: String = text.nfc().flat_map(char::to_lowercase).filter(|c| !is_dropped(*c)).collect();
    let mut row: Vec<char> = Vec::new();
    let mut abjad = false;
    for word in text.split(|c: char| !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c)) {
        if word.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)) {
            abjad = true;
            arabic(word, &mut row);
        } else if word.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)) {
            cyrillic(word, style, &mut row);
        } else {
            latin(word, style, &mut row);
        }
    }
    row.dedup();
    Sound { row, abjad }
}

fn latin(word: &str, style: &Style, row: &mut Vec<char>) {
    let mut plain = String::new();
    for c in word.chars() {
        match c {
            'č' | 'ç' => plain.push('C'),
            'š' | 'ş' => plain.push('S'),
            'ž' => plain.push('Z'),
            'ǰ' => plain.push('J'),
            'ḫ' | 'ẖ' => plain.push('H'),
            'ə' => plain.push('a'),
            'ı' => plain.push('i'),
            c => plain.extend(c.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c))),
        }
    }
    // A silent h at the end: Qalah, Khwajah.
    let bare = plain.strip_suffix('h').filter(|p| p.len() >= 4 && p.ends_with(['a', 'e']));
    let plain = bare.map_or(plain.clone(), |p| format!("{}a", &p[..p.len() - 1]));
    let plain = ["khawa", "khwa", "khva", "xwa"].iter().fold(plain, |p, from| p.replace(from, "kho"));
    let mut rest = plain.as_str();
    while let Some(first) = rest.chars().next() {
        let found =
            style.iter().chain(&ALL).filter(|(from, _)| rest.starts_with(from)).max_by_key(|(from, _)| from.len());
        match found {
            Some((from, to)) => {
                row.extend(to.chars());
                rest = &rest[from.len()..];
            }
            None => {
                row.push(match first {
                    'C' => 'c',
                    'J' => 'j',
                    'H' => 'h',
                    c => c,
                });
                rest = &rest[first.len_utf8()..];
            }
        }
        soften(row);
    }
}

/// A consonant, y and a, o or u: the y is how a script marks a soft consonant, and not heard elsewhere.
fn soften(row: &mut Vec<char>) {
    if let [.., before, 'y', 'a' | 'o' | 'u'] = row.as_slice()
        && !is_vowel(*before)
    {
        row.remove(row.len() - 2);
    }
}

fn cyrillic(word: &str, style: &Style, row: &mut Vec<char>) {
    let letters: Vec<char> = word.chars().collect();
    let mut i = 0;
    let at_start = row.len();
    while let Some(c) = letters.get(i) {
        let next = letters.get(i + 1).copied();
        let soft = row.len() > at_start && row.last().is_some_and(|c| !is_vowel(*c) && *c != 'y');
        i += 1;
        let sounds = match c {
            'а' | 'ә' => "a",
            'б' => "b",
            'в' => "v",
            'г' | 'ғ' => "g",
            'д' if matches!(next, Some('ж' | 'җ')) => {
                i += 1;
                "j"
            }
            'д' => "d",
            'е' | 'э' => "e",
            'ё' if soft => "o",
            'ё' => "yo",
            'ж' => "Z",
            'з' => "z",
            'и' | 'ӣ' | 'ы' | 'і' => "i",
            'й' => "y",
            'к' | 'қ' => "k",
            'л' => "l",
            'м' => "m",
            'н' | 'ң' => "n",
            'о' | 'ө' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' | 'ӯ' | 'ү' | 'ұ' | 'ў' => "u",
            'ф' => "f",
            'х' | 'ҳ' | 'һ' => "h",
            'ц' => "ts",
            'ч' => "c",
            'ҷ' | 'җ' => "j",
            'ш' | 'щ' => "S",
            'ю' if soft => "u",
            'ю' => "yu",
            'я' if soft => "a",
            'я' => "ya",
            // A Latin letter among them, or a mark written on its own.
            c if c.is_ascii_alphanumeric() => {
                latin(&c.to_string(), style, row);
                continue;
            }
            _ => continue,
        };
        row.extend(sounds.chars());
    }
}

fn arabic(word: &str, row: &mut Vec<char>) {
    let letters: Vec<char> =
        word.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c) && !is_dropped(*c)).collect();
    for (i, c) in letters.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| letters.get(i)).copied();
        let is_last = i + 1 == letters.len();
        row.push(match c {
            'ا' | 'ٱ' => 'A',
            'ب' => 'b',
            'پ' => 'p',
            'ت' | 'ط' | 'ټ' => 't',
            'ث' | 'س' | 'ص' => 's',
            'ج' => 'j',
            'چ' => 'c',
            'ه' | 'ة' | 'ہ' | 'ە' if is_last && before.is_some_and(|c| c != 'ا') => 'E',
            'ح' | 'خ' | 'ه' | 'ہ' | 'ھ' | 'ۀ' => 'h',
            'د' | 'ډ' => 'd',
            'ذ' | 'ز' | 'ض' | 'ظ' => 'z',
            'ر' | 'ړ' => 'r',
            'ژ' => 'Z',
            'ش' | 'ښ' => 'S',
            'غ' => 'g',
            'ف' => 'f',
            'ق' | 'ک' | 'ك' => 'k',
            'گ' | 'ګ' => 'g',
            'ل' => 'l',
            'م' => 'm',
            'ن' | 'ڼ' => 'n',
            // Written, not heard: khwāja, khwāhān.
            'و' if before == Some('خ') && letters.get(i + 1) == Some(&'ا') => continue,
            'و' => 'W',
            'ی' | 'ي' | 'ى' | 'ې' | 'ۍ' | 'ے' => 'I',
            _ => continue,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least(a: &str, b: &str) -> u32 {
        let (a, b) = (Sound::readings(a), Sound::readings(b));
        a.iter().flat_map(|x| b.iter().map(|y| x.distance(y))).min().unwrap()
    }

    #[test]
    fn scripts_and_romanisations_sound_the_same() {
        for names in [
            &["Panj", "Панҷ", "پنج", "Пяндж", "Pyandzh", "Pyanj", "Pandsch", "Pjandsch", "Piandj"][..],
            &["Khorugh", "Хоруғ", "Хорог", "Khorog", "Chorog", "Xoruğ", "خروغ"],
            &["Kunduz", "Qunduz", "Kondoz", "Кундуз", "Қундуз", "قندوز", "کندز", "Koundouz"],
            &["Shahr-e Buzurg", "Shahri Bozorg", "Шахри-Бузург", "Шаҳри Бузург", "شهر بزرگ"],
            &["Khwaja Ghar", "Khoja Ghor", "Ходжа-Гар", "Хоҷа Ғор", "خواجه غار", "Khawaja Ghar"],
            &["Darwaz", "Darvoz", "Дарваз", "Дарвоз", "درواز", "Darwas"],
            &["Dasht-e Qala", "Dashti Qal’a", "Дашти Қалъа", "Dasht-i-Qalah"],
        ] {
            for name in names {
                assert_eq!(least(names[0], name), 0, "{} {name}", names[0]);
            }
        }
    }

    #[test]
    fn other_names_do_not() {
        for (a, b, far) in [
            ("Hamadoni", "Maydon", 200),
            ("Raghistan", "Arghestan", 100),
            ("Panj", "Vanj", 100),
            ("Darqad", "Darband", 100),
            ("Rushon", "Rustaq", 200),
        ] {
            assert!(least(a, b) >= far, "{a} {b}: {}", least(a, b));
        }
    }

    #[test]
    fn the_distance_is_the_same_both_ways() {
        let names = ["Panj", "پنج", "Khwahan", "Хоун", "Qalai Khumb", "ماه نو", "", "مایمی"];
        for a in names {
            for b in names {
                for (x, y) in
                    Sound::readings(a).iter().flat_map(|x| Sound::readings(b).into_iter().map(move |y| (x.clone(), y)))
                {
                    assert_eq!(x.distance(&y), y.distance(&x), "{a} {b}");
                }
            }
        }
    }
}
