//! Numbers and colours as attributes of SVG.

use plotters_backend::BackendColor;

/// How many units of plotters make a pixel.
pub const UNITS: f64 = 100.0;

/// Writes a number of plotters' units as pixels with at most two decimals.
pub fn push_px(out: &mut String, units: i32) {
    if units < 0 {
        out.push('-');
    }
    let (whole, rest) = (units.unsigned_abs() / 100, units.unsigned_abs() % 100);
    let digit = |n: u32| char::from_digit(n % 10, 10).unwrap_or('0');
    let mut scale = 1;
    while whole / scale >= 10 {
        scale *= 10;
    }
    while scale > 0 {
        out.push(digit(whole / scale));
        scale /= 10;
    }
    if rest > 0 {
        out.push('.');
        out.push(digit(rest / 10));
        if rest % 10 > 0 {
            out.push(digit(rest));
        }
    }
}

/// A number of plotters' units as pixels.
pub fn px(units: i32) -> String {
    let mut out = String::new();
    push_px(&mut out, units);
    out
}

/// A length in pixels with at most two decimals.
pub fn length(value: f64) -> String {
    // Page lengths are far below the range of the integer.
    px((value * UNITS).round() as i32)
}

/// A colour as an attribute, with its opacity where it has one.
pub fn paint(name: &str, color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    if color.alpha >= 1.0 {
        format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\"")
    } else {
        let alpha = (color.alpha * 1000.0).round() / 1000.0;
        format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\" {name}-opacity=\"{alpha}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_are_written_short() {
        assert_eq!([px(0), px(-5), px(120), px(12345)], ["0", "-0.05", "1.2", "123.45"]);
        assert_eq!(length(7.996), "8");
    }
}
