//! The painter: a scene through plotters onto our SVG backend.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::coord::CoordTranslate;
use plotters::drawing::{DrawingArea, Rect};
use plotters::element::{CoordMapper, Drawable, PointCollection};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, FontStyle as PlottersStyle, IntoFont, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendColor, BackendCoord, DrawingBackend, DrawingErrorKind};

use super::RenderError;
use super::attributes::UNITS;
use super::backend::{Pen, SvgBackend};
use super::lettering::{Lettering, Letters};
use super::pixels::{data_uri, png_uri};
use crate::compose::{Anchor, Disc, Item, Paint, Scene, Shape, Text};
use crate::project::Page;
use crate::recipe::TextAs;
use crate::typeface::{FAMILY, FontStyle};

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Paints a scene as SVG: named layers, live text, no clip paths. The same scene gives the same bytes.
///
/// # Errors
///
/// [`RenderError`] if the drawing library refuses something.
pub fn svg(scene: &Scene) -> Result<String, RenderError> {
    painted(scene, None, Lettering::Placed)
}

/// Paints a scene as the SVG of a file that is opened where the fonts may be missing: every line of text is one element with its width, or,
/// where the scene asks for it, text is outlines.
///
/// # Errors
///
/// [`RenderError`] if the drawing library refuses something.
pub fn svg_file(scene: &Scene) -> Result<String, RenderError> {
    painted(scene, None, if scene.text_as == TextAs::Paths { Lettering::Outlines } else { Lettering::File })
}

/// Paints a scene as the SVG from which [`super::pdf`] makes a page.
///
/// # Errors
///
/// [`RenderError`] if the drawing library refuses something.
pub fn svg_of_page(scene: &Scene) -> Result<String, RenderError> {
    painted(scene, None, if scene.text_as == TextAs::Paths { Lettering::Outlines } else { Lettering::Page })
}

/// Paints a scene as an SVG element for a page with other figures: see [`svg`].
///
/// Its ids begin with `prefix`, it has no width and height of its own, and what stands for an incident carries its id
/// as `data-incident`.
///
/// # Errors
///
/// [`RenderError`] if the drawing library refuses something.
pub fn inline_svg(scene: &Scene, prefix: &str) -> Result<String, RenderError> {
    painted(scene, Some(prefix), Lettering::Placed)
}

fn painted(scene: &Scene, prefix: Option<&str>, lettering: Lettering) -> Result<String, RenderError> {
    let backend = SvgBackend::new(scene, prefix, lettering);
    let backend = Rc::new(RefCell::new(backend));
    {
        let area = DrawingArea::from(&backend).apply_coord_spec(Paper);
        let failed = |e: &dyn std::fmt::Display| RenderError::Drawing(e.to_string());
        for layer in &scene.layers {
            backend.borrow_mut().open_layer(&layer.id, &layer.label);
            for item in &layer.items {
                match item {
                    Item::Shape(shape) => area.draw(&ShapeElement::new(shape)).map_err(|e| failed(&e))?,
                    Item::Disc(disc) => area.draw(&DiscElement(disc)).map_err(|e| failed(&e))?,
                    Item::Text(text) => area.draw(&TextElement(text)).map_err(|e| failed(&e))?,
                    Item::Image(image) => {
                        let r = image.rect;
                        backend.borrow_mut().picture(r.x, r.y, r.width, r.height, &png_uri(&image.png));
                    }
                    Item::Picture(picture) => {
                        let r = picture.rect;
                        backend.borrow_mut().picture(r.x, r.y, r.width, r.height, &data_uri(picture)?);
                    }
                }
            }
            backend.borrow_mut().close_layer();
        }
        area.present().map_err(|e| failed(&e))?;
    }
    let backend =
        Rc::into_inner(backend).ok_or_else(|| RenderError::Drawing("the backend is still in use".to_owned()))?;
    Ok(backend.into_inner().finish())
}

/// Page pixels to plotters' whole units.
struct Paper;

impl CoordTranslate for Paper {
    type From = Page;

    fn translate(&self, from: &Page) -> BackendCoord {
        let units = |v: f64| (v * UNITS).round() as i32;
        (units(from.0), units(from.1))
    }
}

/// plotters' own mapper moves points that lie outside the drawing area onto its edge; this one leaves them.
struct Free;

impl CoordMapper for Free {
    type Output = BackendCoord;

    fn map<CT: CoordTranslate>(coord: &CT, from: &CT::From, _: &Rect) -> BackendCoord {
        coord.translate(from)
    }
}

fn color(paint: Paint) -> BackendColor {
    BackendColor { alpha: paint.alpha, rgb: paint.rgb }
}

fn rgba(paint: Paint) -> RGBAColor {
    let (r, g, b) = paint.rgb;
    RGBAColor(r, g, b, paint.alpha)
}

struct ShapeElement<'s> {
    shape: &'s Shape,
    points: Vec<Page>,
}

impl<'s> ShapeElement<'s> {
    fn new(shape: &'s Shape) -> Self {
        Self { shape, points: shape.paths.iter().flatten().copied().collect() }
    }
}

impl<'a> PointCollection<'a, Page, Free> for &'a ShapeElement<'_> {
    type Point = &'a Page;
    type IntoIter = &'a [Page];

    fn point_iter(self) -> &'a [Page] {
        &self.points
    }
}

impl Drawable<SvgBackend, Free> for ShapeElement<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, mut points: I, to: &mut SvgBackend, _: (u32, u32)) -> Drawn {
        let stroke = self.shape.stroke.as_ref();
        to.pen = Pen {
            dash: stroke.map(|s| s.dash.clone()).unwrap_or_default(),
            width: stroke.map_or(0.0, |s| s.width),
            edge: None,
            about: self.shape.about.clone(),
        };
        let mut paths: Vec<Vec<BackendCoord>> =
            self.shape.paths.iter().map(|path| points.by_ref().take(path.len()).collect()).collect();
        let stroke = stroke.filter(|s| s.width > 0.0);
        match (self.shape.fill, stroke, paths.len()) {
            (None, None, _) | (_, _, 0) => Ok(()),
            (None, Some(s), 1) => {
                to.draw_path(paths.remove(0), &ShapeStyle { color: rgba(s.paint), filled: false, stroke_width: 1 })
            }
            (Some(fill), stroke, 1) => {
                to.pen.edge = stroke.map(|s| (color(s.paint), s.width));
                to.fill_polygon(paths.remove(0), &color(fill))
            }
            (fill, stroke, _) => {
                to.paths(&paths, fill.map(color), stroke.map(|s| color(s.paint)));
                Ok(())
            }
        }
    }
}

struct DiscElement<'s>(&'s Disc);

impl<'a> PointCollection<'a, Page, Free> for &'a DiscElement<'_> {
    type Point = &'a Page;
    type IntoIter = std::iter::Once<&'a Page>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.0.centre)
    }
}

impl Drawable<SvgBackend, Free> for DiscElement<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, mut points: I, to: &mut SvgBackend, _: (u32, u32)) -> Drawn {
        let Some(centre) = points.next() else { return Ok(()) };
        let radius = (self.0.radius.max(0.0) * UNITS).round() as u32;
        let stroke = self.0.stroke.as_ref();
        let about = self.0.about.clone();
        to.pen = Pen { width: stroke.map_or(0.0, |s| s.width), about, ..Pen::default() };
        match (self.0.fill, stroke) {
            (Some(fill), stroke) => {
                to.pen.edge = stroke.map(|s| (color(s.paint), s.width));
                to.draw_circle(centre, radius, &color(fill), true)
            }
            (None, Some(stroke)) => to.draw_circle(centre, radius, &color(stroke.paint), false),
            (None, None) => Ok(()),
        }
    }
}

struct TextElement<'s>(&'s Text);

impl<'a> PointCollection<'a, Page, Free> for &'a TextElement<'_> {
    type Point = &'a Page;
    type IntoIter = std::iter::Once<&'a Page>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.0.at)
    }
}

impl Drawable<SvgBackend, Free> for TextElement<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, mut points: I, to: &mut SvgBackend, _: (u32, u32)) -> Drawn {
        let Some(at) = points.next() else { return Ok(()) };
        let text = self.0;
        to.letters = Letters {
            halo: text.halo.map(|(paint, width)| (color(paint), width)),
            tracking: text.tracking,
            turn: text.turn,
        };
        let font_style = match text.font_style {
            FontStyle::Regular => PlottersStyle::Normal,
            FontStyle::Bold => PlottersStyle::Bold,
            FontStyle::Italic => PlottersStyle::Italic,
        };
        let anchor = match text.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = (FontFamily::Name(FAMILY), text.size * UNITS, font_style).into_font();
        let ink = rgba(text.paint);
        let style = TextStyle::from(font).color(&ink).pos(Pos::new(anchor, VPos::Bottom));
        to.draw_text(&text.words, &style, at)
    }
}
