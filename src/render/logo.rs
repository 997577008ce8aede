//! The logo of a house as pixels.

use std::sync::Arc;

use resvg::tiny_skia::{ColorU8, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use crate::model::Logo;
use crate::recipe::Theme;
use crate::theme::theme;
use crate::typeface::{FAMILY, Typefaces};

/// A logo has at most so many pixels a side.
const MOST_PX: u32 = 4000;
/// The dots per inch at which an SVG becomes pixels.
const DPI: f64 = 600.0;

/// A logo from the bytes of a PNG, or of an SVG, which is painted at 600 dots an inch of its height.
///
/// # Errors
///
/// In words why the bytes are no such picture.
pub fn logo(bytes: &[u8], height_mm: f64) -> Result<Logo, String> {
    if bytes.starts_with(b"\x89PNG") {
        let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().map_err(|e| e.to_string())?;
        let size = (reader.info().width, reader.info().height);
        if size.0 > MOST_PX || size.1 > MOST_PX {
            return Err(format!("it has {} x {} pixels", size.0, size.1));
        }
        // Whether its pixels are whole is known when they are read.
        let pixels = Pixmap::decode_png(bytes).map_err(|e| e.to_string())?;
        return fitting(Logo { png: Arc::from(bytes), grey: grey(pixels)?, size, height_mm });
    }
    let text = std::str::from_utf8(bytes).ok().ok_or("it is neither PNG nor SVG")?;
    let fonts = Typefaces::bundled();
    // Nothing outside of the file is read.
    let nothing = ImageHrefResolver { resolve_string: Box::new(|_, _| None), ..ImageHrefResolver::default() };
    let options = Options {
        fontdb: fonts.database(text),
        font_family: FAMILY.to_owned(),
        image_href_resolver: nothing,
        ..Options::default()
    };
    let tree = Tree::from_str(text, &options).map_err(|e| format!("it is neither PNG nor SVG ({e})"))?;
    let scale = (height_mm / 25.4 * DPI) as f32 / tree.size().height();
    let (width, height) = ((tree.size().width() * scale).round(), (tree.size().height() * scale).round());
    if !(1.0..=MOST_PX as f32).contains(&width) || !(1.0..=MOST_PX as f32).contains(&height) {
        return Err(format!("at {height_mm} mm it would have {width} x {height} pixels"));
    }
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or("it has no size")?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let size = (pixels.width(), pixels.height());
    let png = pixels.encode_png().map_err(|e| e.to_string())?;
    fitting(Logo { png: Arc::from(png), grey: grey(pixels)?, size, height_mm })
}

/// A picture in greys of the same lightness, as a PNG.
fn grey(mut pixels: Pixmap) -> Result<Arc<[u8]>, String> {
    for pixel in pixels.pixels_mut() {
        let c = pixel.demultiply();
        let (r, g, b) = theme(Theme::Grey).on_paper((c.red(), c.green(), c.blue())).rgb;
        *pixel = ColorU8::from_rgba(r, g, b, c.alpha()).premultiply();
    }
    pixels.encode_png().map(Arc::from).map_err(|e| e.to_string())
}

/// Refuses a logo that would take the foot.
fn fitting(logo: Logo) -> Result<Logo, String> {
    let ratio = f64::from(logo.size.0) / f64::from(logo.size.1.max(1));
    if ratio > 6.0 { Err(format!("it is {ratio:.1} times as wide as high, and 6 times has room")) } else { Ok(logo) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_refused_and_an_svg_becomes_pixels() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='20' height='10' fill='red'/></svg>";
        let made = logo(svg.as_bytes(), 10.0).unwrap();
        assert_eq!(made.size, (472, 236));
        assert!(logo(&made.png, 10.0).is_ok());
        let pixel = Pixmap::decode_png(&made.grey).unwrap().pixel(9, 9).unwrap();
        assert_eq!((pixel.red(), pixel.red(), pixel.alpha()), (pixel.green(), pixel.blue(), 255));
        for (bytes, why) in [
            (&b"GIF89a"[..], "neither PNG nor SVG"),
            (&b""[..], "neither PNG nor SVG"),
            (&b"\xff\xfe"[..], "neither PNG nor SVG"),
            (&b"\x89PNG\r\n\x1a\nbroken"[..], ""),
            (&b"<svg xmlns='http://www.w3.org/2000/svg' width='900' height='10'/>"[..], "it would have"),
        ] {
            let error = logo(bytes, 10.0).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
        assert!(logo(made.png.get(..60).unwrap(), 10.0).is_err());
    }
}
