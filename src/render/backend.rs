//! A plotters backend that writes SVG: layers, dashes, halos, holes, and hundredths of a pixel.
//!
//! plotters works in whole units; here one unit is a hundredth of a pixel, written with two decimals. What its drawing
//! calls cannot express (dashes, even-odd fills, halos, font styles, tracking) is set as a pen before the call.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle as PlottersStyle,
};

use super::attributes::{UNITS, length, paint, push_px, px};
use super::lettering::{Lettering, Letters, Line, style_sheet};
use crate::compose::{About, Scene};
use crate::typeface::{FontStyle, Typefaces};
use crate::xml::escaped;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// The SVG being written.
pub struct SvgBackend {
    out: String,
    width: u32,
    height: u32,
    is_rtl: bool,
    fonts: Typefaces,
    lettering: Lettering,
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
    pub fn new(scene: &Scene, prefix: Option<&str>, lettering: Lettering) -> Self {
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
            return Self::of(out, scene, Some(prefix), lettering);
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
        if lettering == Lettering::File {
            out += &style_sheet(scene);
        }
        Self::of(out, scene, None, lettering)
    }

    fn of(out: String, scene: &Scene, prefix: Option<&str>, lettering: Lettering) -> Self {
        Self {
            out,
            width: scene.width,
            height: scene.height,
            is_rtl: scene.is_right_to_left,
            fonts: scene.fonts.clone(),
            lettering,
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

    /// Writes a text with its baseline at the position.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let line = Line {
            words: text,
            font_style: font_style_of(style),
            size: style.size() / UNITS,
            at: (f64::from(at.0) / UNITS, f64::from(at.1) / UNITS),
            anchor: style.anchor().h_pos,
            color: style.color(),
            letters: &self.letters,
            is_rtl: self.is_rtl,
            fonts: &self.fonts,
        };
        let written = line.written(self.lettering);
        self.out += &written;
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
