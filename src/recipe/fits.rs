//! Which keys of a recipe each kind of figure knows.

use super::{By, Choice, Choropleth, Extent, ExtentText, Kind, Recipe, RecipeError, Show, Theme};

impl Recipe {
    /// What small maps have no room for is refused.
    fn fits_multiples(&self) -> Result<(), RecipeError> {
        let (show, usual) = (&self.show, Show::default());
        let keys = [
            ("relief", show.relief == Choice::Always),
            ("key", show.key == Choice::Always),
            ("journeys", show.journeys),
            ("graticule", show.graticule != usual.graticule),
            ("locator", show.locator != usual.locator),
            ("provinces", show.provinces != usual.provinces),
            ("rivers", show.rivers != usual.rivers),
        ];
        match keys.iter().find(|(_, is_set)| *is_set) {
            Some((key, _)) => {
                let key = format!("show.{key}");
                let expected = format!("claims, contacts, displace and legend with kind = \"{}\"", self.kind.as_str());
                Err(RecipeError::value(&key, "a key of one map", expected))
            }
            None => Ok(()),
        }
    }

    /// A key that this kind of figure does not know is refused: no setting is ignored in silence.
    pub(super) fn fits_kind(&self, extent: &Extent, has_inset: bool) -> Result<(), RecipeError> {
        let refused = |key: &str, what: &str| {
            Err(RecipeError::value(key, "a key of maps", format!("{what} with kind = \"{}\"", self.kind.as_str())))
        };
        let legend = self.show.legend;
        let has_place = matches!(self.kind, Kind::Map | Kind::Atlas);
        if (legend.is_placed() && !has_place) || (self.kind == Kind::Bands && !legend.is_plain()) {
            let known = if self.kind == Kind::Bands { "true or false" } else { "true, false, short or long" };
            let expected = format!("{known} with kind = \"{}\"", self.kind.as_str());
            return Err(RecipeError::value("show.legend", legend.as_str(), expected));
        }
        match (self.kind, self.by) {
            (_, None) | (Kind::Strip, Some(By::Year)) => {}
            (Kind::Multiples, Some(By::Side)) => {
                return Err(RecipeError::value("by", "side", "year, quarter or category with kind = \"multiples\""));
            }
            (Kind::Bands, Some(By::Quarter)) => {
                return Err(RecipeError::value("by", "quarter", "side, year or category with kind = \"bands\""));
            }
            (Kind::Multiples | Kind::Bands, _) => {}
            (Kind::Pair, _) => return Err(RecipeError::value("by", "by", "periods with kind = \"pair\"")),
            (Kind::Strip, _) => return Err(RecipeError::value("by", "not the year", "year with kind = \"strip\"")),
            _ => return Err(RecipeError::value("by", "small multiples", "kind = \"multiples\" or \"strip\"")),
        }
        let own = [
            ("inset", has_inset),
            ("label", !self.label.0.is_empty()),
            ("note", !self.note.is_empty()),
            ("layer", !self.layer.is_empty()),
        ];
        match own.into_iter().find(|(_, is_set)| *is_set) {
            Some((key @ ("inset" | "label"), _)) if self.kind == Kind::Atlas => return refused(key, "none"),
            Some((key, _)) if !matches!(self.kind, Kind::Map | Kind::Atlas) => return refused(key, "none"),
            _ if !self.label.0.is_empty() && self.show.key == Choice::Always => {
                let expected = "one of them: with the key, numbers stand beside the symbols";
                return Err(RecipeError::value("label", "both label and show.key = true", expected));
            }
            _ => {}
        }
        if self.show.choropleth != Choropleth::None {
            if self.kind != Kind::Map {
                return refused("show.choropleth", "none");
            }
            if self.theme == Theme::Outline {
                let expected = "theme print, grey or dark: outline has lines alone";
                return Err(RecipeError::value("show.choropleth", "tints with theme = \"outline\"", expected));
            }
        }
        match self.kind {
            Kind::Map => return Ok(()),
            Kind::Multiples | Kind::Pair => return self.fits_multiples(),
            Kind::Atlas if !matches!(extent, Extent::Border | Extent::Km(..)) || !self.extent.include.is_empty() => {
                return refused("extent", "border = true or km = [from, to], and no include,");
            }
            Kind::Atlas => return Ok(()),
            kind if !kind.has_extent() && self.extent != ExtentText::default() => return refused("extent", "none"),
            Kind::Strip if !matches!(extent, Extent::Border | Extent::Km(..)) || !self.extent.include.is_empty() => {
                return refused("extent", "border = true or km = [from, to], and no include,");
            }
            _ => {}
        }
        if self.projection != "auto" {
            return refused("projection", "none");
        }
        let (show, usual) = (&self.show, Show::default());
        let keys = [
            ("relief", show.relief != usual.relief),
            ("key", show.key != usual.key),
            ("claims", show.claims != usual.claims),
            ("contacts", show.contacts != usual.contacts),
            ("journeys", show.journeys != usual.journeys),
            ("graticule", show.graticule != usual.graticule),
            ("locator", show.locator != usual.locator),
            ("rivers", show.rivers != usual.rivers),
            ("displace", show.displace != usual.displace),
            ("provinces", show.provinces != usual.provinces && self.kind != Kind::Strip),
        ];
        match keys.iter().find(|(_, is_set)| *is_set) {
            Some((key, _)) => refused(&format!("show.{key}"), "legend alone (and provinces for a strip)"),
            None => Ok(()),
        }
    }
}
