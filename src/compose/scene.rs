//! Everything on a figure, resolved: positions in page pixels, no decision left open.

use crate::model::Incident;
use crate::project::{Page, Rect};
use crate::recipe::TextAs;
use crate::terminal::drives;
use crate::typeface::{FontStyle, Typefaces};

pub use crate::theme::Paint;

/// A figure, ready to be painted.
#[derive(Debug, Clone)]
pub struct Scene {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Dots per inch.
    pub dpi: u32,
    /// The code of its language.
    pub language: String,
    /// Whether that language is written from right to left.
    pub is_right_to_left: bool,
    /// What the figure is called.
    pub title: String,
    /// A text alternative: what the figure shows, in a sentence or two.
    pub description: String,
    /// Facts for the metadata of the file, as keyword and text.
    pub metadata: Vec<(String, String)>,
    /// The fonts that its texts are set in.
    pub fonts: Typefaces,
    /// Whether its text is written as text or as outlines, where the format leaves the choice.
    pub text_as: TextAs,
    /// What lies under what: the first is painted first.
    pub layers: Vec<Layer>,
}

impl Scene {
    /// The scene without control characters and without bidirectional embeddings, overrides and isolates in its texts.
    /// Implicit direction marks stay.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        let clean = |text: &mut String| {
            let is_wrong = |c: char| c.is_control() || drives(c);
            if text.contains(is_wrong) {
                *text =
                    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_wrong(*c)).collect();
            }
        };
        clean(&mut self.title);
        clean(&mut self.description);
        self.metadata.iter_mut().for_each(|(_, text)| clean(text));
        for item in self.layers.iter_mut().flat_map(|l| &mut l.items) {
            match item {
                Item::Text(text) => clean(&mut text.words),
                Item::Shape(Shape { about: Some(about), .. }) | Item::Disc(Disc { about: Some(about), .. }) => {
                    clean(&mut about.words);
                }
                _ => {}
            }
        }
        self
    }
}

/// A named group of items.
#[derive(Debug, Clone)]
pub struct Layer {
    /// A name without spaces.
    pub id: String,
    /// The name that an editor shows.
    pub label: String,
    /// What is painted, in order.
    pub items: Vec<Item>,
}

impl Layer {
    /// An empty layer.
    #[must_use]
    pub fn new(id: &str, label: &str) -> Self {
        Self { id: id.to_owned(), label: label.to_owned(), items: Vec::new() }
    }

    /// The layer moved by so many pixels to the right and down.
    #[must_use]
    pub fn moved(&self, by: Page) -> Self {
        let mut layer = self.clone();
        let shift = |at: &mut Page| *at = (at.0 + by.0, at.1 + by.1);
        for item in &mut layer.items {
            match item {
                Item::Shape(shape) => shape.paths.iter_mut().flatten().for_each(shift),
                Item::Disc(disc) => shift(&mut disc.centre),
                Item::Text(text) => shift(&mut text.at),
                Item::Image(image) => (image.rect.x, image.rect.y) = (image.rect.x + by.0, image.rect.y + by.1),
                Item::Picture(picture) => {
                    (picture.rect.x, picture.rect.y) = (picture.rect.x + by.0, picture.rect.y + by.1);
                }
            }
        }
        layer
    }
}

/// One thing to paint.
#[derive(Debug, Clone)]
pub enum Item {
    /// Lines or areas.
    Shape(Shape),
    /// A circle.
    Disc(Disc),
    /// A line of text.
    Text(Text),
    /// Pixels.
    Picture(Picture),
    /// A picture in colour.
    Image(Image),
}

/// Lines, or an area with holes.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Lines, or the rings of an area, filled even-odd.
    pub paths: Vec<Vec<Page>>,
    /// The fill; with one, the paths are closed.
    pub fill: Option<Paint>,
    /// The line.
    pub stroke: Option<Stroke>,
    /// What it stands for.
    pub about: Option<About>,
}

/// What a shape stands for.
#[derive(Debug, Clone)]
pub struct About {
    /// A description that a viewer may show.
    pub words: String,
    /// The id of its incident, to link the shape with other elements about it.
    pub incident: Option<String>,
}

impl About {
    /// The description of a symbol of an incident.
    #[must_use]
    pub fn incident(incident: &Incident) -> Self {
        Self { words: format!("{} {}", incident.date, incident.title), incident: Some(incident.id.clone()) }
    }

    /// The description of a shape that is no incident.
    #[must_use]
    pub fn other(words: String) -> Self {
        Self { words, incident: None }
    }
}

/// A circle.
#[derive(Debug, Clone)]
pub struct Disc {
    /// Its centre.
    pub centre: Page,
    /// Its radius in pixels.
    pub radius: f64,
    /// The fill.
    pub fill: Option<Paint>,
    /// The line.
    pub stroke: Option<Stroke>,
    /// What it stands for.
    pub about: Option<About>,
}

/// How a line is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub paint: Paint,
    /// Its width in pixels.
    pub width: f64,
    /// Lengths of dashes and gaps in pixels; empty for an unbroken line.
    pub dash: Vec<f64>,
}

impl Stroke {
    /// An unbroken line.
    #[must_use]
    pub fn solid(paint: Paint, width: f64) -> Self {
        Self { paint, width, dash: Vec::new() }
    }
}

/// A line of text.
#[derive(Debug, Clone)]
pub struct Text {
    /// The words.
    pub words: String,
    /// Where the baseline begins, has its middle, or ends, according to `anchor`.
    pub at: Page,
    /// What `at` is.
    pub anchor: Anchor,
    /// The style of the font.
    pub font_style: FontStyle,
    /// The font size in pixels.
    pub size: f64,
    /// Space added after every character, in pixels.
    pub tracking: f64,
    /// How far it is turned clockwise about `at`, in degrees.
    pub turn: f64,
    /// The colour.
    pub paint: Paint,
    /// The halo: the colour and width of the outline behind the letters.
    pub halo: Option<(Paint, f64)>,
}

/// Which point of a text is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A PNG in a rectangle.
#[derive(Debug, Clone)]
pub struct Image {
    /// Where on the page.
    pub rect: Rect,
    /// The file.
    pub png: std::sync::Arc<[u8]>,
}

/// Pixels in a rectangle: grey with an alpha channel.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Where on the page.
    pub rect: Rect,
    /// Columns.
    pub columns: u32,
    /// Rows.
    pub rows: u32,
    /// Grey and alpha, row by row from the upper left.
    pub grey_alpha: Vec<u8>,
}
