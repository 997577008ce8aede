//! A dossier: the folder that holds one case, opened, checked and ready to be measured, drawn and exported.

mod about;
mod asked_border;
mod country;
mod edges;
mod edition;
pub mod embedded;
mod file;
#[cfg(feature = "figures")]
mod fonts;
mod gazetteer;
mod house;
mod incidents_file;
mod large;
mod load;
mod migrate;
mod pair;
mod prepared;
mod redaction;
mod scaffold;
mod self_contact;
mod sides;
mod source;
mod stream;
mod stretches;
mod views;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

pub use about::{program_json, program_text};
pub use asked_border::{AskedBorder, LoadedBorder, is_border_code};
pub use country::{side_named, sides_to_choose};
pub use edition::{Inputs, MARK, PROGRAM, editions_in, marked, parameters};
pub use file::{file_like, inside, read_file, read_text};
pub use house::unreadable_colours;
pub use incidents_file::{HeldFile, IncidentsFile, WAITING, folder_of, home_of};
pub use load::{Counts, Loaded, load, load_around, region_of};
pub use migrate::{MigratedKey, migrate, old_key_warnings, old_recipe_warnings};
pub use prepared::PreparedBorder;
pub use redaction::Redaction;
pub use scaffold::{Beginning, Begun, NewDossier, begin};
pub use sides::side_polygons;
pub use source::{MANIFEST, Source};
pub use stream::Streaming;
pub use views::view_lines;

use crate::error::Error;
use crate::language::{LanguagePair, Languages};
use crate::measure::{GeodesicLine, SidePolygons, ViewLine};
use crate::measured::{MeasureContext, Measured, Selection};
use crate::model::{Border, Case, Incident, View};
use crate::read::{Document, Problem};
use crate::recipe::{Filter, Manifest, Recipe, Theme};

/// A dossier that can be used: its data, its manifest, its recipes, and its border made ready for measuring.
///
/// # Example
///
/// ```
/// use marz::{Dossier, Selection};
/// let dossier = Dossier::embedded()?;
/// let measured = dossier.measure(&Selection::default())?;
/// assert_eq!(measured.len() + measured.filtered(), dossier.case().incidents.len());
/// # Ok::<(), marz::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Dossier {
    source: Source,
    manifest: Manifest,
    languages: Languages,
    case: Case,
    counts: Counts,
    problems: Vec<Problem>,
    remarks: Vec<String>,
    documents: BTreeMap<String, Document>,
    /// Whether the border is the dossier's own: another line has other sides, which the dossier's countries do not give.
    is_own_border: bool,
    line: OnceLock<GeodesicLine>,
    polygons: OnceLock<SidePolygons>,
    views: OnceLock<Vec<ViewLine>>,
}

impl Dossier {
    /// Opens the dossier in a folder, the one with `marz.toml`.
    ///
    /// Records that cannot be used are left out; [`Dossier::problems`] has the reason of each and [`Dossier::counts`] their number.
    ///
    /// # Errors
    ///
    /// Where the folder is no dossier, a file cannot be read, or there is no border that can be used.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, Error> {
        Self::from_loaded(load(Source::folder(folder.as_ref())?)?)
    }

    /// Opens the dossier inside the library.
    ///
    /// # Errors
    ///
    /// None of its own: it is tested with the library.
    pub fn embedded() -> Result<Self, Error> {
        Self::from_loaded(load(Source::Embedded)?)
    }

    /// The dossier of a land border of the world by its code, with the ground beside it and without incidents. What the person who asked
    /// should know of it is in [`Dossier::remarks`].
    ///
    /// # Errors
    ///
    /// [`Error::Request`] where there is no such border; the message names what is near.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::point;
    /// use marz::Dossier;
    /// use marz::measure::UncertainPoint;
    /// let dossier = Dossier::for_border("KHM-THA")?;
    /// assert!(dossier.remarks().iter().any(|remark| remark.contains("accuracy")));
    /// let aranyaprathet = UncertainPoint::new(point!(x: 102.5013, y: 13.6928));
    /// let (proximity, _) = &dossier.context().measure_points(&[aranyaprathet])[0];
    /// assert_eq!(proximity.nearest.side.as_str(), "right");
    /// assert!((5_000.0..8_000.0).contains(&proximity.nearest.distance_m));
    /// # Ok::<(), marz::Error>(())
    /// ```
    #[cfg(feature = "world")]
    pub fn for_border(code: &str) -> Result<Self, Error> {
        let new = NewDossier::of_world(&crate::world::by_code(code)?, &Beginning::default())?;
        let remarks = new.remarks.clone();
        Ok(Self { remarks, ..Self::from_loaded(load(new.into_source())?)? })
    }

    /// Remarks for the person who asked for the border of a code: assumptions, and what is disputed; none of any other dossier.
    #[must_use]
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// The dossier that stands in no folder for a border that is asked for by its code; `None` for a file.
    ///
    /// # Errors
    ///
    /// As [`Dossier::for_border`].
    pub fn of_code(asked: &AskedBorder) -> Result<Option<Self>, Error> {
        let code = asked.code()?;
        #[cfg(feature = "world")]
        return code.map(Self::for_border).transpose();
        #[cfg(not(feature = "world"))]
        Ok(code.and(None))
    }

    /// What was loaded, where it can be used.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] without a border that can be used.
    pub fn from_loaded(loaded: Loaded) -> Result<Self, Error> {
        let Loaded { source, manifest, languages, case, counts, problems, documents } = loaded;
        let case =
            case.ok_or_else(|| Error::Data("without its border the dossier cannot be used; see above".to_owned()))?;
        let (line, polygons, views) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        let is_own_border = true;
        Ok(Self {
            source,
            manifest,
            languages,
            case,
            counts,
            problems,
            remarks: Vec::new(),
            documents,
            is_own_border,
            line,
            polygons,
            views,
        })
    }

    /// Where its files are.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Its manifest.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The languages of the library and of the dossier.
    #[must_use]
    pub fn languages(&self) -> &Languages {
        &self.languages
    }

    /// Its data: border, incidents, places, basemap.
    #[must_use]
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// How many incidents were read and rejected.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Everything that is wrong in its files.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The texts of its files, for showing problems.
    #[must_use]
    pub fn documents(&self) -> &BTreeMap<String, Document> {
        &self.documents
    }

    /// The border made ready for measuring.
    #[must_use]
    pub fn line(&self) -> &GeodesicLine {
        self.line.get_or_init(|| GeodesicLine::from(&self.case.border))
    }

    /// The names of its recipes, sorted.
    ///
    /// # Errors
    ///
    /// Where the folder of recipes cannot be read.
    pub fn recipes(&self) -> Result<Vec<String>, Error> {
        self.source.recipes()
    }

    /// A recipe by name, or by path, above the defaults of the dossier.
    ///
    /// # Errors
    ///
    /// Where there is none, or it cannot be read.
    pub fn recipe(&self, name: &str) -> Result<Recipe, Error> {
        self.source.recipe(name)
    }

    /// What its incidents are measured against: the border, its index, and the polygons of the two sides.
    #[must_use]
    pub fn context(&self) -> MeasureContext<'_> {
        let polygons = self.polygons.get_or_init(|| match self.is_own_border {
            true => side_polygons(&self.case, self.line()),
            false => sides::of_border(&self.case.border, self.line()),
        });
        // Each of them was found to be a line of this border.
        let line = |view: &View| ViewLine::new(view, (&self.case.border, self.line())).ok();
        let views = self.views.get_or_init(|| self.case.views.iter().filter_map(line).collect());
        MeasureContext::new(&self.case.border, self.line(), polygons).seen_by(views)
    }

    /// The same with these rival lines in place of those of `marz.toml`.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] for a line that is none of this border.
    pub fn seen_by(mut self, views: Vec<View>) -> Result<Self, Error> {
        let lines = view_lines(&views, (&self.case.border, self.line()))?;
        (self.case.views, self.views) = (views, OnceLock::from(lines));
        Ok(self)
    }

    /// The incidents that pass a selection, measured on all cores.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] where the filter leaves out a record that there is not.
    pub fn measure(&self, selection: &Selection) -> Result<Measured<'_>, Error> {
        let filter = self.own_filter(selection.filter.clone())?;
        Redaction::of_filter(&filter).check_ids(self.case.ids())?;
        let context = self.context().within(&selection.within);
        Ok(Measured::new(&self.case, &filter, context).complete())
    }

    /// A filter for the records of this dossier: its categories are known here, periods count from the date of its data, and kilometres
    /// of parts of the border are running ones.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`] for a category, a part or a kilometre that there is not, and for a relative period where the data have no date.
    pub fn own_filter(&self, filter: Filter) -> Result<Filter, Error> {
        self.filter_on(filter, &self.context())
    }

    /// The same for kilometres of another border than that of the dossier.
    ///
    /// # Errors
    ///
    /// As [`Dossier::own_filter`].
    pub fn filter_on(&self, filter: Filter, context: &MeasureContext<'_>) -> Result<Filter, Error> {
        filter.check_categories(&self.case.categories)?;
        let data_date = if filter.is_relative() { self.data_date(&filter)? } else { None };
        Ok(context.with_running_km(filter.on_calendar(data_date.as_deref())?)?)
    }

    /// The same incidents along another border.
    ///
    /// The left and right of reports refer to the dossier's own border, and so are the countries of its basemap: under another
    /// line neither counts, nor do the dossier's views. What is made of it carries no edition, since it is not the dossier.
    #[must_use]
    pub fn under(mut self, border: Border) -> Self {
        self.case.border = border;
        self.case.edition = None;
        for incident in &mut self.case.incidents {
            incident.location.side = None;
        }
        self.case.views.clear();
        (self.is_own_border, self.line, self.polygons) = (false, OnceLock::new(), OnceLock::new());
        self.views = OnceLock::new();
        self
    }

    /// The same incidents along the border of another dossier, on its ground.
    ///
    /// As [`Dossier::under`]; the polygons of the other dossier give the side of points beyond the ends of its line.
    #[must_use]
    pub fn on_ground_of(self, other: Self) -> Self {
        let mut all = self.under(other.case.border);
        (all.case.basemap, all.case.places, all.case.places_attribution) =
            (other.case.basemap, other.case.places, other.case.places_attribution);
        all.case.places_licence = other.case.places_licence;
        (all.case.disclaimer, all.is_own_border) = (other.case.disclaimer, true);
        all
    }

    /// What cannot be read in the colours of the house, for figures in these themes.
    #[must_use]
    pub fn colour_warnings(&self, themes: &[Theme]) -> Vec<Problem> {
        unreadable_colours(&self.case.house, &self.source, themes)
    }

    /// The same with these incidents alone: for a figure of a part that knows of nothing else, not even the date of the rest.
    #[must_use]
    pub fn with_incidents(&self, incidents: Vec<Incident>) -> Self {
        Self { case: Case { incidents, data_to: None, ..self.case.clone() }, ..self.clone() }
    }

    /// The same with a part of its incidents, chosen from all: the date of the data stays that of all.
    #[must_use]
    pub fn with_part(&self, incidents: Vec<Incident>) -> Self {
        let mut part = self.with_incidents(incidents);
        part.case.data_to = self.case.data_date();
        part
    }

    /// The same with some records left out or their positions coarsened; every number is computed from what this leaves.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] where a record is to be left out that there is not.
    pub fn redacted(mut self, redaction: &Redaction) -> Result<Self, Error> {
        self.case = redaction.applied(self.case)?;
        Ok(self)
    }

    /// The same without its edition, and with a credit that states the redaction, for incidents that are redacted as they stream.
    #[must_use]
    pub fn with_redacted_credit(mut self, redaction: &Redaction) -> Self {
        self.case = redaction.without_edition(self.case);
        redaction.credit(&mut self.case.incidents_attribution);
        self
    }

    /// The same with the languages of the labels in exported styles, such as `ru` or `en+th`; those of `defaults.lang` in `marz.toml`, else
    /// English, if `None`.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] for a language without a catalogue.
    pub fn with_label_language(mut self, lang: Option<&str>) -> Result<Self, Error> {
        if let Some(pair) = self.asked_languages(lang)? {
            self.case.label_languages = pair.tags();
        }
        Ok(self)
    }

    /// The language that is asked for, or two of them; `None` if neither `lang` nor `marz.toml` names one.
    fn asked_languages(&self, lang: Option<&str>) -> Result<Option<LanguagePair>, Error> {
        let (key, text) = match (lang, &self.manifest.defaults.lang) {
            (Some(lang), _) => ("--lang", lang),
            (None, Some(lang)) => ("marz.toml: defaults.lang", lang.as_str()),
            (None, None) => return Ok(None),
        };
        self.languages.pair(text).map(Some).map_err(|e| Error::request(format!("{key} {e}"), None))
    }

    /// The language that is asked for, or two of them; those of `defaults.lang` in `marz.toml` if `lang` is `None`, else English.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] for a language without a catalogue.
    pub fn asked_or_english(&self, lang: Option<&str>) -> Result<LanguagePair, Error> {
        Ok(self.asked_languages(lang)?.unwrap_or_else(|| LanguagePair::only(self.languages.english())))
    }

    /// The same with the edition that its outputs carry: a hash of everything that it is made from.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read.
    pub fn with_edition(mut self) -> Result<Self, Error> {
        self.case.edition = Some(marked(&Inputs::of(&self.source, &self.manifest)?.edition()?));
        Ok(self)
    }
}
