//! What beside the incidents a legend explains.

use crate::compose::choropleth::Choropleth;
use crate::compose::own_layers::OwnSign;
use crate::compose::places::is_shown;
use crate::compose::status::Claims;
use crate::model::{Case, Category, LineStatus, PlaceKind};
use crate::recipe::{Legend, Recipe};

/// How much a legend explains.
pub enum Detail {
    /// All signs of the figure.
    Figure,
    /// The categories, sizes and lines of the figure alone.
    Short,
    /// All signs of the figure, and these categories also where it has none of them.
    Series(Vec<Category>),
}

impl Detail {
    /// As much as a recipe asks for.
    pub fn of(recipe: &Recipe, dossier: &Case) -> Self {
        match recipe.legend() {
            Legend::Short => Self::Short,
            Legend::Long => {
                let all = dossier.incidents.iter().map(|i| i.category);
                Self::Series(Category::among(all.filter(|c| is_shown(*c, recipe.show.claims, recipe.show.contacts))))
            }
            _ => Self::Figure,
        }
    }
}

/// What beside the incidents the legend explains.
pub struct Facts {
    pub detail: Detail,
    pub border_name: String,
    pub has_border: bool,
    /// Whether its kilometres are marked.
    pub has_kilometres: bool,
    /// What is said of the line and its ground.
    pub claims: Claims,
    /// The statuses of the line.
    pub statuses: Vec<LineStatus>,
    pub has_radii: bool,
    /// The number of incidents whose location radius goes beyond the map on all sides, and is not drawn.
    pub radii_beyond: usize,
    /// The size of the cells to which positions were coarsened, in words.
    pub cells: Option<String>,
    /// The width of the hexagons in which incidents are counted, in words.
    pub hexagons: Option<String>,
    pub has_leader_lines: bool,
    /// The categories of the incidents that are drawn as journeys.
    pub journeys: Vec<Category>,
    pub has_disputed_journey: bool,
    /// The category of which a symbol stands for all.
    pub example: Category,
    pub has_key: bool,
    /// Whether a part of the map is drawn larger in an inset.
    pub has_inset: bool,
    /// What the tints of provinces count.
    pub choropleth: Option<Choropleth>,
    /// The kinds of places that are marked with a sign of their own.
    pub kinds: Vec<PlaceKind>,
    /// The layers that the recipe adds.
    pub own: Vec<OwnSign>,
    /// What a strip explains; `None` for a map.
    pub strip: Option<StripFacts>,
    /// What a timeline explains; `None` for another figure.
    pub timeline: Option<TimelineFacts>,
}

/// What the legend of a timeline explains beside the symbols.
#[derive(Clone, Copy)]
pub struct TimelineFacts {
    /// Whether a date is a bar.
    pub has_bars: bool,
    /// Whether an incident is shared between months.
    pub has_shares: bool,
    /// Whether nobody gives a number of dead for some incident whose symbol does not show that.
    pub has_unnamed_unknown: bool,
    /// Whether somebody gives one for some incident, so that there is a sum.
    pub has_known: bool,
}

/// What the legend of a strip explains beside the symbols.
pub struct StripFacts {
    /// Whether any incident is drawn, with its bars, and so their density.
    pub has_ranges: bool,
    /// Whether a heat band stands for the incidents.
    pub has_heat: bool,
    /// What its darkest shade stands for: so many incidents on so many kilometres of the border.
    pub darkest: Option<(f64, f64)>,
    /// Whether of some incidents only the range of the distance is known.
    pub has_columns: bool,
    /// Whether the accuracy of the line is drawn.
    pub has_accuracy: bool,
    /// Whether the line goes on elsewhere at some kilometre.
    pub has_breaks: bool,
}
