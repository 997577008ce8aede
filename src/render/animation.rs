//! Moving pictures: animated PNG and GIF. Of each frame only the rectangle that differs from the frame before is written.

use std::borrow::Cow;

use gif::{Extension, Repeat};
use png::{BitDepth, BlendOp, ColorType, Compression, DisposeOp, Encoder, Filter};

use super::RenderError;
use super::paint::svg;
use super::pixels::{Palette, describe, painted, runs, tree};
use crate::compose::{AnimationFrame, Scene};

/// A frame in the colours of a palette.
struct Frame {
    /// The rectangle that changed: its left and upper edge, its width and height.
    bounds: (u32, u32, u32, u32),
    /// The numbers of its colours, row by row.
    indices: Vec<u8>,
    milliseconds: u16,
}

/// The pixels of a scene.
fn pixels(scene: &Scene) -> Result<Vec<u8>, RenderError> {
    let tree = tree(&svg(scene)?, &scene.fonts)?;
    painted(&tree, scene.width, scene.height).ok_or(RenderError::TooLarge(scene.width, scene.height))
}

/// The frames in one palette, learnt from the first and the last of them and from the scene with everything at once.
fn frames(scene: &Scene, frames: &[AnimationFrame]) -> Result<(Vec<u8>, Vec<Frame>), RenderError> {
    let mut lesson = runs(&pixels(scene)?);
    for frame in frames.first().into_iter().chain(frames.last()) {
        lesson.extend(runs(&pixels(&frame.scene(scene))?));
    }
    let mut palette = Palette::learn(scene, &lesson);
    let mut before: Option<Vec<u8>> = None;
    let mut all = Vec::new();
    for frame in frames {
        let whole = palette.indices(&runs(&pixels(&frame.scene(scene))?));
        let bounds = changed(before.as_deref(), &whole, scene.width, scene.height);
        all.push(Frame { bounds, indices: cut(&whole, scene.width, bounds), milliseconds: frame.milliseconds });
        before = Some(whole);
    }
    Ok((palette.colors, all))
}

/// The least rectangle of a picture that holds all that differs from the one before; all of the first.
fn changed(before: Option<&[u8]>, now: &[u8], width: u32, height: u32) -> (u32, u32, u32, u32) {
    let Some(before) = before else { return (0, 0, width, height) };
    let (mut left, mut right, mut upper, mut lower) = (width, 0, height, 0);
    let rows = before.chunks(width as usize).zip(now.chunks(width as usize));
    for ((old, new), y) in rows.zip(0_u32..) {
        let differs = |(a, b): (&u8, &u8)| a != b;
        let Some(first) = old.iter().zip(new).position(differs) else { continue };
        let last = old.iter().zip(new).rposition(differs).unwrap_or(first);
        // A row has at most 10,000 pixels.
        (left, right) = (left.min(first as u32), right.max(last as u32 + 1));
        (upper, lower) = (upper.min(y), y + 1);
    }
    // A frame that is the same still needs a pixel.
    if right == 0 { (0, 0, 1, 1) } else { (left, upper, right - left, lower - upper) }
}

/// A rectangle of a picture.
fn cut(whole: &[u8], width: u32, (left, upper, wide, high): (u32, u32, u32, u32)) -> Vec<u8> {
    let rows = whole.chunks(width as usize).skip(upper as usize).take(high as usize);
    rows.flat_map(|row| row.iter().skip(left as usize).take(wide as usize).copied()).collect()
}

/// Paints frames as animated PNG, which runs without end: with the dots per inch and the metadata of the scene.
///
/// A program that does not know animated PNG shows the first frame.
///
/// # Errors
///
/// [`RenderError`] if a frame cannot be painted or the PNG cannot be packed.
pub fn animated_png(scene: &Scene, of: &[AnimationFrame]) -> Result<Vec<u8>, RenderError> {
    let (colors, frames) = frames(scene, of)?;
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, scene.width, scene.height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(colors);
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_animated(u32::try_from(frames.len()).unwrap_or(u32::MAX), 0)?;
    encoder.set_blend_op(BlendOp::Source)?;
    encoder.set_dispose_op(DisposeOp::None)?;
    describe(&mut encoder, scene)?;
    let mut writer = encoder.write_header()?;
    for Frame { bounds: (left, upper, wide, high), indices, milliseconds } in &frames {
        writer.set_frame_delay(*milliseconds, 1_000)?;
        writer.reset_frame_position()?;
        writer.set_frame_dimension(*wide, *high)?;
        writer.set_frame_position(*left, *upper)?;
        writer.write_image_data(indices)?;
    }
    writer.finish()?;
    Ok(out)
}

/// Paints frames as animated GIF, which runs without end; title, description and facts stand in a comment.
///
/// # Errors
///
/// [`RenderError`] if a frame cannot be painted or the GIF cannot be packed.
pub fn animated_gif(scene: &Scene, of: &[AnimationFrame]) -> Result<Vec<u8>, RenderError> {
    let (colors, frames) = frames(scene, of)?;
    let side = |pixels: u32| u16::try_from(pixels).unwrap_or(u16::MAX);
    let mut encoder = gif::Encoder::new(Vec::new(), side(scene.width), side(scene.height), &colors)?;
    encoder.set_repeat(Repeat::Infinite)?;
    let facts = scene.metadata.iter().map(|(key, value)| format!("{key}: {value}"));
    let lines: Vec<String> = [scene.title.clone(), scene.description.clone()].into_iter().chain(facts).collect();
    let comment = lines.join("\n");
    encoder.write_raw_extension(Extension::Comment.into(), &[comment.as_bytes()])?;
    for Frame { bounds: (left, upper, wide, high), indices, milliseconds } in frames {
        encoder.write_frame(&gif::Frame {
            delay: milliseconds / 10,
            left: side(left),
            top: side(upper),
            width: side(wide),
            height: side(high),
            buffer: Cow::Owned(indices),
            ..gif::Frame::default()
        })?;
    }
    Ok(encoder.into_inner()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rectangle_of_a_change_is_the_least() {
        let before = [0_u8; 20];
        let mut now = before;
        (now[6], now[13]) = (1, 1);
        assert_eq!(changed(Some(&before), &now, 5, 4), (1, 1, 3, 2));
        assert_eq!(cut(&now, 5, (1, 1, 3, 2)), [1, 0, 0, 0, 0, 1]);
        assert_eq!(changed(None, &now, 5, 4), (0, 0, 5, 4));
        assert_eq!(changed(Some(&now), &now, 5, 4), (0, 0, 1, 1));
    }
}
