//! A plotters backend that writes SVG: layers, dashes, halos, holes, and hundredths of a pixel.
//!
//! plotters works in whole units; here one unit is a hundredth of a pixel, written with two decimals. What its drawing
//! calls cannot express (dashes, even-odd fills, halos, font styles, tracking) is set as a pen before the call.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle as PlottersStyle,
};

use crate::compose::{About, Scene};
use crate::typeface::{FontFamily, FontStyle, TextRun, Typefaces, is_right_to_left};
use crate::xml::escaped;

/// How many units of plotters make a pixel.
pub const UNITS: f64 = 100.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// The SVG being written.
pub struct SvgBackend {
    out: String,
    width: u32,
    height: u32,
    is_rtl: bool,
    fonts: Typefaces,
    /// What keeps the ids of a figure apart from others on one page; `None` for a figure in a file of its own.
    prefix: Option<String>,
    /// What plotters' styles cannot express of the next line or area.
    pub pen: Pen,
    /// What plotters' styles cannot express of the next text.
    pub letters: Letters,
}

/// What plotters' styles cannot express of a line or an area; widths in pixels.
#[derive(Clone, Default)]
pub struct Pen {
    /// Lengths of dashes and gaps.
    pub dash: Vec<f64>,
    /// The line's width: plotters' own is in whole units.
    pub width: f64,
    /// The line around the next area or circle, as colour and width.
    pub edge: Option<(BackendColor, f64)>,
    /// A description that a viewer may show.
    pub about: Option<About>,
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

/// Writes a number of plotters' units as pixels with at most two decimals.
fn push_px(out: &mut String, units: i32) {
    if units < 0 {
        out.push('-');
    }
    let (whole, rest) = (units.unsigned_abs() / 100, units.unsigned_abs() % 100);
    let digit = |n: u32| char::from_digit(n % 10, 10).unwrap_or('0');
    let mut scale = 1;
    while whole / scale >= 10 {
        scale *= 10;
    }
    while scale > 0 {
        out.push(digit(whole / scale));
        scale /= 10;
    }
    if rest > 0 {
        out.push('.');
        out.push(digit(rest / 10));
        if rest % 10 > 0 {
            out.push(digit(rest));
        }
    }
}

/// A number of plotters' units as pixels.
fn px(units: i32) -> String {
    let mut out = String::new();
    push_px(&mut out, units);
    out
}

/// A length in pixels with at most two decimals.
pub fn length(value: f64) -> String {
    // Page lengths are far below the range of the integer.
    px((value * UNITS).round() as i32)
}

fn paint(name: &str, color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    if color.alpha >= 1.0 {
        format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\"")
    } else {
        let alpha = (color.alpha * 1000.0).round() / 1000.0;
        format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\" {name}-opacity=\"{alpha}\"")
    }
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

fn font_style_of<S: BackendTextStyle>(style: &S) -> FontStyle {
    match style.style() {
        PlottersStyle::Bold => FontStyle::Bold,
        PlottersStyle::Italic | PlottersStyle::Oblique => FontStyle::Italic,
        PlottersStyle::Normal => FontStyle::Regular,
    }
}

impl SvgBackend {
    /// Begins an SVG of so many pixels.
    ///
    /// With a prefix it is part of a page: its ids begin with it, its size is left to the page, and symbols name their
    /// incident.
    pub fn new(scene: &Scene, prefix: Option<&str>) -> Self {
        let mut out = String::new();
        let families: String = scene.fonts.family_names().map(|name| format!("'{name}', ")).collect();
        let families = format!("{families}sans-serif");
        if let Some(prefix) = prefix {
            let (title, description) = (escaped(&scene.title), escaped(&scene.description));
            let Scene { width, height, language, .. } = scene;
            let _ = write!(
                out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 {width} {height}\" \
                 lang=\"{language}\" direction=\"ltr\" role=\"img\" aria-labelledby=\"{prefix}-svg-title {prefix}-svg-desc\" \
                 font-family=\"{families}\" stroke-linejoin=\"round\" stroke-linecap=\"butt\">\n\
                 <title id=\"{prefix}-svg-title\">{title}</title>\n<desc id=\"{prefix}-svg-desc\">{description}</desc>\n"
            );
            return Self::of(out, scene, Some(prefix));
        }
        let (title, description) = (escaped(&scene.title), escaped(&scene.description));
        let Scene { width, height, language, .. } = scene;
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" xml:lang=\"{language}\" role=\"img\" aria-labelledby=\"title desc\" \
             font-family=\"{families}\" stroke-linejoin=\"round\" stroke-linecap=\"butt\">\n\
             <title id=\"title\">{title}</title>\n<desc id=\"desc\">{description}</desc>\n<metadata>\n"
        );
        for (key, value) in &scene.metadata {
            let _ = writeln!(out, "{}: {}", escaped(key), escaped(value));
        }
        out.push_str("</metadata>\n");
        Self::of(out, scene, None)
    }

    fn of(out: String, scene: &Scene, prefix: Option<&str>) -> Self {
        Self {
            out,
            width: scene.width,
            height: scene.height,
            is_rtl: scene.is_right_to_left,
            fonts: scene.fonts.clone(),
            prefix: prefix.map(str::to_owned),
            pen: Pen::default(),
            letters: Letters::default(),
        }
    }

    /// Opens a layer that an editor shows by name.
    pub fn open_layer(&mut self, id: &str, label: &str) {
        let (id, label) = (escaped(id), escaped(label));
        if let Some(prefix) = &self.prefix {
            let _ = writeln!(self.out, "<g id=\"{prefix}-{id}\">");
            return;
        }
        let _ = writeln!(self.out, "<g id=\"{id}\" inkscape:groupmode=\"layer\" inkscape:label=\"{label}\">");
    }

    /// Closes the layer.
    pub fn close_layer(&mut self) {
        self.out.push_str("</g>\n");
    }

    /// Puts a PNG into a rectangle given in pixels.
    pub fn picture(&mut self, x: f64, y: f64, width: f64, height: f64, data_uri: &str) {
        let (x, y, width, height) = (length(x), length(y), length(width), length(height));
        let _ = writeln!(
            self.out,
            "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" style=\"image-rendering:smooth\" \
             xlink:href=\"{data_uri}\"/>"
        );
    }

    /// The finished SVG.
    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    /// Writes an area of several rings, filled even-odd, or several lines.
    pub fn paths(&mut self, paths: &[Vec<BackendCoord>], fill: Option<BackendColor>, stroke: Option<BackendColor>) {
        self.out.push_str("<path d=\"");
        for path in paths {
            self.path_data(path.iter().copied(), fill.is_some());
        }
        self.out.push('"');
        match fill {
            Some(color) => {
                let fill = paint("fill", color);
                let _ = write!(self.out, "{fill}");
                if paths.len() > 1 {
                    self.out.push_str(" fill-rule=\"evenodd\"");
                }
            }
            None => self.out.push_str(" fill=\"none\""),
        }
        if let Some(color) = stroke {
            let (stroke, width) = (paint("stroke", color), length(self.pen.width));
            let _ = write!(self.out, "{stroke} stroke-width=\"{width}\"");
            if !self.pen.dash.is_empty() {
                let dash: Vec<String> = self.pen.dash.iter().map(|d| length(*d)).collect();
                let _ = write!(self.out, " stroke-dasharray=\"{}\"", dash.join(" "));
            }
        }
        match self.pen.about.take() {
            Some(about) => {
                let (link, about) = self.link_and_title(&about);
                let _ = writeln!(self.out, "{link}><title>{about}</title></path>");
            }
            None => self.out.push_str("/>\n"),
        }
    }

    /// What links a shape with its incident, on a page, and its description.
    fn link_and_title(&self, about: &About) -> (String, String) {
        let id = about.incident.as_ref().filter(|_| self.prefix.is_some());
        (id.map(|id| format!(" data-incident=\"{}\"", escaped(id))).unwrap_or_default(), escaped(&about.words))
    }

    /// Path data: absolute to begin with, then relative, equal points left out.
    fn path_data(&mut self, points: impl Iterator<Item = BackendCoord>, close: bool) {
        let mut last: Option<BackendCoord> = None;
        for (x, y) in points {
            match last {
                None => {
                    self.out.push('M');
                    push_px(&mut self.out, x);
                    self.out.push(' ');
                    push_px(&mut self.out, y);
                }
                Some((lx, ly)) if (lx, ly) == (x, y) => continue,
                Some((lx, ly)) => {
                    self.out.push('l');
                    push_px(&mut self.out, x - lx);
                    self.out.push(' ');
                    push_px(&mut self.out, y - ly);
                }
            }
            last = Some((x, y));
        }
        if close {
            self.out.push('z');
        }
    }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.width * 100, self.height * 100)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        let (x, y, fill) = (px(x), px(y), paint("fill", color));
        let _ = writeln!(self.out, "<rect x=\"{x}\" y=\"{y}\" width=\"0.01\" height=\"0.01\"{fill}/>");
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.paths(&[points], None, Some(style.color()));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        let ring = vec![a, (b.0, a.1), b, (a.0, b.1), a];
        if fill {
            self.paths(&[ring], Some(style.color()), None);
        } else {
            self.paths(&[ring], None, Some(style.color()));
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let (x, y) = (px(x), px(y));
        let r = px(i32::try_from(radius).unwrap_or(i32::MAX));
        let inner = if fill { paint("fill", style.color()) } else { " fill=\"none\"".to_owned() };
        let edge = if fill { self.pen.edge } else { Some((style.color(), self.pen.width)) };
        let edge = edge.map_or(String::new(), |(color, width)| {
            format!("{} stroke-width=\"{}\"", paint("stroke", color), length(width))
        });
        let about = self.pen.about.take().map(|a| self.link_and_title(&a));
        let _ = match about {
            Some((link, about)) => writeln!(
                self.out,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{inner}{edge}{link}><title>{about}</title></circle>",
            ),
            None => writeln!(self.out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{inner}{edge}/>"),
        };
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, ring: I, style: &S) -> Drawn {
        let ring: Vec<BackendCoord> = ring.into_iter().collect();
        let edge = self.pen.edge.map(|(color, width)| {
            self.pen.width = width;
            color
        });
        self.paths(&[ring], Some(style.color()), edge);
        Ok(())
    }

    /// Writes a text with its baseline at the position. Halo and letters are two texts: some readers paint a stroke
    /// that comes first glyph by glyph and so cut joined scripts.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let (x, y) = (px(at.0), px(at.1));
        let font_style = font_style_of(style);
        let mut set = String::new();
        let _ = write!(set, " font-size=\"{}\"", length(style.size() / UNITS));
        match style.style() {
            PlottersStyle::Bold => set.push_str(" font-weight=\"700\""),
            PlottersStyle::Italic | PlottersStyle::Oblique => set.push_str(" font-style=\"italic\""),
            PlottersStyle::Normal => {}
        }
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let size = style.size() / UNITS;
        let runs = self.fonts.runs(text, font_style);
        let pieces = match runs.as_slice() {
            [(FontFamily::Main | FontFamily::Arabic, _)] => Vec::new(),
            _ => self.fonts.pieces(text, font_style, size, self.is_rtl),
        };
        // Pieces of a font of the dossier or of a single script are placed without tracking.
        let is_tracked = pieces.len() < 2
            || runs.iter().all(|(family, _)| !matches!(family, FontFamily::Own(_) | FontFamily::Script(_)));
        if self.letters.tracking > 0.0 && is_tracked {
            let _ = write!(set, " letter-spacing=\"{}\"", length(self.letters.tracking));
        }
        if self.letters.turn != 0.0 {
            let _ = write!(set, " transform=\"rotate({} {x} {y})\"", length(self.letters.turn));
        }
        let words = match runs.as_slice() {
            [(family, words)] if *family != FontFamily::Main && pieces.len() < 2 => {
                let _ = write!(set, " font-family=\"'{}'\"", self.fonts.family_name(*family));
                set.push_str(anchor);
                if *family == FontFamily::Arabic || is_right_to_left(words) { ordered(words) } else { escaped(words) }
            }
            _ if pieces.len() > 1 || runs.len() > 1 => {
                // Some readers mix up two fonts in one piece of text where letters join: every piece has its own place.
                let wide = self.fonts.width(text, font_style, size, 0.0);
                let left = f64::from(at.0) / UNITS
                    - match style.anchor().h_pos {
                        HPos::Left => 0.0,
                        HPos::Center => wide / 2.0,
                        HPos::Right => wide,
                    };
                pieces.iter().map(|p| span(p, left, &self.fonts)).collect()
            }
            _ => {
                set.push_str(anchor);
                escaped(text)
            }
        };
        let fill = paint("fill", style.color());
        if let Some((color, width)) = self.letters.halo {
            let (stroke, same, width) = (paint("stroke", color), paint("fill", color), length(width));
            let _ = writeln!(
                self.out,
                "<text x=\"{x}\" y=\"{y}\"{set}{same}{stroke} stroke-width=\"{width}\" aria-hidden=\"true\">{words}</text>"
            );
        }
        let _ = writeln!(self.out, "<text x=\"{x}\" y=\"{y}\"{set}{fill}>{words}</text>");
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = self.fonts.width(text, font_style_of(style), style.size(), 0.0);
        // Sizes are positive and small.
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_are_written_short() {
        assert_eq!([px(0), px(-5), px(120), px(12345)], ["0", "-0.05", "1.2", "123.45"]);
        assert_eq!(length(7.996), "8");
    }
}
