//! Pixels: the PNG of a figure, and pictures inside the SVG.

use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::RenderError;
use crate::compose::{Picture, Scene};
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
    let mut pixels =
        Pixmap::new(scene.width, scene.height).ok_or(RenderError::TooLarge(scene.width, scene.height))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    // The paper is opaque, so that the pixels are not premultiplied by anything but 1.
    let rgb: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|p| p.iter().take(3)).copied().collect();
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, scene.width, scene.height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::Adaptive);
    describe(&mut encoder, scene)?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(out)
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
