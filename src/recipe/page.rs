//! Pages of a usual size: for print, for slides and for social media.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A page of a usual size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// ISO 216 A4, upright.
    A4,
    /// ISO 216 A4, lying.
    A4Landscape,
    /// ISO 216 A5, upright.
    A5,
    /// US letter, upright.
    Letter,
    /// A slide of 16 to 9, 1920 pixels wide.
    Slide,
    /// A column of a journal, 84 mm wide.
    Column,
    /// A square of 150 mm, for social media.
    Square,
    /// 4 to 5, 1080 by 1350 pixels, for social media.
    Portrait,
    /// 9 to 16, 1080 by 1920 pixels, for social media.
    Story,
}

/// The least letters that can be read in print, in points.
const LEAST_POINTS: f64 = 6.0;
/// The least letters of a slide, in points of its own size: as small on a phone as the least in print on paper.
const LEAST_POINTS_OF_SLIDES: f64 = 9.0;
/// The least letters for social media, as a share of the width: 24 of 1080 pixels, which a phone shows 1.5 mm high.
const LEAST_SHARE_OF_SOCIAL: f64 = 1.0 / 45.0;

impl Page {
    /// All pages.
    pub const ALL: [Page; 9] = [
        Page::A4,
        Page::A4Landscape,
        Page::A5,
        Page::Letter,
        Page::Slide,
        Page::Column,
        Page::Square,
        Page::Portrait,
        Page::Story,
    ];

    /// The page as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Page::A4 => "a4",
            Page::A4Landscape => "a4-landscape",
            Page::A5 => "a5",
            Page::Letter => "letter",
            Page::Slide => "slide",
            Page::Column => "column",
            Page::Square => "square",
            Page::Portrait => "portrait",
            Page::Story => "story",
        }
    }

    /// Its width and height in millimetres.
    #[must_use]
    pub fn millimetres(self) -> (f64, f64) {
        match self {
            Page::A4 => (210.0, 297.0),
            Page::A4Landscape => (297.0, 210.0),
            Page::A5 => (148.0, 210.0),
            Page::Letter => (215.9, 279.4),
            Page::Slide => (338.666_667, 190.5),
            Page::Column => (84.0, 132.0),
            Page::Square => (150.0, 150.0),
            Page::Portrait => (190.5, 238.125),
            Page::Story => (190.5, 338.666_667),
        }
    }

    /// Whether it is made for social media, where it is read on a phone.
    #[must_use]
    pub fn is_social(self) -> bool {
        matches!(self, Page::Square | Page::Portrait | Page::Story)
    }

    /// The size of the least letters on it, in points at its own size.
    #[must_use]
    pub fn least_points(self) -> f64 {
        const POINTS_A_MM: f64 = 72.0 / 25.4;
        match self {
            Page::Slide => LEAST_POINTS_OF_SLIDES,
            page if page.is_social() => page.millimetres().0 * POINTS_A_MM * LEAST_SHARE_OF_SOCIAL,
            _ => LEAST_POINTS,
        }
    }

    /// The size of the least letters of a page, or of a figure without one, in points.
    #[must_use]
    pub fn least_points_of(page: Option<Self>) -> f64 {
        page.map_or(LEAST_POINTS, Self::least_points)
    }

    /// Dots per inch where the recipe sets none.
    pub(super) fn dpi(self) -> u32 {
        if matches!(self, Page::Slide | Page::Portrait | Page::Story) { 144 } else { 300 }
    }
}

impl<'de> Deserialize<'de> for Page {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let named = |is_social: bool| {
            let pages = Page::ALL.into_iter().filter(move |p| p.is_social() == is_social);
            pages.map(|p| format!("`{}`", p.as_str())).collect::<Vec<_>>().join(", ")
        };
        let (print, social) = (named(false), named(true));
        Page::ALL.into_iter().find(|p| p.as_str() == text).ok_or_else(|| match text.as_str() {
            "social" => D::Error::custom(format!("`social` is a group of pages: expected one of {social}")),
            _ => D::Error::custom(format!("unknown variant `{text}`, expected one of {print}, or of social: {social}")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::{Recipe, word};

    #[test]
    fn a_page_has_its_pixels() {
        let pixels = |text: &str| Recipe::parse("m.toml", text).map(|r| r.pixels()).unwrap();
        assert_eq!(pixels("title='x'\npage='slide'"), (1920, 1080));
        assert_eq!(pixels("title='x'\npage='a4-landscape'"), (3508, 2480));
        assert_eq!(pixels("title='x'\npage='column'\ndpi=300"), (992, 1559));
        assert_eq!(pixels("title='x'\npage='portrait'"), (1080, 1350));
        assert_eq!(pixels("title='x'\npage='story'"), (1080, 1920));
    }

    #[test]
    fn social_pages_have_letters_of_a_45th_of_their_width() {
        for page in Page::ALL.into_iter().filter(|p| p.is_social()) {
            let share = page.least_points() / (page.millimetres().0 / 25.4 * 72.0);
            assert!((share * 45.0 - 1.0).abs() < 1e-9, "{page:?}");
        }
        assert!((Page::Portrait.least_points() - 12.0).abs() < 1e-9);
        assert!((Page::Slide.least_points() - 9.0).abs() < 1e-9);
        assert!((Page::least_points_of(None) - 6.0).abs() < 1e-9);
    }

    #[test]
    fn an_unknown_page_is_refused_with_the_groups() {
        for page in Page::ALL {
            assert_eq!(word::<Page>(page.as_str()), Ok(page));
        }
        let message = word::<Page>("storey").unwrap_err();
        assert!(message.contains("or of social: `square`, `portrait`, `story`"), "{message}");
        assert!(message.ends_with("did you mean `story`?"), "{message}");
        let message = word::<Page>("social").unwrap_err();
        assert_eq!(message, "`social` is a group of pages: expected one of `square`, `portrait`, `story`");
        let in_file = Recipe::parse("m.toml", "title='x'\npage='social'").unwrap_err().to_string();
        assert!(in_file.contains("line 2") && in_file.contains("group of pages"), "{in_file}");
    }
}
