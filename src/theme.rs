//! Colours and symbols: how things look in figures and in the styles of exports, and nothing else.

mod house;
mod tint;

pub use house::{READABLE, house_theme};
pub use tint::Tint;

use crate::language::Language;
use crate::model::Category;
pub use crate::model::Symbol as Form;
use crate::recipe;

/// A colour and how opaque it is, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    /// Red, green, blue.
    pub rgb: (u8, u8, u8),
    /// How opaque.
    pub alpha: f64,
}

impl Paint {
    /// An opaque colour from `0xRRGGBB`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        Self { rgb: ((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8), alpha: 1.0 }
    }

    /// The contrast ratio to another opaque colour, 1 to 21 (WCAG 2.2, section 1.4.3).
    #[must_use]
    pub fn contrast(self, other: Paint) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The relative luminance of an opaque colour, 0 to 1 (IEC 61966-2-1).
    fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Linear red, green and blue, 0 to 1 (IEC 61966-2-1).
    fn linear(self) -> [f64; 3] {
        [self.rgb.0, self.rgb.1, self.rgb.2].map(|c| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// The difference to another opaque colour (CIE 1976, D65): 2.3 is just noticed side by side, [`APART`] between symbols on a map.
    #[must_use]
    pub fn difference(self, other: Paint) -> f64 {
        let pairs = lab(self.linear()).into_iter().zip(lab(other.linear()));
        pairs.map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    /// The same colour, less opaque.
    #[must_use]
    pub const fn fade(self, alpha: f64) -> Self {
        Self { alpha, ..self }
    }
}

/// The difference of two colours that is seen between symbols on a map.
pub const APART: f64 = 9.0;

/// CIE 1976 L*a*b* of linear sRGB, D65.
fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let x = (0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47;
    let y = 0.212_672_9 * r + 0.715_152_2 * g + 0.072_175 * b;
    let z = (0.019_333_9 * r + 0.119_192 * g + 0.950_304_1 * b) / 1.088_83;
    let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
}

/// The colours of a figure.
#[derive(Debug, Clone)]
pub struct Theme {
    /// The page.
    pub paper: Paint,
    /// Text and frames.
    pub ink: Paint,
    /// Text of less weight: footer, scale, keys.
    pub quiet_ink: Paint,
    /// Land of the left side of the border.
    pub land_left: Paint,
    /// Land of the right side.
    pub land_right: Paint,
    /// Other land.
    pub land_other: Paint,
    /// Lakes.
    pub water: Paint,
    /// Shores and rivers.
    pub water_edge: Paint,
    /// The width of rivers, as a share of the usual one: where no colour tells them from borders, they are fine.
    pub river: f64,
    /// Names of waters.
    pub water_ink: Paint,
    /// Boundaries of provinces.
    pub province: Paint,
    /// Names of provinces.
    pub province_ink: Paint,
    /// Other borders between countries.
    pub other_border: Paint,
    /// The border that is measured.
    pub border: Paint,
    /// Its rival lines, in turn.
    pub views: [Paint; 2],
    /// The edge around the border.
    pub casing: Paint,
    /// The signs of places.
    pub place: Paint,
    /// The edge around names.
    pub halo: Paint,
    /// Names of countries.
    pub country_ink: Paint,
    /// Arrows of visits.
    pub journey: Paint,
    /// How opaque the deepest shadow of the relief may get, 0 to 1; 0 for no relief.
    pub shadow: f64,
    /// The halo of names of the basemap; `None` if no line is strong enough to disturb them.
    pub basemap_halo: Option<Paint>,
    /// How opaque the symbols are that stand for all categories, 0 to 1.
    pub muted: f64,
    /// The fill of a location radius where no more than three overlap, 0 to 0.05.
    pub radius_fill: f64,
    /// The colours of the categories in the order of [`Category::ALL`].
    pub categories: [u32; 10],
    /// What becomes of the colour of a category beside those.
    pub tint: Tint,
}

/// The colours of a theme.
#[must_use]
pub fn theme(name: recipe::Theme) -> &'static Theme {
    match name {
        recipe::Theme::Print => &PRINT,
        recipe::Theme::Grey => &GREY,
        recipe::Theme::Dark => &DARK,
        recipe::Theme::Outline => &OUTLINE,
    }
}

/// For reports printed in colour.
pub(crate) static PRINT: Theme = Theme {
    paper: Paint::hex(0xFFFFFF),
    ink: Paint::hex(0x1C1C1C),
    quiet_ink: Paint::hex(0x555555),
    land_left: Paint::hex(0xEDF0E3),
    land_right: Paint::hex(0xF6ECDA),
    land_other: Paint::hex(0xF3F2F0),
    water: Paint::hex(0xC9DEEC),
    water_edge: Paint::hex(0x8FB4CF),
    river: 1.0,
    water_ink: Paint::hex(0x2A5F85),
    province: Paint::hex(0xC4B9A8),
    province_ink: Paint::hex(0x5C5241),
    other_border: Paint::hex(0x857C72),
    border: Paint::hex(0x1B2733),
    views: [Paint::hex(0x0072_4199), Paint::hex(0x008A_5A00)],
    casing: Paint::hex(0xFFFFFF),
    place: Paint::hex(0x2A2A2A),
    halo: Paint::hex(0xFFFFFF),
    country_ink: Paint::hex(0x5C5241),
    journey: Paint::hex(0x1D7A60),
    shadow: 0.14,
    basemap_halo: None,
    muted: 0.55,
    radius_fill: 0.05,
    categories: [0xC4261A, 0x45176B, 0xCE6FB4, 0xEFA020, 0x0B5796, 0x3A434C, 0x1C8567, 0xA2A2A2, 0x6C6C6C, 0x6C6C6C],
    tint: Tint::AsItIs,
};

/// For one ink.
static GREY: Theme = Theme {
    paper: Paint::hex(0xFFFFFF),
    ink: Paint::hex(0x111111),
    quiet_ink: Paint::hex(0x505050),
    land_left: Paint::hex(0xF4F4F4),
    land_right: Paint::hex(0xE9E9E9),
    land_other: Paint::hex(0xFBFBFB),
    water: Paint::hex(0xDADADA),
    water_edge: Paint::hex(0xABABAB),
    river: 1.0,
    water_ink: Paint::hex(0x505050),
    province: Paint::hex(0xBDBDBD),
    province_ink: Paint::hex(0x505050),
    other_border: Paint::hex(0x808080),
    border: Paint::hex(0x000000),
    views: [Paint::hex(0x0046_4646), Paint::hex(0x0080_8080)],
    casing: Paint::hex(0xFFFFFF),
    place: Paint::hex(0x222222),
    halo: Paint::hex(0xFFFFFF),
    country_ink: Paint::hex(0x505050),
    journey: Paint::hex(0x303030),
    shadow: 0.10,
    basemap_halo: None,
    muted: 0.55,
    radius_fill: 0.05,
    categories: [0x000000, 0x1F1F1F, 0x6E6E6E, 0x989898, 0x333333, 0x838383, 0x484848, 0x5B5B5B, 0xA8A8A8, 0xA8A8A8],
    tint: Tint::Grey,
};

/// For slides.
static DARK: Theme = Theme {
    paper: Paint::hex(0x12161B),
    ink: Paint::hex(0xF4F4F2),
    quiet_ink: Paint::hex(0xB6BCC4),
    land_left: Paint::hex(0x28322B),
    land_right: Paint::hex(0x373027),
    land_other: Paint::hex(0x21252A),
    water: Paint::hex(0x1D3C54),
    water_edge: Paint::hex(0x3A6686),
    river: 1.0,
    water_ink: Paint::hex(0x9CCBEA),
    province: Paint::hex(0x5C564B),
    province_ink: Paint::hex(0xB3AB9C),
    other_border: Paint::hex(0x8C877D),
    border: Paint::hex(0xFFF3D6),
    views: [Paint::hex(0x00CF_A7F0), Paint::hex(0x00E8_C170)],
    casing: Paint::hex(0x12161B),
    place: Paint::hex(0xECECEC),
    halo: Paint::hex(0x12161B),
    country_ink: Paint::hex(0xB5AD9E),
    journey: Paint::hex(0x5FDDB4),
    shadow: 0.30,
    basemap_halo: None,
    muted: 0.55,
    radius_fill: 0.05,
    categories: [0xF95843, 0x8B4CD5, 0xFF9FD8, 0xFFC653, 0x4FA6F0, 0xDBE2E8, 0x41C099, 0xFFFFFF, 0xA8A8A8, 0xA8A8A8],
    tint: Tint::Light,
};

/// For fax and photocopy: lines and black alone.
static OUTLINE: Theme = Theme {
    paper: Paint::hex(0xFFFFFF),
    ink: Paint::hex(0x000000),
    quiet_ink: Paint::hex(0x000000),
    land_left: Paint::hex(0xFFFFFF),
    land_right: Paint::hex(0xFFFFFF),
    land_other: Paint::hex(0xFFFFFF),
    water: Paint::hex(0xFFFFFF),
    water_edge: Paint::hex(0x767676),
    river: 0.5,
    water_ink: Paint::hex(0x000000),
    province: Paint::hex(0x000000),
    province_ink: Paint::hex(0x000000),
    other_border: Paint::hex(0x000000),
    border: Paint::hex(0x000000),
    views: [Paint::hex(0x0050_5050), Paint::hex(0x008A_8A8A)],
    casing: Paint::hex(0xFFFFFF),
    place: Paint::hex(0x000000),
    halo: Paint::hex(0xFFFFFF),
    country_ink: Paint::hex(0x000000),
    journey: Paint::hex(0x000000),
    shadow: 0.0,
    basemap_halo: Some(Paint::hex(0xFFFFFF)),
    muted: 1.0,
    radius_fill: 0.0,
    categories: [0; 10],
    tint: Tint::Black,
};

/// How a category looks on our maps, for programs that draw it themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryLook {
    /// The category.
    pub category: Category,
    /// What it is called in English.
    pub name: String,
    /// Its colour as red, green and blue.
    pub rgb: (u8, u8, u8),
    /// Its form, as QGIS names simple markers.
    pub marker: &'static str,
    /// How far the marker is turned clockwise, in degrees.
    pub angle: u16,
}

/// The colours of the basemap in the default theme, by what they are used for.
#[must_use]
pub fn basemap_colors() -> [(&'static str, (u8, u8, u8)); 10] {
    let t = &PRINT;
    [
        ("land_left", t.land_left.rgb),
        ("land_right", t.land_right.rgb),
        ("land_other", t.land_other.rgb),
        ("water", t.water.rgb),
        ("water_edge", t.water_edge.rgb),
        ("province", t.province.rgb),
        ("other_border", t.other_border.rgb),
        ("border", t.border.rgb),
        ("paper", t.paper.rgb),
        ("ink", t.ink.rgb),
    ]
}

/// How the categories of every dossier look in the default theme, and below them others, each with its English name.
#[must_use]
pub fn category_looks(others: impl Iterator<Item = (Category, String)>) -> Vec<CategoryLook> {
    let look = |(category, name): (Category, String)| {
        let mark = PRINT.mark(category);
        let (marker, angle) = match mark.form {
            Form::Circle | Form::Ring => ("circle", 0),
            Form::Square => ("square", 0),
            Form::Diamond => ("diamond", 0),
            Form::Triangle => ("equilateral_triangle", 0),
            Form::TriangleDown => ("equilateral_triangle", 180),
            Form::Pentagon => ("pentagon", 0),
            Form::Hexagon => ("hexagon", 0),
            Form::Cross => ("cross_fill", 0),
            Form::Saltire => ("cross_fill", 45),
            Form::Star => ("star", 0),
            Form::FourStar => ("diamond_star", 0),
            Form::Octagon => ("octagon", 0),
            Form::Trapezoid => ("trapezoid", 0),
            Form::Dome => ("semi_circle", 0),
            Form::TriangleRight => ("equilateral_triangle", 90),
            Form::TriangleLeft => ("equilateral_triangle", 270),
            Form::Arrow => ("arrow", 0),
        };
        CategoryLook { category, name, rgb: mark.paint.rgb, marker, angle }
    };
    let english = Language::english();
    let first = Category::ALL.into_iter().map(|c| (c, english.category(c).to_owned()));
    first.chain(others).map(look).collect()
}

/// How a category looks.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// Its form.
    pub form: Form,
    /// Its colour.
    pub paint: Paint,
    /// Whether deaths are shown by area, and an unknown number of them by a sign; the others have one size where no number is given.
    pub is_scaled: bool,
}

impl Theme {
    /// What becomes of a colour that was chosen for white paper.
    #[must_use]
    pub fn on_paper(&self, rgb: (u8, u8, u8)) -> Paint {
        let paint = Paint { rgb, alpha: 1.0 };
        Paint { rgb: self.tint.of(rgb, paint.luminance()), ..paint }
    }

    /// How a category looks. Hues go back to Okabe & Ito's set for colour-blind readers; their lightness makes a ladder,
    /// so that they stay apart under every deficiency and in grey, and forms differ as well.
    #[must_use]
    pub fn mark(&self, category: Category) -> Mark {
        let form = match category {
            Category::Clash => Form::Circle,
            Category::Shelling => Form::Triangle,
            Category::DroneAttack => Form::TriangleDown,
            Category::SmugglingClash => Form::Square,
            Category::Incursion => Form::Diamond,
            Category::Deployment => Form::Pentagon,
            Category::Contact => Form::Cross,
            Category::Claim => Form::Saltire,
            Category::Aggregate => Form::Ring,
            Category::Other => Form::Hexagon,
            Category::Added(added) => added.symbol,
        };
        let paint = match category {
            Category::Added(added) => self.on_paper(added.rgb),
            _ => Paint::hex(self.categories[Category::ALL.iter().position(|c| *c == category).unwrap_or(0)]),
        };
        // What is of no other category may be anything, armed violence as well.
        let is_scaled = category.is_armed() || category == Category::Other;
        Mark { form, paint, is_scaled }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The themes in which colour tells categories apart.
    const COLOURED: [&Theme; 3] = [&PRINT, &GREY, &DARK];

    /// The categories that a map shows; the others share one grey.
    fn shown() -> impl Iterator<Item = Category> {
        Category::ALL.into_iter().take(8)
    }

    type Linear = [f64; 3];

    /// What people without one kind of cones see (Machado, Oliveira & Fernandes 2009, severity 1).
    const DEFICIENCIES: [(&str, [Linear; 3]); 3] = [
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_82, 0.042_94, 0.968_881]],
        ),
        (
            "tritanopia",
            [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.3039]],
        ),
    ];

    fn apart(a: [f64; 3], b: [f64; 3]) -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    fn pairs() -> Vec<(Category, Category)> {
        let all: Vec<Category> = shown().collect();
        all.iter().enumerate().flat_map(|(i, a)| all[i + 1..].iter().map(|b| (*a, *b))).collect()
    }

    #[test]
    fn categories_stay_apart_for_every_eye() {
        for theme in COLOURED {
            for (name, rows) in DEFICIENCIES {
                let seen = |c: Category| {
                    let own = theme.mark(c).paint.linear();
                    lab(rows.map(|row| row.iter().zip(own).map(|(m, v)| m * v).sum::<f64>().clamp(0.0, 1.0)))
                };
                for (a, b) in pairs() {
                    let grey_theme = theme.mark(a).paint.rgb.0 == theme.mark(a).paint.rgb.1;
                    let least = if grey_theme { 7.0 } else { APART };
                    let found = apart(seen(a), seen(b));
                    assert!(found >= least, "{name}: {a:?} and {b:?} are {found:.1} apart");
                }
            }
        }
    }

    #[test]
    fn the_stock_stays_apart_for_every_eye_in_grey_and_by_form() {
        /// As for the first list, of which only the forms differ in grey.
        const LEAST: f64 = 9.0;
        let stock = Category::STOCK;
        let pairs = stock.iter().enumerate().flat_map(|(i, a)| stock[i + 1..].iter().map(|b| (*a, *b)));
        let pairs: Vec<(Category, Category)> = pairs.collect();
        for theme in [&PRINT, &DARK] {
            for (name, rows) in DEFICIENCIES {
                let seen = |c: Category| {
                    let own = theme.mark(c).paint.linear();
                    lab(rows.map(|row| row.iter().zip(own).map(|(m, v)| m * v).sum::<f64>().clamp(0.0, 1.0)))
                };
                let with_first = stock.iter().flat_map(|a| shown().map(|b| (*a, b)));
                for (a, b) in pairs.iter().copied().chain(with_first) {
                    let found = apart(seen(a), seen(b));
                    assert!(found >= LEAST, "{name}: {a:?} and {b:?} are {found:.1} apart");
                }
            }
        }
        for theme in COLOURED {
            let light = |c: Category| lab(theme.mark(c).paint.linear())[0];
            for (a, b) in &pairs {
                assert!((light(*a) - light(*b)).abs() >= 4.0, "{a:?} and {b:?}");
            }
        }
        let mut forms: Vec<Form> = Category::ALL.into_iter().chain(stock).map(|c| PRINT.mark(c).form).collect();
        forms.sort();
        forms.dedup();
        assert_eq!(forms.len(), 17);
    }

    #[test]
    fn categories_stay_apart_in_grey_and_by_form() {
        /// In CIE lightness, of 100; where two are nearer than twice this their forms must differ as well.
        const LEAST: f64 = 4.0;
        for theme in COLOURED {
            let light = |c: Category| lab(theme.mark(c).paint.linear())[0];
            for (a, b) in pairs() {
                let found = (light(a) - light(b)).abs();
                assert!(found >= LEAST, "{a:?} and {b:?} are {found:.1} apart in lightness");
            }
        }
        let mut forms: Vec<Form> = Category::ALL.into_iter().map(|c| PRINT.mark(c).form).collect();
        forms.sort();
        forms.dedup();
        assert_eq!(forms.len(), Category::ALL.len());
    }

    #[test]
    fn text_can_be_read_on_its_background() {
        /// WCAG 2.2, success criterion 1.4.3.
        const LEAST: f64 = 4.5;
        // A shadow of black over a colour.
        let shaded = |p: Paint, share: f64| {
            let dark = |c: u8| (f64::from(c) * (1.0 - share)).round() as u8;
            Paint { rgb: (dark(p.rgb.0), dark(p.rgb.1), dark(p.rgb.2)), alpha: 1.0 }
        };
        for theme in [&PRINT, &GREY, &DARK, &OUTLINE] {
            let check = |what: &str, ink: Paint, basemap: Paint| {
                let found = ink.contrast(basemap);
                assert!(found >= LEAST, "{what}: {found:.2}");
            };
            check("ink on paper", theme.ink, theme.paper);
            check("quiet ink on paper", theme.quiet_ink, theme.paper);
            // These have a halo.
            for (what, ink) in [
                ("places", theme.ink),
                ("kilometres", theme.border),
                ("waters", theme.water_ink),
                ("journeys", theme.journey),
            ] {
                check(what, ink, theme.halo);
            }
            for land in [theme.land_left, theme.land_right, theme.land_other] {
                // On a dark land a shadow helps the light ink.
                let basemap = if theme.paper.rgb.0 > 127 { shaded(land, theme.shadow) } else { land };
                check("country names", theme.country_ink, basemap);
                check("province names", theme.province_ink, basemap);
            }
            // Numbers stand inside symbols, in whichever ink is read better there.
            for symbol in shown().map(|c| theme.mark(c).paint) {
                let best = [theme.paper, theme.ink]
                    .into_iter()
                    .max_by(|a, b| a.contrast(symbol).total_cmp(&b.contrast(symbol)));
                check("numbers", best.unwrap(), symbol);
            }
        }
    }
}
