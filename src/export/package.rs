//! The export package: a GeoPackage, a QGIS project that opens it, and plain GeoJSON with its style.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::base::ExportOrigin;
use super::columns::Columns;
use super::geojson::{COLLECTION_TAIL, collection_head};
use super::geopackage::GeoPackage;
use super::layers::{Layer, layers};
use super::qgis_project::{Imprint, View, project};
use super::qgis_style::{BasemapColors, CategorySign, Symbology, styles};
use super::row::ExportedIncident;
use super::sink::{Listing, Target};
use crate::error::{Error, unmade};
use crate::language::Language;
use crate::ledger::{self, TempFile};
use crate::measure::GeodesicLine;
use crate::model::{Case, Categories, Category, LonLat, Names, Status};
use crate::project::Projection;
use crate::theme::{CategoryLook, basemap_colors, category_looks};

/// A GeoPackage of all layers being written.
pub struct Database {
    target: Target,
    temp: TempFile,
    file: GeoPackage,
    /// The layers without their features: styles are made when all categories are known.
    layers: Vec<Layer>,
    look: Symbology,
    categories: Categories,
    /// The categories of incidents beside those of every dossier.
    used: BTreeSet<Category>,
    provenance: String,
}

impl Database {
    /// Begins the file with all layers; those made of incidents are still empty.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn begin(target: &Target, dossier: &Case, line: &GeodesicLine, columns: &Columns) -> Result<Self, Error> {
        let temp = target.temp_file()?;
        let file = GeoPackage::create(temp.path()).map_err(unmade(target.path()))?;
        let mut file = file.with_base(&ExportOrigin::of(dossier)).map_err(unmade(target.path()))?;
        let all = layers(dossier, line, columns);
        let layers = all.iter().map(Layer::without_rows).collect();
        // From the top: a reader that is told no layer gets the first, and wants the incidents.
        all.into_iter().rev().try_for_each(|layer| file.begin(layer)).map_err(unmade(target.path()))?;
        let (look, categories, provenance) = (look(dossier), dossier.categories.clone(), provenance(dossier));
        Ok(Self { target: target.clone(), temp, file, layers, look, categories, used: BTreeSet::new(), provenance })
    }

    /// Adds an incident.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn put(&mut self, incident: &ExportedIncident) -> Result<(), Error> {
        self.used.extend(incident.category.filter(|c| matches!(c, Category::Added(_))));
        incident.rows.iter().try_for_each(|(layer, row)| self.file.push(layer, row)).map_err(unmade(self.target.path()))
    }

    /// The symbols, with those of all categories that were put in.
    fn look(&self) -> Symbology {
        let names: BTreeMap<Category, &Names> = self.categories.iter().collect();
        let english = Language::english();
        let name = |c: Category| match names.get(&c) {
            Some(names) => names.in_language("en").unwrap_or(c.as_str()).to_owned(),
            None => english.category(c).to_owned(),
        };
        let others = self.used.iter().map(|c| (*c, name(*c)));
        Symbology { categories: category_looks(others).into_iter().map(sign).collect(), ..self.look.clone() }
    }

    /// Ends the file; returns its target, the temporary file, and the number of features of each layer in words.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn finish(self, newest: Option<&str>) -> Result<(Target, TempFile, String), Error> {
        let list: Vec<String> = self.file.counts().map(|(name, count)| format!("{count} {name}")).collect();
        let summary = format!("{} layers written: {}", list.len(), list.join(", "));
        let styles = styles(&self.layers, &self.look());
        let Self { target, temp, file, provenance, .. } = self;
        file.finish(&styles, newest.unwrap_or("1970-01-01"), &provenance).map_err(unmade(target.path()))?;
        Ok((target, temp, summary))
    }
}

/// A folder with the GeoPackage and the project being written.
pub struct ExportPackage {
    folder: PathBuf,
    database: Database,
    view: View,
    imprint: Imprint,
    plain: Option<Listing>,
}

/// The GeoPackage in the folder.
pub const DATABASE: &str = "marz.gpkg";
const PROJECT: &str = "marz.qgz";

impl ExportPackage {
    /// Begins the files in a folder.
    ///
    /// # Errors
    ///
    /// If they cannot be written, or no coordinate system fits the border.
    pub fn begin(folder: &Path, dossier: &Case, line: &GeodesicLine, columns: &Columns) -> Result<Self, Error> {
        let imprint = Imprint { title: dossier.title.clone(), credits: provenance(dossier) };
        let view = view(dossier)?;
        let database = Database::begin(&Target::file(folder.join(DATABASE)), dossier, line, columns)?;
        Ok(Self { folder: folder.to_path_buf(), database, view, imprint, plain: None })
    }

    /// Also writes the incidents as plain GeoJSON, from [`ExportedIncident::text`].
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn with_plain(mut self, dossier: &Case) -> Result<Self, Error> {
        let head = collection_head(
            "incidents",
            &dossier.measured_licence(),
            &dossier.incidents_attribution,
            dossier.edition.as_deref(),
        );
        let target = Target::file(self.folder.join("incidents.geojson"));
        self.plain = Some(Listing::begin(&target, head.as_bytes(), ",\n", COLLECTION_TAIL)?);
        Ok(self)
    }

    /// Adds an incident.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub fn put(&mut self, incident: &ExportedIncident) -> Result<(), Error> {
        self.database.put(incident)?;
        match &mut self.plain {
            Some(plain) => plain.put(&incident.text),
            None => Ok(()),
        }
    }

    /// Moves the files to their places; returns their paths and a summary in words.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub fn finish(self, newest: Option<&str>) -> Result<(Vec<PathBuf>, String), Error> {
        let Self { folder, database, view, imprint, plain } = self;
        let (layers, look) = (&database.layers, database.look());
        let project = project(layers, &look, &view, &imprint)
            .map_err(|source| Error::Unwritten { path: folder.join(PROJECT), source })?;
        // QGIS applies a style file of the same name beside a plain GeoJSON.
        let style = styles(layers, &look).into_iter().find(|s| s.layer == "incidents");
        let (_, temp, summary) = database.finish(newest)?;
        temp.commit()?;
        let path = folder.join(PROJECT);
        ledger::write(&path, &project)?;
        let mut files = vec![folder.join(DATABASE), path];
        if let Some(listing) = plain {
            listing.end()?;
            let path = folder.join("incidents.qml");
            ledger::write(&path, style.map(|s| s.qml).unwrap_or_default().as_bytes())?;
            files.extend([folder.join("incidents.geojson"), path]);
        }
        Ok((files, summary))
    }
}

/// A projected coordinate system fitted to the border, and a first view of all of it.
fn view(dossier: &Case) -> Result<View, Error> {
    let points: Vec<LonLat> = dossier.border.parts().iter().flatten().copied().collect();
    let projection = Projection::fitted(&points)?;
    let flat: Vec<(f64, f64)> = points.iter().filter_map(|p| projection.forward(p.lon(), p.lat())).collect();
    let range = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
    };
    let (west, east) = range(&mut flat.iter().map(|p| p.0));
    let (south, north) = range(&mut flat.iter().map(|p| p.1));
    // A margin of a tenth around the border.
    let margin = 0.1 * (east - west).max(north - south).max(1_000.0);
    let extent = [west - margin, south - margin, east + margin, north + margin];
    Ok(View { wkt: projection.wkt().unwrap_or_default(), proj: projection.definition, extent })
}

/// A category as QGIS draws it.
fn sign(l: CategoryLook) -> CategorySign {
    let value = l.category.as_str().to_owned();
    CategorySign { value, label: l.name, rgb: l.rgb, marker: l.marker, angle: l.angle }
}

/// The colours and symbols of the maps, for styles; the categories are known at the end.
fn look(dossier: &Case) -> Symbology {
    let colors = basemap_colors();
    let of = |name: &str| colors.iter().find(|(n, _)| *n == name).map_or((0, 0, 0), |(_, rgb)| *rgb);
    let sides = &dossier.border.facts.sides;
    Symbology {
        categories: Vec::new(),
        statuses: Status::ALL.into_iter().map(|s| (s.as_str(), s.as_str().replace('_', " "))).collect(),
        sides: (sides.left.code.clone(), sides.right.code.clone()),
        label_languages: dossier.label_languages.clone(),
        basemap: BasemapColors {
            land_left: of("land_left"),
            land_right: of("land_right"),
            land_other: of("land_other"),
            water: of("water"),
            water_edge: of("water_edge"),
            province: of("province"),
            other_border: of("other_border"),
            border: of("border"),
            paper: of("paper"),
            ink: of("ink"),
        },
    }
}

/// The provenance of the files, in words.
fn provenance(dossier: &Case) -> String {
    let facts = &dossier.border.facts;
    format!(
        "{}. Border edition {}: {}. {} {} Made by marz {}{}.",
        dossier.title,
        facts.edition,
        facts.source,
        dossier.incidents_attribution,
        dossier.disclaimer.in_language("en").unwrap_or_default(),
        env!("CARGO_PKG_VERSION"),
        dossier.edition.as_deref().map(|e| format!(" from {e}")).unwrap_or_default()
    )
}
