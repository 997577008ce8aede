//! The fonts of a figure, how wide a text is when it is set in them, and which letters none of them has.
//!
//! Noto Sans for Latin, Greek and Cyrillic, Vazirmatn for Arabic script and fonts of eleven other scripts are bundled; a dossier may
//! bring others. The fonts of the machine are never used, so that a figure looks the same everywhere.

mod bundled;
mod family;
mod line;
mod missing;
mod outline;
mod script;
mod set;
mod style;
mod wrap;

pub use bundled::FAMILY;
pub use family::{FontError, MOST_FONT_BYTES, MOST_FONTS};
pub use line::{TextRun, is_right_to_left};
pub use missing::MissingGlyphs;
pub use outline::Step;
pub use set::{FontFamily, Typefaces, WebFont};
pub use style::{CAP_HEIGHT, DESCENT, FontStyle};
pub use wrap::breakable;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_grow_with_text_size_and_weight() {
        let w = |t: &str, font_style| Typefaces::default().width(t, font_style, 100.0, 0.0);
        // n = 618 units of 1000 in Noto Sans.
        assert!((w("n", FontStyle::Regular) - 61.8).abs() < 0.1);
        assert!(w("Душанбе", FontStyle::Bold) > w("Душанбе", FontStyle::Regular));
        assert!(
            (Typefaces::default().width("AB", FontStyle::Regular, 100.0, 10.0) - w("AB", FontStyle::Regular) - 20.0)
                .abs()
                < 1e-9
        );
        // Joined letters are narrower than the same letters apart.
        let apart: f64 = "کابل".chars().map(|c| w(&c.to_string(), FontStyle::Regular)).sum();
        assert!(w("کابل", FontStyle::Regular) < apart);
    }

    #[test]
    fn scripts_are_separated() {
        let fonts = Typefaces::default();
        let runs = |text| {
            let runs = fonts.runs(text, FontStyle::Regular);
            runs.into_iter().map(|(family, run)| (family == FontFamily::Arabic, run)).collect::<Vec<_>>()
        };
        assert_eq!(runs("Душанбе / دوشنبه"), [(false, "Душанбе / "), (true, "دوشنبه")]);
        assert_eq!(runs("پنج (۵): کابل"), [(true, "پنج "), (false, "("), (true, "۵"), (false, "): "), (true, "کابل")]);
        assert_eq!(runs("…"), [(false, "…")]);
    }

    #[test]
    fn a_mixed_line_runs_from_right_to_left() {
        let fonts = Typefaces::default();
        let line = fonts.pieces("منابع: OSM", FontStyle::Regular, 10.0, true);
        let words: Vec<&str> = line.iter().map(|p| p.words.trim()).collect();
        assert_eq!(words, ["منابع", ":", "OSM"]);
        // The Latin word, read last, stands at the left.
        assert!(line[2].x < line[1].x && line[1].x < line[0].x, "{line:?}");
        // One Arabic word does not turn an English line round.
        let line = fonts.pieces("Clash at Samti (سمتی), 24 August", FontStyle::Regular, 10.0, false);
        assert!(line.is_sorted_by(|a, b| a.x < b.x), "{line:?}");
        assert_eq!(line[0].words, "Clash at Samti (");
    }

    /// The bundled fonts with Noto Sans Thai, regular and bold.
    fn with_thai() -> Typefaces {
        let file = |bytes: &[u8]| ("thai.ttf".to_owned(), bytes.to_vec());
        Typefaces::with(vec![
            file(include_bytes!("../../tests/languages/mekong/fonts/NotoSansThai-Regular.ttf")),
            file(include_bytes!("../../tests/languages/mekong/fonts/NotoSansThai-Bold.ttf")),
        ])
        .unwrap()
    }

    #[test]
    fn a_mixed_text_falls_back_run_by_run() {
        let fonts = with_thai();
        let runs = fonts.runs("Ban Laem (บ้านแหลม), กข", FontStyle::Bold);
        let families: Vec<FontFamily> = runs.iter().map(|(family, _)| *family).collect();
        assert_eq!(families, [FontFamily::Main, FontFamily::Own(0), FontFamily::Main, FontFamily::Own(0)]);
        assert_eq!(fonts.family_names().last(), Some("Noto Sans Thai"));
        assert!(fonts.width("บ้าน", FontStyle::Bold, 10.0, 0.0) > fonts.width("บ้าน", FontStyle::Regular, 10.0, 0.0));
        // A mark above the base adds no width.
        assert!(
            (fonts.width("บ้", FontStyle::Regular, 10.0, 0.0) - fonts.width("บ", FontStyle::Regular, 10.0, 0.0)).abs()
                < 1e-9
        );
    }

    #[test]
    fn letters_without_a_glyph_are_found_by_shaping() {
        assert_eq!(with_thai().missing("ปอยเปต Poipet", FontStyle::Regular), None);
        let missing = Typefaces::default().missing("京ま Poipet ປ", FontStyle::Regular).unwrap();
        assert_eq!((missing.characters, missing.scripts), (vec!['ま', '京'], vec!["Han", "Hiragana"]));
    }

    /// Names of towns and countries in the scripts that have a font, and in languages with letters beside those of most alphabets.
    const NAMES: [&str; 18] = [
        "อรัญประเทศ สระแก้ว",
        "ប៉ោយប៉ែត ខេត្តបន្ទាយមានជ័យ",
        "ວຽງຈັນ ສະຫວັນນະເຂດ",
        "မြဝတီ ကရင်ပြည်နယ်",
        "महेन्द्रनगर धारचूला",
        "বেনাপোল চাঁপাইনবাবগঞ্জ",
        "ਅਟਾਰੀ ਅੰਮ੍ਰਿਤਸਰ",
        "קריית שמונה ירושלים",
        "Իջևան Տավուշի մարզ",
        "ლაგოდეხი თბილისი",
        "ዛላምበሳ አዲስ አበባ",
        "Ιωάννινα Αλεξανδρούπολη",
        "Azərbaycan Gəncə",
        "București Timișoara Mehedinți",
        "Thừa Thiên Mường Đước",
        "Ɓauci Ƙofa Ɛwe Ŋmɔ",
        "پاکستان چمن ٹانک ژوب ڈیرہ غازی خاں ہے",
        "المملكة المغربية سبتة مليلية",
    ];

    #[test]
    fn names_in_many_scripts_are_printed_without_a_box() {
        let fonts = Typefaces::default();
        for name in NAMES {
            for font_style in [FontStyle::Regular, FontStyle::Bold, FontStyle::Italic] {
                assert_eq!(fonts.missing(name, font_style), None, "{name} {font_style:?}");
            }
            // One text of one script is one run: marks and spaces stay with their letters.
            assert_eq!(fonts.runs(name, FontStyle::Regular).len(), 1, "{name}");
        }
        let web = |text: &str| fonts.web_fonts(text).map(|f| f.family.to_owned()).collect::<Vec<_>>();
        assert_eq!(web("Poipet").len(), 5);
        assert_eq!(web("Poipet ປ ต")[5..], ["Noto Sans Thai", "Noto Sans Lao"]);
    }

    #[test]
    fn a_font_of_the_dossier_goes_before_the_one_of_the_script() {
        let thai = "อรัญประเทศ";
        let family = |fonts: &Typefaces| fonts.runs(thai, FontStyle::Bold)[0].0;
        assert!(matches!(family(&Typefaces::default()), FontFamily::Script(_)));
        assert_eq!(family(&with_thai()), FontFamily::Own(0));
        assert_eq!(with_thai().web_fonts(thai).count(), 5 + 2);
    }

    #[test]
    fn what_follows_a_cluster_of_two_letters_has_its_own_place() {
        let fonts = with_thai();
        let (w, cut) = (|words: &str| fonts.width(words, FontStyle::Bold, 10.0, 0.0), FontStyle::Bold);
        let line = fonts.pieces("แม่น้ำ โขงที่", cut, 10.0, false);
        let words: Vec<&str> = line.iter().map(|p| p.words).collect();
        assert_eq!(words, ["แม่น้ำ ", "โขงที่"]);
        assert!((line[1].x - w("แม่น้ำ ")).abs() < 1e-9 && w("น้ำ") > 1.5 * w("น"), "{line:?}");
        assert_eq!(fonts.pieces("เหตุการณ์ที่", cut, 10.0, false).len(), 1);
    }

    #[test]
    fn thai_breaks_between_words_and_other_scripts_do_not() {
        assert_eq!(breakable("Aranyaprathet"), ["Aranyaprathet"]);
        let words = breakable("ภาษาไทยสวยงาม");
        assert!(words.len() > 1 && words.concat() == "ภาษาไทยสวยงาม", "{words:?}");
    }
}
