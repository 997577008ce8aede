//! Pixels: the PNG of a figure, and pictures inside the SVG.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use color_quant::NeuQuant;
use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::RenderError;
use crate::compose::{Disc, Item, Paint, Picture, Scene, Shape};
use crate::typeface::{FAMILY, FILES};

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in FILES {
        fonts.load_font_data(file.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// Paints the SVG of a scene as PNG: opaque, with its dots per inch and its metadata.
///
/// # Errors
///
/// [`RenderError`] where the SVG cannot be read, memory is short or the PNG cannot be packed.
pub fn png(scene: &Scene, svg: &str) -> Result<Vec<u8>, RenderError> {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let mut pixels = Pixmap::new(scene.width, scene.height).ok_or(RenderError::TooLarge(scene.width, scene.height))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    // The paper is opaque, so that the pixels are not premultiplied by anything but 1.
    let (palette, indices) = indexed(scene, pixels.data());
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, scene.width, scene.height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    describe(&mut encoder, scene)?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices)?;
    writer.finish()?;
    Ok(out)
}

/// The picture in 256 colours: enough for a map, and a third of the bytes.
///
/// The colours of the scene and the commonest come out true; the others share a palette learnt from them, a colour
/// counting by the root of its pixels, so that neither a wide tint nor a small symbol is forgotten.
fn indexed(scene: &Scene, rgba: &[u8]) -> (Vec<u8>, Vec<u8>) {
    const EXACT: usize = 96;
    let mut counts: HashMap<[u8; 4], u32> = HashMap::new();
    let mut runs: Vec<([u8; 4], u32)> = Vec::new();
    for pixel in rgba.chunks_exact(4).filter_map(|p| p.first_chunk::<4>()) {
        match runs.last_mut() {
            Some((color, count)) if color == pixel => *count += 1,
            _ => runs.push((*pixel, 1)),
        }
    }
    for (color, count) in &runs {
        *counts.entry(*color).or_default() += count;
    }
    let mut colors: Vec<([u8; 4], u32)> = counts.into_iter().collect();
    // The scene's own colours and the commonest are kept as they are.
    let own = paints(scene);
    colors.sort_by_key(|(color, count)| (!own.contains(&[color[0], color[1], color[2]]), Reverse(*count), *color));
    let (exact, rest) = colors.split_at(colors.len().min(EXACT));
    let mut palette: Vec<u8> = exact.iter().flat_map(|(c, _)| [c[0], c[1], c[2]]).collect();
    let mut known: HashMap<[u8; 4], u8> = exact.iter().zip(0..).map(|((color, _), i)| (*color, i)).collect();
    if !rest.is_empty() {
        let lesson: Vec<u8> =
            rest.iter().flat_map(|(color, count)| color.repeat(1 + count.isqrt() as usize / 3)).collect();
        let quant = NeuQuant::new(1, 256 - EXACT, &lesson);
        let index = |color: &[u8; 4]| u8::try_from(EXACT + quant.index_of(color)).unwrap_or(0);
        known.extend(rest.iter().map(|(color, _)| (*color, index(color))));
        palette.extend(quant.color_map_rgb());
    }
    let mut indices = Vec::with_capacity(rgba.len() / 4);
    for (color, count) in &runs {
        let index = known.get(color).copied().unwrap_or(0);
        indices.extend(std::iter::repeat_n(index, *count as usize));
    }
    (palette, indices)
}

/// The colours that a scene names.
fn paints(scene: &Scene) -> BTreeSet<[u8; 3]> {
    let mut all = BTreeSet::new();
    let mut add = |paint: Option<Paint>| {
        if let Some(Paint { rgb: (r, g, b), .. }) = paint {
            all.insert([r, g, b]);
        }
    };
    for item in scene.layers.iter().flat_map(|l| &l.items) {
        match item {
            Item::Shape(Shape { fill, stroke, .. }) | Item::Disc(Disc { fill, stroke, .. }) => {
                add(*fill);
                add(stroke.as_ref().map(|s| s.paint));
            }
            Item::Text(text) => add(Some(text.paint)),
            Item::Picture(_) => {}
        }
    }
    all
}

fn describe(encoder: &mut Encoder<'_, &mut Vec<u8>>, scene: &Scene) -> Result<(), RenderError> {
    const INCH_M: f64 = 0.0254;
    // At most 1,200 dots an inch.
    let per_metre = (f64::from(scene.dpi) / INCH_M).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    let facts = [("Title".to_owned(), scene.title.clone()), ("Description".to_owned(), scene.description.clone())];
    for (key, value) in facts.iter().chain(&scene.metadata) {
        encoder.add_itxt_chunk(key.clone(), value.clone())?;
    }
    Ok(())
}

/// A picture as a PNG inside an address.
pub fn data_uri(picture: &Picture) -> Result<String, RenderError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.columns, picture.rows);
    encoder.set_color(ColorType::GrayscaleAlpha);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&picture.grey_alpha)?;
    writer.finish()?;
    Ok(format!("data:image/png;base64,{}", STANDARD.encode(&bytes)))
}
