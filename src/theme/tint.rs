/// What a theme makes of a colour that was chosen for white paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    /// It stays.
    AsItIs,
    /// Grey of the same lightness.
    Grey,
    /// Lighter, for dark paper.
    Light,
    /// Black.
    Black,
}

impl Tint {
    /// The colour in the theme; `light` is its relative luminance, 0 to 1.
    pub(super) fn of(self, rgb: (u8, u8, u8), light: f64) -> (u8, u8, u8) {
        let (r, g, b) = rgb;
        match self {
            Self::AsItIs => rgb,
            Self::Grey => {
                // The grey of sRGB (IEC 61966-2-1) that has this luminance.
                let grey = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
                let grey = (grey * 255.0).round() as u8;
                (grey, grey, grey)
            }
            Self::Light => {
                let lighter = |c: u8| c + (f64::from(255 - c) * 0.4).round() as u8;
                (lighter(r), lighter(g), lighter(b))
            }
            Self::Black => (0, 0, 0),
        }
    }
}
