//! The footer of a figure: counts, date, disclaimer, credits, projection and edition.

use super::furniture::{text, wrapped};
use super::scene::{Image, Item};
use super::shown::Shown;
use super::style::Style;
use crate::language::{Language, date, parted};
use crate::model::Case;
use crate::project::{Kind, Projection, Rect};
use crate::theme::Tint;
use crate::typeface::FontStyle;

/// What is drawn, for the footer.
pub struct Drawn<'a> {
    pub shown: &'a Shown,
    pub relief: bool,
    pub provinces: bool,
    pub rivers: bool,
    pub lakes: bool,
    /// The coarse world: in the locator, or beyond the detailed countries.
    pub world: bool,
    /// The land itself.
    pub countries: bool,
    /// The projection of a map, and how much its scale varies, in percent.
    pub projection: Option<(&'a Projection, f64)>,
    /// The credit of places of the wider stock; empty if none is drawn.
    pub stock: &'a str,
    /// Contested ground.
    pub contested: bool,
    /// The credits of the layers that the recipe adds.
    pub own: &'a [String],
    /// What is said of the line and its ground, a sentence each.
    pub claims: &'a [String],
}

impl<'a> Drawn<'a> {
    /// A chart without ground, border or projection.
    pub fn chart(shown: &'a Shown) -> Self {
        Self {
            shown,
            relief: false,
            provinces: false,
            rivers: false,
            lakes: false,
            world: false,
            countries: false,
            projection: None,
            stock: "",
            contested: false,
            own: &[],
            claims: &[],
        }
    }
}

/// The size of its letters, in units of the design.
const SIZE: f64 = 14.0;
/// Lines are so far apart, in sizes of letters.
const LEADING: f64 = 9.0 / 7.0;

/// How high so many lines are.
pub fn height(lines: usize, style: &Style) -> f64 {
    let lines = f64::from(u32::try_from(lines).unwrap_or(4)) * LEADING * style.letters(SIZE);
    lines.max(style.logo.1 + style.px(4.0)) + style.px(14.0)
}

/// The lines below the map: counts, date and disclaimer; credits of the layers drawn; projection, edition, program.
pub fn lines(dossier: &Case, drawn: &Drawn<'_>, wide: f64, style: &Style) -> Vec<String> {
    let words = style.words();
    let language = style.language();
    // The logo stands beside them.
    let wide = if style.logo.0 > 0.0 { wide - style.logo.0 - style.px(20.0) } else { wide };
    let last = dossier.data_date().and_then(|d| d.parse().ok()).map(|d| date(language, &d));
    let last = last.map(|d| format!("{} ", words.fill("footer-data-to", &[("date", &d)]))).unwrap_or_default();
    let coarse = coarsened(dossier, style).map(|sentence| format!("{sentence} ")).unwrap_or_default();
    let selection = selected(style, " ");
    // Of a dossier without records there is nothing to count.
    let counts = match dossier.incidents.is_empty() {
        true => String::new(),
        false => format!("{}. ", drawn.shown.in_words(language)),
    };
    let what = format!("{counts}{selection}{last}{coarse}{}", style.name(&dossier.disclaimer));
    // Each runs its own way; the list runs that of the language.
    let credits: Vec<String> = credits(dossier, drawn, language).iter().map(|credit| isolated(credit, style)).collect();
    let credits = credits.join(&format!(" {0}·{0} ", stop(style)));
    let edition = &dossier.border.facts.edition;
    let edition = match edition.is_empty() {
        true => String::new(),
        false => format!("{}{} ", words.fill("footer-edition", &[("name", &isolated(edition, style))]), stop(style)),
    };
    let projection = drawn.projection.map(|(projection, distortion)| {
        let (name, n) = (projection_name(projection, style), percent(distortion, language));
        format!("{} ", words.fill("footer-projection", &[("name", &name), ("n", &n)]))
    });
    let how = format!(
        "{}{edition}{}",
        projection.unwrap_or_default(),
        isolated(&format!("marz\u{A0}{}", env!("CARGO_PKG_VERSION")), style),
    );
    let claims = Some(drawn.claims.join(" ")).filter(|c| !c.is_empty());
    let byline = Some(style.name(&style.house.byline).to_owned()).filter(|b| !b.is_empty());
    let paragraphs = byline
        .into_iter()
        .chain([what])
        .chain(claims)
        .chain([words.fill("footer-sources", &[("list", &credits)]), how]);
    let paragraphs: Vec<String> = paragraphs.collect();
    paragraphs.iter().flat_map(|p| wrapped(style.fonts, p, FontStyle::Regular, style.letters(SIZE), wide)).collect()
}

/// The sentence about what was chosen, with an end; empty without one.
pub fn selected(style: &Style, end: &str) -> String {
    Some(&style.selection)
        .filter(|sentence| !sentence.is_empty())
        .map(|sentence| format!("{sentence}{end}"))
        .unwrap_or_default()
}

/// The last line of a caption: the edition of what the figure is made from, by which `marz verify` finds its seal.
pub fn edition(dossier: &Case) -> String {
    dossier.edition.as_ref().map(|edition| format!("{edition}\n")).unwrap_or_default()
}

/// The sentence that positions were coarsened, with the cell size; `None` if they were not.
pub fn coarsened(dossier: &Case, style: &Style) -> Option<String> {
    Some(style.words().fill("footer-coarsened", &[("n", &cell_size(dossier, style)?)]))
}

/// The size of the cells to which positions were coarsened; `None` if they were not.
pub fn cell_size(dossier: &Case, style: &Style) -> Option<String> {
    let km = dossier.coarsened_m? / 1_000.0;
    Some(format!("{}\u{A0}{}", style.number(km), style.words().text("km")))
}

/// The lines set below each other from the top of the footer.
pub fn set(lines: &[String], page: Rect, top: f64, style: &Style) -> Vec<Item> {
    let (x, anchor) = style.lead(page, style.px(26.0));
    let mut y = top;
    let line = |words: &String| {
        y += LEADING * style.letters(SIZE);
        text(words, (x, y), anchor, FontStyle::Regular, style.letters(SIZE), style.theme.quiet_ink)
    };
    let mut items: Vec<Item> = lines.iter().map(line).collect();
    items.extend(logo(page, top, style));
    items
}

/// The logo at the trailing end of the footer.
fn logo(page: Rect, top: f64, style: &Style) -> Option<Item> {
    let logo = style.house.logo.as_ref()?;
    let ((width, height), inset) = (style.logo, style.px(26.0));
    let x = if style.is_mirrored() { page.x + inset } else { page.right() - inset - width };
    let rect = Rect { x, y: top + style.px(8.0), width, height };
    let png = if style.theme.tint == Tint::Grey { &logo.grey } else { &logo.png };
    Some(Item::Image(Image { rect, png: png.clone() }))
}

/// A percentage to a tenth; one that would be none is less than that.
fn percent(value: f64, language: &Language) -> String {
    if value < 0.05 { format!("<{}", language.number("0.1")) } else { language.number(&format!("{value:.1}")) }
}

/// What ends a sentence of Latin words where the next is Latin as well: else both are read as one run.
fn stop(style: &Style) -> &'static str {
    if style.is_mirrored() { "\u{200F}" } else { "" }
}

/// Latin text within a language that runs the other way keeps its own order.
pub fn isolated(latin: &str, style: &Style) -> String {
    if style.is_mirrored() {
        // Every word, so that the line can be broken anywhere but within the name of a licence; words of the language itself run their own way.
        let latin = whole_brackets(latin);
        let is_own = |w: &str| w.contains(|c| matches!(c, '\u{590}'..='\u{8FF}'));
        let kept = |w: &str| if is_own(w) { w.to_owned() } else { format!("\u{200E}{w}\u{200E}") };
        latin.split(' ').map(kept).collect::<Vec<_>>().join(" ")
    } else {
        latin.to_owned()
    }
}

/// A text with what stands in short brackets, such as `(CC BY 4.0)`, on one line.
fn whole_brackets(text: &str) -> String {
    /// Letters in short brackets at most.
    const SHORT: usize = 16;
    let mut out = String::with_capacity(text.len());
    for (i, part) in text.split('(').enumerate() {
        let inside = part.find(')').filter(|end| i > 0 && *end <= SHORT).unwrap_or(0);
        let (inner, rest) = part.split_at(inside);
        out.push_str(if i > 0 { "(" } else { "" });
        out.push_str(&inner.replace(' ', "\u{A0}"));
        out.push_str(rest);
    }
    out
}

fn projection_name(projection: &Projection, style: &Style) -> String {
    let words = style.words();
    let degrees = |v: f64| style.number(format!("{v:.1}"));
    match &projection.kind {
        Kind::Conic(a, b) => words.fill("projection-conic", &[("a", &degrees(*a)), ("b", &degrees(*b))]),
        Kind::Mercator(a) => words.fill("projection-transverse-mercator", &[("a", &degrees(*a))]),
        Kind::Azimuthal => words.text("projection-azimuthal").to_owned(),
        Kind::Given => isolated(&projection.name, style),
    }
}

/// What is said of the line and its ground, as a line of a caption; empty if nothing is said.
pub fn stated(sentences: &[String]) -> String {
    // Where lines are not broken, one pair of marks of direction around a whole sentence is enough.
    let whole = |sentence: &String| sentence.replace("\u{200E} \u{200E}", " ");
    if sentences.is_empty() { String::new() } else { sentences.iter().map(whole).collect::<Vec<_>>().join(" ") + "\n" }
}

/// The credits of the layers that are drawn, in a language.
pub fn credits(dossier: &Case, drawn: &Drawn<'_>, language: &Language) -> Vec<String> {
    let b = &dossier.basemap;
    let mut credits = vec![dossier.border.facts.attribution.clone()];
    // Where there are no incidents there is nobody to credit for them.
    credits.extend(Some(dossier.incidents_attribution.clone()).filter(|_| !dossier.incidents.is_empty()));
    credits.extend(b.countries.iter().filter(|_| drawn.countries).map(|l| l.attribution.clone()));
    credits.extend(b.contested.iter().filter(|_| drawn.contested).map(|l| l.attribution.clone()));
    credits.extend(b.lakes.iter().filter(|_| drawn.lakes).map(|l| l.attribution.clone()));
    credits.extend(b.provinces.iter().filter(|_| drawn.provinces).map(|l| l.attribution.clone()));
    credits.extend(b.world.iter().filter(|_| drawn.world).map(|l| l.attribution.clone()));
    credits.extend(b.rivers.iter().filter(|_| drawn.rivers).map(|l| l.attribution.clone()));
    credits.extend(dossier.views.iter().map(|v| v.border.facts.attribution.clone()));
    credits.push(dossier.places_attribution.clone());
    // Where it comes from the same holder as the places of the dossier, it is credited with them.
    let holder = drawn.stock.rsplit(": ").next().unwrap_or_default();
    credits.extend(Some(drawn.stock.to_owned()).filter(|_| !dossier.places_attribution.contains(holder)));
    credits.extend(drawn.own.iter().cloned());
    credits.extend(b.relief.iter().filter(|_| drawn.relief).map(|r| r.attribution.clone()));
    merged(&credits, language)
}

/// Credits without repetition: works of one holder are joined.
fn merged(credits: &[String], language: &Language) -> Vec<String> {
    // Works, the separator, and their holder.
    let mut out: Vec<(Vec<&str>, &str, &str)> = Vec::new();
    for credit in credits.iter().flat_map(|c| c.split("; ")).map(str::trim).filter(|c| !c.is_empty()) {
        let (what, joint, holder) = parted(credit).unwrap_or(("", "", credit));
        let what = language.ours(what);
        match out.iter_mut().find(|(_, j, h)| (*j, *h) == (joint, holder)) {
            Some((list, ..)) if list.contains(&what) => {}
            Some((list, ..)) => list.push(what),
            None => out.push((vec![what], joint, holder)),
        }
    }
    let joined = |(list, joint, holder): (Vec<&str>, &str, &str)| {
        let mut words: Vec<String> = list.iter().map(|w| w.to_lowercase()).collect();
        if let (Some(first), Some(own)) = (words.first_mut(), list.first()) {
            (*own).clone_into(first);
        }
        let all = match words.split_last() {
            Some((last, before)) if !before.is_empty() => {
                format!("{} {} {last}", before.join(language.text("comma")), language.text("and"))
            }
            _ => words.concat(),
        };
        format!("{all}{joint}{holder}")
    };
    out.into_iter().map(joined).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_licence_is_not_broken() {
        let style = crate::compose::sample::style("ar");
        let found = isolated("Places: GeoNames (CC BY 4.0)", &style);
        let words: Vec<&str> = found.split(' ').collect();
        assert_eq!(words.len(), 3, "{found}");
        assert_eq!(words[2], "\u{200E}(CC\u{A0}BY\u{A0}4.0)\u{200E}");
        assert_eq!(isolated("(CC BY 4.0)", &crate::compose::sample::style("en")), "(CC BY 4.0)");
    }

    #[test]
    fn credits_of_one_holder_are_joined() {
        let credits = [
            "Border © OSM; Boundaries © OSM",
            "Provinces: Natural Earth",
            "Locator: Natural Earth",
            "GeoNames",
            "GeoNames",
        ];
        let lines = merged(&credits.map(str::to_owned), &Language::english());
        assert_eq!(lines, ["Border and boundaries © OSM", "Provinces and locator: Natural Earth", "GeoNames"]);
    }
}
