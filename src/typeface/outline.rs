//! A line of text as outlines, so that it looks the same where the fonts are not.

use rustybuzz::{Face, ttf_parser};

use super::line::TextRun;
use super::line::is_right_to_left;
use super::set::{FontFamily, Typefaces};
use super::style::FontStyle;

/// A step of an outline, in the unit of the font size: x to the right, y down from the baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// Begins a contour.
    Move((f64, f64)),
    /// A straight line.
    Line((f64, f64)),
    /// A quadratic Bézier curve by its control point and its end.
    Quadratic((f64, f64), (f64, f64)),
    /// A cubic Bézier curve by its control points and its end.
    Cubic((f64, f64), (f64, f64), (f64, f64)),
    /// Closes the contour.
    Close,
}

impl Typefaces {
    /// The outlines of a line whose left end is the origin, with glyphs shaped and ordered as the renderer does.
    ///
    /// # Arguments
    ///
    /// `size` is the font size; `tracking` is added after every character, in the same unit; `is_rtl` is the base direction of a line that mixes
    /// directions.
    #[must_use]
    pub fn outlines(&self, text: &str, font_style: FontStyle, size: f64, tracking: f64, is_rtl: bool) -> Vec<Step> {
        let mut steps = Vec::new();
        if let [(FontFamily::Main, words)] = self.runs(text, font_style).as_slice() {
            let whole = TextRun { x: 0.0, words, is_rtl: false, family: FontFamily::Main };
            self.outline_run(&whole, font_style, (size, tracking), &mut steps);
            return steps;
        }
        for piece in self.pieces(text, font_style, size, is_rtl || is_right_to_left(text)) {
            self.outline_run(&piece, font_style, (size, tracking), &mut steps);
        }
        steps
    }

    /// Adds the outlines of a run in one font and one direction.
    fn outline_run(
        &self,
        run: &TextRun<'_>,
        font_style: FontStyle,
        (size, tracking): (f64, f64),
        steps: &mut Vec<Step>,
    ) {
        let (family, x) = (run.family, run.x);
        let Some((glyphs, units_per_em)) = self.shaped_in(family, font_style, run.words, Some(run.is_rtl)) else {
            return;
        };
        let scale = size / f64::from(units_per_em);
        let mut draw = |face: &Face<'_>| {
            let mut left = x;
            for (glyph, place) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
                let origin = (left + f64::from(place.x_offset) * scale, -f64::from(place.y_offset) * scale);
                let mut pen = Pen { steps: &mut *steps, origin, scale };
                if let Ok(id) = u16::try_from(glyph.glyph_id) {
                    // A glyph without an outline is a space.
                    let _ = face.outline_glyph(ttf_parser::GlyphId(id), &mut pen);
                }
                left += f64::from(place.x_advance) * scale + if place.x_advance > 0 { tracking } else { 0.0 };
            }
        };
        self.with_face(family, font_style, &mut draw);
    }
}

/// Collects the steps of a glyph.
struct Pen<'p> {
    steps: &'p mut Vec<Step>,
    origin: (f64, f64),
    scale: f64,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (self.origin.0 + f64::from(x) * self.scale, self.origin.1 - f64::from(y) * self.scale)
    }
}

impl ttf_parser::OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Move(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Line(self.at(x, y)));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.steps.push(Step::Quadratic(self.at(x1, y1), self.at(x, y)));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.steps.push(Step::Cubic(self.at(x1, y1), self.at(x2, y2), self.at(x, y)));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_are_as_wide_as_the_text() {
        let fonts = Typefaces::default();
        for (text, is_rtl, tracking) in [
            ("Kabul (2)", false, 0.0),
            ("AFGHANISTAN", false, 12.0),
            ("کابل (۱۱)", true, 0.0),
            ("Кӯлоб / کولاب", false, 0.0),
        ] {
            let steps = fonts.outlines(text, FontStyle::Bold, 100.0, tracking, is_rtl);
            let xs = steps.iter().filter_map(|s| match s {
                Step::Move(p) | Step::Line(p) | Step::Quadratic(_, p) | Step::Cubic(_, _, p) => Some(p.0),
                Step::Close => None,
            });
            let (low, high) = xs.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
            let wide = fonts.width(text, FontStyle::Bold, 100.0, tracking);
            assert!(
                low > -10.0 && low < 15.0 && (high - (wide - tracking)).abs() < 15.0,
                "{text}: {low} {high} {wide}"
            );
            let contours = steps.iter().filter(|s| matches!(s, Step::Move(_))).count();
            assert_eq!(contours, steps.iter().filter(|s| **s == Step::Close).count());
        }
    }
}
