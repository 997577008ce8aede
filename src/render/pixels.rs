//! Pixels: the PNG of a figure, and pictures inside the SVG.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use color_quant::NeuQuant;
use flate2::{Compress, Compression as Level, FlushCompress, Status};
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit, chunk};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use rustc_hash::FxHashMap;

use super::RenderError;
use crate::compose::{Disc, Item, Paint, Picture, Scene, Shape};
use crate::typeface::{FAMILY, Typefaces};

/// The SVG as a tree, its text set in the fonts of the figure alone.
pub fn tree(svg: &str, fonts: &Typefaces) -> Result<Tree, RenderError> {
    let options = Options { fontdb: fonts.database(svg), font_family: FAMILY.to_owned(), ..Options::default() };
    Ok(Tree::from_str(svg, &options)?)
}

/// The pixels of a tree, painted in two halves at once: a figure keeps both cores of a small machine busy.
pub fn painted(tree: &Tree, width: u32, height: u32) -> Option<Vec<u8>> {
    let upper = height.div_ceil(2);
    let half = |top: u32, rows: u32| {
        let mut pixels = Pixmap::new(width, rows)?;
        // A figure has at most 10,000 rows.
        resvg::render(tree, Transform::from_translate(0.0, -(top as f32)), &mut pixels.as_mut());
        Some(pixels.take())
    };
    let (first, second) = rayon::join(|| half(0, upper), || half(upper, height - upper));
    let mut all = first?;
    all.extend(second?);
    Some(all)
}

/// Paints the SVG of a scene as PNG: opaque, with its dots per inch and its metadata.
///
/// # Errors
///
/// [`RenderError`] if the SVG cannot be read, memory is short or the PNG cannot be packed.
pub fn png(scene: &Scene, svg: &str) -> Result<Vec<u8>, RenderError> {
    let tree = tree(svg, &scene.fonts)?;
    let pixels = painted(&tree, scene.width, scene.height).ok_or(RenderError::TooLarge(scene.width, scene.height))?;
    // The paper is opaque, so that the pixels are not premultiplied by anything but 1.
    let runs = runs(&pixels);
    let mut palette = Palette::learn(scene, &runs);
    let indices = palette.indices(&runs);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, scene.width, scene.height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.colors);
    describe(&mut encoder, scene)?;
    let mut writer = encoder.write_header()?;
    writer.write_chunk(chunk::IDAT, &packed(&indices, scene.width)?)?;
    writer.finish()?;
    Ok(out)
}

/// Rows of bytes as the zlib stream of a PNG (RFC 1950), packed in two halves at once.
fn packed(bytes: &[u8], width: u32) -> io::Result<Vec<u8>> {
    const LEVEL: u32 = 6;
    // Every row begins with the number of its filter: none.
    let rows: Vec<u8> =
        bytes.chunks(width as usize).flat_map(|row| std::iter::once(0).chain(row.iter().copied())).collect();
    let half = |part: &[u8], is_last: bool| -> io::Result<Vec<u8>> {
        // A flush ends on a whole byte, so that the next half can follow. It is asked for again and again until there
        // is room to spare: only then is all of it out, whatever library packs (the flush of an encoder stops too soon
        // with some).
        let flush = if is_last { FlushCompress::Finish } else { FlushCompress::Sync };
        let mut packer = Compress::new(Level::new(LEVEL), false);
        let mut out = Vec::new();
        loop {
            out.reserve(1 << 16);
            let read = usize::try_from(packer.total_in()).unwrap_or(part.len());
            let status = packer.compress_vec(part.get(read..).unwrap_or_default(), &mut out, flush)?;
            let all_read = packer.total_in() >= part.len() as u64;
            if status == Status::StreamEnd || (!is_last && all_read && out.len() < out.capacity()) {
                return Ok(out);
            }
        }
    };
    let (first, second) = rows.split_at(rows.len() / 2);
    let mut stream = vec![0x78, 0x9C];
    let (first, second) = rayon::join(|| half(first, false), || half(second, true));
    stream.extend(first?);
    stream.extend(second?);
    stream.extend(adler2::adler32_slice(&rows).to_be_bytes());
    Ok(stream)
}

/// Pixels as runs of one colour.
pub fn runs(rgba: &[u8]) -> Vec<([u8; 4], u32)> {
    let mut runs: Vec<([u8; 4], u32)> = Vec::new();
    for pixel in rgba.chunks_exact(4).filter_map(|p| p.first_chunk::<4>()) {
        match runs.last_mut() {
            Some((color, count)) if color == pixel => *count += 1,
            _ => runs.push((*pixel, 1)),
        }
    }
    runs
}

/// A palette of 256 colours for pictures of a scene: a third of the bytes.
pub struct Palette {
    /// Red, green and blue of each colour.
    pub colors: Vec<u8>,
    known: FxHashMap<[u8; 4], u8>,
    learnt: Option<NeuQuant>,
}

impl Palette {
    /// Colours that come out true; the others share what is learnt.
    const EXACT: usize = 96;

    /// Colour quantization: the colours of the scene and the commonest come out true; the others share a palette learnt from them (NeuQuant,
    /// Dekker 1994), a colour counting by the root of its pixels, so that neither a wide tint nor a small symbol is
    /// forgotten.
    pub fn learn(scene: &Scene, runs: &[([u8; 4], u32)]) -> Self {
        let mut counts: FxHashMap<[u8; 4], u32> = FxHashMap::default();
        for (color, count) in runs {
            *counts.entry(*color).or_default() += count;
        }
        let mut colors: Vec<([u8; 4], u32)> = counts.into_iter().collect();
        // The scene's own colours and the commonest are kept as they are.
        let own = paints(scene);
        colors.sort_by_key(|(color, count)| (!own.contains(&[color[0], color[1], color[2]]), Reverse(*count), *color));
        let (exact, rest) = colors.split_at(colors.len().min(Self::EXACT));
        let mut palette: Vec<u8> = exact.iter().flat_map(|(c, _)| [c[0], c[1], c[2]]).collect();
        let known = exact.iter().zip(0..).map(|((color, _), i)| (*color, i)).collect();
        let mut learnt = None;
        if !rest.is_empty() {
            let lesson: Vec<u8> =
                rest.iter().flat_map(|(color, count)| color.repeat(1 + count.isqrt() as usize / 3)).collect();
            let quant = NeuQuant::new(3, 256 - Self::EXACT, &lesson);
            palette.extend(quant.color_map_rgb());
            learnt = Some(quant);
        }
        Self { colors: palette, known, learnt }
    }

    /// The pixels as numbers of colours; one that it has not learnt is given the most like it.
    pub fn indices(&mut self, runs: &[([u8; 4], u32)]) -> Vec<u8> {
        let mut indices = Vec::new();
        for (color, count) in runs {
            let (colors, learnt) = (&self.colors, &self.learnt);
            let index = *self.known.entry(*color).or_insert_with(|| match learnt {
                Some(quant) => u8::try_from(Self::EXACT + quant.index_of(color)).unwrap_or(0),
                None => nearest(colors, *color),
            });
            indices.extend(std::iter::repeat_n(index, *count as usize));
        }
        indices
    }
}

/// The colour of a palette most like another.
fn nearest(colors: &[u8], color: [u8; 4]) -> u8 {
    let apart = |c: &[u8]| c.iter().zip(color).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>();
    let found = colors.chunks_exact(3).zip(0_u8..).min_by_key(|(c, _)| apart(c));
    found.map_or(0, |(_, i)| i)
}

/// The colours that a scene names; one that is not opaque as it looks on the paper.
fn paints(scene: &Scene) -> BTreeSet<[u8; 3]> {
    let first = scene.layers.first().and_then(|l| l.items.first());
    let paper = match first {
        Some(Item::Shape(Shape { fill: Some(paint), .. })) => paint.rgb,
        _ => (255, 255, 255),
    };
    let mut all = BTreeSet::new();
    let mut add = |paint: Option<Paint>| {
        if let Some(Paint { rgb: (r, g, b), alpha }) = paint {
            // A mean of two bytes is a byte.
            let on = |c: u8, under: u8| (f64::from(c) * alpha + f64::from(under) * (1.0 - alpha)).round() as u8;
            all.insert([on(r, paper.0), on(g, paper.1), on(b, paper.2)]);
        }
    };
    for item in scene.layers.iter().flat_map(|l| &l.items) {
        match item {
            Item::Shape(Shape { fill, stroke, .. }) | Item::Disc(Disc { fill, stroke, .. }) => {
                add(*fill);
                add(stroke.as_ref().map(|s| s.paint));
            }
            Item::Text(text) => add(Some(text.paint)),
            Item::Picture(_) | Item::Image(_) => {}
        }
    }
    all
}

pub fn describe(encoder: &mut Encoder<'_, &mut Vec<u8>>, scene: &Scene) -> Result<(), RenderError> {
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

/// A PNG as the address of a picture: a data URI (RFC 2397).
#[must_use]
pub fn png_uri(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(png))
}

/// A picture as a PNG in a data URI (RFC 2397).
pub fn data_uri(picture: &Picture) -> Result<String, RenderError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.columns, picture.rows);
    encoder.set_color(ColorType::GrayscaleAlpha);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&picture.grey_alpha)?;
    writer.finish()?;
    Ok(png_uri(&bytes))
}
