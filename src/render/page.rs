//! The page: the PDF of a figure, with embedded fonts and text that can be selected and found.

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::{Metadata, TextDirection};
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::RenderError;
use super::pixels::tree;
use crate::compose::Scene;

/// Turns the SVG of a scene into a PDF as large as the figure is at its dots per inch, with the pages that follow it, each of its own size.
///
/// Each page is tagged as one figure with its text alternative. The same scenes give the same bytes: there is no date.
///
/// # Errors
///
/// [`RenderError`] if the SVG cannot be read or the PDF cannot be written.
pub fn pdf((scene, svg): (&Scene, &str), following: &[(&Scene, String)]) -> Result<Vec<u8>, RenderError> {
    const POINTS_AN_INCH: f32 = 72.0;
    let refused = |what: &str| RenderError::Pdf(what.to_owned());
    // Pixels and dots are whole numbers far below what the float holds exactly.
    let points = |pixels: u32, dpi: u32| pixels as f32 / dpi as f32 * POINTS_AN_INCH;
    let mut document = Document::new();
    let mut tags = TagTree::new();
    for (scene, svg) in std::iter::once((scene, svg)).chain(following.iter().map(|(scene, svg)| (*scene, svg.as_str())))
    {
        let tree = tree(svg, &scene.fonts)?;
        let (wide, high) = (points(scene.width, scene.dpi), points(scene.height, scene.dpi));
        let size = Size::from_wh(wide, high).ok_or_else(|| refused("the page is empty"))?;
        let settings = PageSettings::from_wh(wide, high).ok_or_else(|| refused("the page is empty"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let content = surface.start_tagged(ContentTag::Other);
        let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
        surface.end_tagged();
        surface.finish();
        page.finish();
        drawn.ok_or_else(|| refused("the figure cannot be drawn"))?;
        let mut figure = TagGroup::new(Tag::Figure(Some(scene.description.clone())));
        figure.push(content);
        tags.push(figure);
    }
    document.set_tag_tree(tags);
    let facts = |key: &str| scene.metadata.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone()).unwrap_or_default();
    let keywords = scene.metadata.iter().filter(|(k, _)| k != "Software").map(|(k, v)| format!("{k}: {v}")).collect();
    let direction = if scene.is_right_to_left { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    document.set_metadata(
        Metadata::new()
            .title(scene.title.clone())
            .description(scene.description.clone())
            .keywords(keywords)
            .language(scene.language.to_owned())
            .creator(facts("Software"))
            .text_direction(direction),
    );
    document.finish().map_err(|e| RenderError::Pdf(format!("{e:?}")))
}
