//! Lines of text as SVG: live text for the renderer, for other programs and for the PDF, or outlines.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use plotters_backend::BackendColor;
use plotters_backend::text_anchor::HPos;

use super::attributes::{length, paint};
use crate::compose::{Item, Scene};
use crate::typeface::{FontFamily, FontStyle, Step, TextRun, Typefaces, WebFont, is_right_to_left};
use crate::xml::escaped;

/// For whom text is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lettering {
    /// For the own renderer and for pages that bring the fonts: every piece of a font at its own place.
    #[default]
    Placed,
    /// For a file that is opened where the fonts may be missing: every line is one text with its width, ordered by isolates (UAX #9).
    File,
    /// For a PDF: halos are outlines, so that no text comes twice, and the words of spaced or turned letters are whole.
    Page,
    /// Outlines without text.
    Outlines,
}

/// What plotters' styles cannot express of a text; lengths in pixels.
#[derive(Clone, Default)]
pub struct Letters {
    /// The halo behind the letters, as colour and width.
    pub halo: Option<(BackendColor, f64)>,
    /// Space after every character.
    pub tracking: f64,
    /// How far it is turned clockwise about its position, in degrees.
    pub turn: f64,
}

/// A line of text with its baseline at a point of the page, in pixels.
pub struct Line<'l> {
    pub words: &'l str,
    pub font_style: FontStyle,
    pub size: f64,
    pub at: (f64, f64),
    pub anchor: HPos,
    pub color: BackendColor,
    pub letters: &'l Letters,
    /// Whether the figure runs from right to left.
    pub is_rtl: bool,
    pub fonts: &'l Typefaces,
}

/// The fonts of a scene but the main one, as a style sheet: letters that join, and those of other scripts, need their own; what Latin letters need
/// most is their width.
pub fn style_sheet(scene: &Scene) -> String {
    let (fonts, mut used, mut words) = (&scene.fonts, BTreeSet::new(), String::new());
    for item in scene.layers.iter().flat_map(|l| &l.items) {
        let Item::Text(text) = item else { continue };
        words += &text.words;
        let families = fonts.runs(&text.words, text.font_style).into_iter().map(|(family, _)| family);
        for family in families.filter(|f| *f != FontFamily::Main) {
            used.extend([
                (fonts.family_name(family), false),
                (fonts.family_name(family), text.font_style == FontStyle::Bold),
            ]);
        }
    }
    let is_used =
        |f: &WebFont<'_>| used.iter().any(|(family, is_bold)| *family == f.family && *is_bold == (f.weight > 500));
    let rules: String = fonts.web_fonts(&words).filter(is_used).map(|f| f.rule()).collect();
    if rules.is_empty() { rules } else { format!("<style type=\"text/css\">\n{rules}</style>\n") }
}

/// Words that run from right to left: readers that ignore `direction` still order what stands between these marks.
fn ordered(words: &str) -> String {
    format!("\u{2067}{}\u{2069}", escaped(words))
}

/// A piece of a text in its own font, at its own place on the line that begins at `left`.
fn span(piece: &TextRun<'_>, left: f64, fonts: &Typefaces) -> String {
    let family = fonts.family_name(piece.family);
    let words = if piece.is_rtl { ordered(piece.words) } else { escaped(piece.words) };
    format!("<tspan x=\"{}\" font-family=\"'{family}'\">{words}</tspan>", length(left + piece.x))
}

impl Line<'_> {
    /// The line as SVG elements.
    pub fn written(&self, lettering: Lettering) -> String {
        match lettering {
            Lettering::Placed => self.with_halo(&self.placed(self.letters)),
            Lettering::File => self.with_halo(&self.whole()),
            Lettering::Outlines => self.outlined(true),
            Lettering::Page => {
                let is_plain = self.letters.tracking <= 0.0 && self.letters.turn == 0.0;
                match is_plain {
                    true => format!(
                        "{}{}",
                        self.halo_outline(),
                        element(&self.placed(self.letters), &paint("fill", self.color))
                    ),
                    false => format!("{}{}", self.outlined(false), self.unseen()),
                }
            }
        }
    }

    /// The text twice, the first time as its halo: some readers paint a stroke that comes first glyph by glyph and so cut joined scripts.
    fn with_halo(&self, (set, words): &(String, String)) -> String {
        let mut out = String::new();
        let text = (set.clone(), words.clone());
        if let Some((color, width)) = self.letters.halo {
            let (stroke, same, width) = (paint("stroke", color), paint("fill", color), length(width));
            out += &element(&text, &format!("{same}{stroke} stroke-width=\"{width}\" aria-hidden=\"true\""));
        }
        out + &element(&text, &paint("fill", self.color))
    }

    /// How wide the line is in pixels, without tracking.
    fn width(&self) -> f64 {
        self.fonts.width(self.words, self.font_style, self.size, 0.0)
    }

    /// Where a line so wide begins.
    fn left(&self, wide: f64) -> f64 {
        self.at.0
            - match self.anchor {
                HPos::Left => 0.0,
                HPos::Center => wide / 2.0,
                HPos::Right => wide,
            }
    }

    fn anchor(&self) -> &'static str {
        match self.anchor {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        }
    }

    /// The attributes of position, size and style.
    fn set(&self) -> String {
        let (x, y) = (length(self.at.0), length(self.at.1));
        // Bundled fonts of other scripts have no italic: readers would slant their letters, or take another font.
        let has_italic = || {
            let runs = self.fonts.runs(self.words, self.font_style);
            runs.iter().any(|(family, _)| matches!(family, FontFamily::Main | FontFamily::Own(_)))
        };
        let style = match self.font_style {
            FontStyle::Bold => " font-weight=\"700\"",
            FontStyle::Italic if has_italic() => " font-style=\"italic\"",
            FontStyle::Italic | FontStyle::Regular => "",
        };
        format!(" x=\"{x}\" y=\"{y}\" font-size=\"{}\"{style}", length(self.size))
    }

    /// The rotation about the position, as an attribute.
    fn turned(&self, turn: f64) -> String {
        if turn == 0.0 {
            return String::new();
        }
        format!(" transform=\"rotate({} {} {})\"", length(turn), length(self.at.0), length(self.at.1))
    }

    /// Attributes and content of a text whose pieces of different fonts have their own places.
    fn placed(&self, letters: &Letters) -> (String, String) {
        let mut set = self.set();
        let (text, fonts, size) = (self.words, self.fonts, self.size);
        let runs = fonts.runs(text, self.font_style);
        let pieces = match runs.as_slice() {
            [(FontFamily::Main | FontFamily::Arabic, _)] => Vec::new(),
            _ => fonts.pieces(text, self.font_style, size, self.is_rtl),
        };
        // Pieces of a font of the dossier or of a single script are placed without tracking.
        let is_tracked = pieces.len() < 2
            || runs.iter().all(|(family, _)| !matches!(family, FontFamily::Own(_) | FontFamily::Script(_)));
        if letters.tracking > 0.0 && is_tracked {
            let _ = write!(set, " letter-spacing=\"{}\"", length(letters.tracking));
        }
        set += &self.turned(letters.turn);
        let words = match runs.as_slice() {
            [(family, words)] if *family != FontFamily::Main && pieces.len() < 2 => {
                let _ = write!(set, " font-family=\"'{}'\"", fonts.family_name(*family));
                set.push_str(self.anchor());
                if *family == FontFamily::Arabic || is_right_to_left(words) { ordered(words) } else { escaped(words) }
            }
            _ if pieces.len() > 1 || runs.len() > 1 => {
                // Some readers mix up two fonts in one piece of text where letters join: every piece has its own place.
                let left = self.left(self.width());
                pieces.iter().map(|p| span(p, left, fonts)).collect()
            }
            _ => {
                set.push_str(self.anchor());
                escaped(text)
            }
        };
        (set, words)
    }

    /// Attributes and content of a text that is one line in any font: its width is given, and isolates order it.
    fn whole(&self) -> (String, String) {
        let mut set = self.set();
        let letters = self.letters;
        let runs = self.fonts.runs(self.words, self.font_style);
        if letters.tracking > 0.0 {
            let _ = write!(set, " letter-spacing=\"{}\"", length(letters.tracking));
        }
        set += &self.turned(letters.turn);
        if let Some((first, _)) = runs.first().filter(|_| runs.iter().any(|(f, _)| *f != FontFamily::Main)) {
            // The font of the first letters, then those of the others.
            let mut families = vec![self.fonts.family_name(*first)];
            for (family, _) in &runs {
                let name = self.fonts.family_name(*family);
                if !families.contains(&name) {
                    families.push(name);
                }
            }
            let families: String = families.iter().map(|name| format!("'{name}', ")).collect();
            let _ = write!(set, " font-family=\"{families}sans-serif\"");
        }
        set.push_str(self.anchor());
        if self.words.chars().count() > 1 {
            let wide = self.fonts.width(self.words, self.font_style, self.size, letters.tracking);
            let _ = write!(set, " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", length(wide));
        }
        let is_base_rtl = self.is_rtl || is_right_to_left(self.words);
        let words = match runs.as_slice() {
            [(FontFamily::Main, _)] => escaped(self.words),
            _ if is_base_rtl => ordered(self.words),
            [_] => escaped(self.words),
            _ => format!("\u{2066}{}\u{2069}", escaped(self.words)),
        };
        (set, words)
    }

    /// The outlines of the letters as path data, about a baseline that begins at the origin, and how wide the line is.
    fn outlines(&self) -> (String, f64) {
        let letters = self.letters;
        let steps = self.fonts.outlines(self.words, self.font_style, self.size, letters.tracking, self.is_rtl);
        let wide = self.fonts.width(self.words, self.font_style, self.size, letters.tracking);
        let mut data = String::new();
        let mut push = |letter: char, points: &[(f64, f64)]| {
            data.push(letter);
            for (i, (x, y)) in points.iter().enumerate() {
                let gap = if i > 0 { " " } else { "" };
                let _ = write!(data, "{gap}{} {}", length(*x), length(*y));
            }
        };
        for step in steps {
            match step {
                Step::Move(a) => push('M', &[a]),
                Step::Line(a) => push('L', &[a]),
                Step::Quadratic(a, b) => push('Q', &[a, b]),
                Step::Cubic(a, b, c) => push('C', &[a, b, c]),
                Step::Close => push('z', &[]),
            }
        }
        (data, wide)
    }

    /// Where outlines stand, as an attribute.
    fn moved(&self, wide: f64) -> String {
        let turn = match self.letters.turn {
            0.0 => String::new(),
            turn => format!("rotate({}) ", length(turn)),
        };
        let (x, y) = (length(self.at.0), length(self.at.1));
        let back = length(self.left(wide) - self.at.0);
        format!(" transform=\"translate({x} {y}) {turn}translate({back} 0)\"")
    }

    /// The halo alone, as outlines.
    fn halo_outline(&self) -> String {
        let Some((color, width)) = self.letters.halo else { return String::new() };
        let (data, wide) = self.outlines();
        let (stroke, fill, width) = (paint("stroke", color), paint("fill", color), length(width));
        format!(
            "<path d=\"{data}\"{}{fill}{stroke} stroke-width=\"{width}\" aria-hidden=\"true\"/>\n",
            self.moved(wide)
        )
    }

    /// Halo and letters as outlines; with their words for readers that speak, if `is_named`.
    fn outlined(&self, is_named: bool) -> String {
        let (data, wide) = self.outlines();
        let name = if is_named { format!(" aria-label=\"{}\"", escaped(self.words)) } else { String::new() };
        let fill = paint("fill", self.color);
        format!("{}<path d=\"{data}\"{}{fill}{name}/>\n", self.halo_outline(), self.moved(wide))
    }

    /// The words of spaced or turned letters as a text that is not painted: whole and level, so that they are read and found.
    fn unseen(&self) -> String {
        let natural = self.width();
        let wide =
            self.fonts.width(self.words, self.font_style, self.size, self.letters.tracking) - self.letters.tracking;
        let left = self.left(wide + self.letters.tracking);
        let (sin, cos) = self.letters.turn.to_radians().sin_cos();
        // From the position to the middle of the letters, along the line and above it.
        let (along, up) = (left + wide / 2.0 - self.at.0, 0.35 * self.size);
        let middle = (self.at.0 + along * cos + up * sin, self.at.1 + along * sin - up * cos);
        let stretch = if self.letters.turn == 0.0 && natural > 0.0 { wide / natural } else { 1.0 };
        let level = Letters::default();
        let line = Line { at: (0.0, up), anchor: HPos::Center, letters: &level, ..*self };
        let (x, y) = (length(middle.0), length(middle.1));
        let text = element(&line.placed(&level), " fill=\"none\"");
        format!("<g transform=\"translate({x} {y}) scale({stretch:.4} 1)\">{}</g>\n", text.trim_end())
    }
}

fn element((set, words): &(String, String), look: &str) -> String {
    format!("<text{set}{look}>{words}</text>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line<'l>(words: &'l str, letters: &'l Letters, is_rtl: bool) -> Line<'l> {
        let color = BackendColor { alpha: 1.0, rgb: (0, 0, 0) };
        let fonts = Typefaces::bundled();
        let (font_style, at, anchor) = (FontStyle::Regular, (100.0, 50.0), HPos::Center);
        Line { words, font_style, size: 20.0, at, anchor, color, letters, is_rtl, fonts }
    }

    #[test]
    fn a_file_has_one_text_a_line_with_its_width() {
        let letters = Letters::default();
        for (words, is_rtl) in [("کابل (۱۱)", true), ("Кӯлоб / کولاب", false), ("Kabul (2)", false)] {
            let line = line(words, &letters, is_rtl);
            let svg = line.written(Lettering::File);
            assert_eq!((svg.matches("<text").count(), svg.matches("<tspan").count()), (1, 0), "{svg}");
            assert!(svg.contains(&format!("textLength=\"{}\"", length(line.width()))), "{svg}");
            assert_eq!(svg.contains('\u{2067}'), is_rtl, "{svg}");
        }
    }

    #[test]
    fn outlines_are_the_letters_that_the_renderer_sets() {
        let letters = Letters::default();
        let painted = |text: &str| {
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"80\">{text}</svg>");
            let tree = crate::render::pixels::tree(&svg, Typefaces::bundled()).unwrap();
            let rgba = crate::render::pixels::painted(&tree, 400, 80).unwrap();
            rgba.chunks(4).map(|p| f64::from(p[3])).collect::<Vec<f64>>()
        };
        let words = [
            ("۱۰۰۰", true),
            ("۲۳–۲۴ دسمبر ۲۰۲۵", true),
            ("درگیری مسلحانه (۶)", true),
            ("١٬٣٧١ كم (2)", true),
            ("Кӯлоб / کولاب", false),
            ("کابل 17–18", true),
            ("Kabul (2)", false),
        ];
        for (words, is_rtl) in words {
            let line = Line { at: (200.0, 50.0), ..line(words, &letters, is_rtl) };
            let [set, drawn] = [Lettering::Placed, Lettering::Outlines].map(|way| painted(&line.written(way)));
            let ink: f64 = set.iter().sum();
            let apart: f64 = set.iter().zip(&drawn).map(|(a, b)| (a - b).abs()).sum();
            assert!(ink > 0.0 && apart < 0.12 * ink, "{words}: {:.3} of the ink stands elsewhere", apart / ink);
        }
    }

    #[test]
    fn a_font_without_italic_is_not_asked_for_it() {
        let letters = Letters::default();
        for (words, is_italic) in [("بدخشان", false), ("Badakhshan", true)] {
            let line = Line { font_style: FontStyle::Italic, ..line(words, &letters, false) };
            for way in [Lettering::File, Lettering::Placed] {
                assert_eq!(line.written(way).contains("italic"), is_italic, "{words}");
            }
        }
    }

    #[test]
    fn a_page_has_every_word_once_and_whole() {
        let halo = Some((BackendColor { alpha: 1.0, rgb: (255, 255, 255) }, 3.0));
        for (tracking, turn) in [(0.0, 0.0), (8.0, 0.0), (1.0, -40.0)] {
            let letters = Letters { halo, tracking, turn };
            let svg = line("KABUL", &letters, false).written(Lettering::Page);
            assert_eq!(svg.matches(">KABUL<").count(), 1, "{svg}");
            assert!(svg.contains("<path") && !svg.contains("letter-spacing"), "{svg}");
        }
        let svg = line("KABUL", &Letters { halo, tracking: 2.0, turn: 0.0 }, false).written(Lettering::Outlines);
        assert!(!svg.contains("<text") && svg.matches("<path").count() == 2, "{svg}");
    }
}
