//! The sheet of a figure that is no map: title, footer, legend below, and the body between them.

use std::collections::BTreeMap;

use super::figure::{Boxes, Figure, PlacedSymbol};
use super::footer::{self, Drawn};
use super::furniture::{rectangle, title_block};
use super::panel::{Block, columns, flow, held, least_height};
use super::paper::{ComposeError, paper, too_small};
use super::scene::{Item, Layer, Scene, Stroke};
use super::shown::Shown;
use super::style::Style;
use super::unprintable::unprintable;
use crate::language::LanguagePair;
use crate::model::Case;
use crate::project::Rect;
use crate::recipe::Recipe;

/// A page with what is the same on every chart.
pub struct Sheet<'a> {
    pub recipe: &'a Recipe,
    pub dossier: &'a Case,
    pub style: Style<'a>,
    page: Rect,
    title: Vec<Item>,
    top: f64,
    footer: Vec<String>,
    footer_top: f64,
    credits: Vec<String>,
    /// What is said of the line and its ground, as a line of the caption.
    stated: String,
    /// How many columns the legend has.
    columns: usize,
}

/// What a chart is, beside its sheet.
#[derive(Default)]
pub struct Content {
    pub layers: Vec<Layer>,
    pub labels: Vec<Rect>,
    /// Small boxes along their leader lines.
    pub leaders: Vec<Rect>,
    pub symbols: Vec<Rect>,
    /// The symbols of small maps with their points.
    pub placed: Vec<PlacedSymbol>,
    pub unnamed: Vec<String>,
    /// The two sides without a name, on small maps.
    pub unnamed_sides: Vec<String>,
    pub remarks: Vec<String>,
    pub description: String,
}

/// The space between the edge of the page and what stands on it, in units of the design.
pub const OUTER: f64 = 26.0;
const GAP: f64 = 24.0;

impl<'a> Sheet<'a> {
    pub fn new(recipe: &'a Recipe, languages: LanguagePair, dossier: &'a Case, drawn: &Drawn<'_>) -> Self {
        let (style, page) = paper(recipe, languages, dossier);
        let (title, top) = title_block(&recipe.title, &recipe.subtitle, page, &style);
        let wide = page.width - 2.0 * style.px(OUTER);
        let footer = footer::lines(dossier, drawn, wide, &style);
        let footer_top = page.bottom() - footer::height(footer.len(), &style);
        let columns = ((wide / style.unit) / 330.0).floor().clamp(1.0, 4.0) as usize;
        let credits = footer::credits(dossier, drawn, style.language());
        let stated = footer::stated(drawn.claims);
        Self { recipe, dossier, style, page, title, top, footer, footer_top, credits, stated, columns }
    }

    /// Replaces the footer by that of what was drawn in the end; its position stays.
    pub fn set_footer(&mut self, drawn: &Drawn<'_>) {
        self.footer = footer::lines(self.dossier, drawn, self.inner().width, &self.style);
        self.credits = footer::credits(self.dossier, drawn, self.style.language());
        self.stated = footer::stated(drawn.claims);
    }

    /// Where things begin and end across the page.
    pub fn inner(&self) -> Rect {
        let outer = self.style.px(OUTER);
        Rect { x: self.page.x + outer, width: self.page.width - 2.0 * outer, ..self.page }
    }

    /// The width of a column of the legend.
    pub fn column(&self) -> f64 {
        let all = columns(self.inner(), self.columns, self.style.px(GAP), &self.style);
        all.first().map_or(self.inner().width, |c| c.width)
    }

    fn legend_height(&self, blocks: &[Block]) -> f64 {
        if blocks.is_empty() { 0.0 } else { least_height(blocks, self.columns) + self.style.px(10.0) }
    }

    /// The rectangle between title, legend and footer.
    pub fn body(&self, legend: &[Block]) -> Rect {
        let bottom = self.footer_top - self.legend_height(legend) - self.style.px(6.0);
        Rect { y: self.top, height: bottom - self.top, ..self.page }
    }

    /// The figure, put together.
    ///
    /// # Errors
    ///
    /// [`ComposeError::TooSmall`] if the legend has no room.
    pub fn figure(self, content: Content, legend: &[Block], shown: Shown) -> Result<Figure, ComposeError> {
        let (recipe, style) = (self.recipe, &self.style);
        let body = self.body(legend);
        let bounds = Rect { y: body.bottom() + style.px(6.0), height: self.legend_height(legend), ..self.inner() };
        let boxes = columns(bounds, self.columns, style.px(GAP), style);
        if held(legend, &boxes) < legend.len() {
            return Err(too_small(recipe));
        }
        let mut paper = Layer::new("paper", "Paper");
        paper.items.push(rectangle(self.page, style.theme.paper, Stroke::solid(style.theme.paper, 0.0)));
        let mut legend_layer = Layer::new("legend", "Legend");
        legend_layer.items.extend(flow(legend, &boxes, style));
        let mut words = Layer::new("title", "Title and foot");
        words.items.extend(self.title);
        words.items.extend(footer::set(&self.footer, self.page, self.footer_top, style));
        let mut layers: Vec<Layer> =
            std::iter::once(paper).chain(content.layers).chain([legend_layer, words]).collect();
        layers.retain(|l| !l.items.is_empty());
        number_apart(&mut layers);
        let disclaimer = style.name(&self.dossier.disclaimer);
        let (credits, stated) = (self.credits, self.stated);
        let coarse = footer::coarsened(self.dossier, style).map(|sentence| format!("{sentence}\n")).unwrap_or_default();
        let selected = footer::selected(style, "\n");
        let caption = format!(
            "{}\n{}\n{selected}{stated}{coarse}{disclaimer}\n{}.\n{}",
            recipe.title,
            content.description,
            credits.join("; "),
            footer::edition(self.dossier)
        );
        let mut facts = vec![
            ("Border edition".to_owned(), self.dossier.border.facts.edition.clone()),
            ("Data date".to_owned(), self.dossier.data_date().unwrap_or_default()),
            ("Credits".to_owned(), credits.join("; ")),
            ("Software".to_owned(), format!("marz {}", env!("CARGO_PKG_VERSION"))),
        ];
        facts.extend(self.dossier.edition.clone().map(|edition| ("Edition".to_owned(), edition)));
        let scene = Scene {
            width: recipe.pixels().0,
            height: recipe.pixels().1,
            dpi: recipe.dots(),
            language: style.language().code().to_owned(),
            is_right_to_left: style.is_mirrored(),
            title: recipe.title.clone(),
            description: content.description,
            metadata: facts,
            fonts: style.fonts.clone(),
            text_as: recipe.text_as,
            layers,
        };
        let boxes = Boxes {
            frame: Some(body),
            labels: content.labels,
            leaders: content.leaders,
            symbols: content.symbols,
            placed: content.placed,
            kilometres: Vec::new(),
            furniture: Vec::new(),
            unnamed_incidents: content.unnamed,
            unnamed_capitals: Vec::new(),
            area_names: Vec::new(),
            map_frame: None,
            unnamed_sides: content.unnamed_sides,
            inset: None,
        };
        let scene = scene.cleaned();
        let unprintable = unprintable(&scene, self.dossier, recipe);
        Ok(Figure {
            scene,
            pages: Vec::new(),
            frames: Vec::new(),
            atlas: Vec::new(),
            shown,
            remarks: content.remarks,
            unprintable,
            distortion: None,
            caption,
            boxes,
        })
    }
}

/// Layers of the same name get a number: no two elements of a file may have one name.
fn number_apart(layers: &mut [Layer]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for layer in layers {
        let count = seen.entry(layer.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            layer.id = format!("{}-{count}", layer.id);
            layer.label = format!("{} {count}", layer.label);
        }
    }
}
