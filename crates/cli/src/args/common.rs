//! Options that several commands share.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use marz::dossier::{AskedBorder, Redaction};
use marz::read::{TableColumns, TableOptions};
use marz::recipe::{BorderKm, FilterText, Length, value};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Where a product goes that is text for people or JSON for machines.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// The output format [else by the ending of --output]
    #[arg(long, default_value = "text")]
    pub format: CheckFormat,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

impl OutputArgs {
    /// The format and where to.
    pub fn to(&self) -> (CheckFormat, &Path) {
        (self.format, &self.output)
    }
}

/// Which line, in place of the dossier's own.
#[derive(Debug, Args)]
pub struct LineArgs {
    /// A file with lines, or a code such as KHM-THA [default: the dossier's]
    #[arg(long, value_name = "FILE|CODE")]
    pub border: Option<PathBuf>,
    /// The line of these two in a file of countries or of lines with names
    #[arg(long, value_name = "COUNTRY,COUNTRY", requires = "border", value_parser = value::pair, hide_short_help = true)]
    pub pair: Option<(String, String)>,
}

impl LineArgs {
    pub fn asked(&self) -> Option<AskedBorder> {
        Some(AskedBorder { path: self.border.clone()?, pair: self.pair.clone() })
    }
}

/// Which columns of a table of points.
#[derive(Debug, Args)]
pub struct ColumnArgs {
    /// The column of longitude in a table [default: lon, longitude, x, …]
    #[arg(long, value_name = "NAME")]
    pub lon: Option<String>,
    /// The column of latitude in a table [default: lat, latitude, y, …]
    #[arg(long, value_name = "NAME")]
    pub lat: Option<String>,
    /// The column of ids in a table [default: id]
    #[arg(long, value_name = "NAME")]
    pub id: Option<String>,
}

impl ColumnArgs {
    pub fn with(&self, text: &TextArgs) -> TableColumns {
        let (lon, lat, id) = (self.lon.clone(), self.lat.clone(), self.id.clone());
        TableColumns { lon, lat, id, options: text.options(), ..TableColumns::default() }
    }
}

/// Rival lines.
#[derive(Debug, Args)]
pub struct ViewArgs {
    /// A rival line (a claim, IND-PAK@2026c): drawn, and verdicts marked that depend on it; may be repeated [default: marz.toml's]
    #[arg(long, value_name = "FILE|CODE")]
    pub view: Vec<PathBuf>,
}

/// How a table is opened where the file leaves that open.
#[derive(Debug, Args)]
pub struct TextArgs {
    /// The encoding of a text that is neither UTF-8 nor UTF-16, such as windows-1251
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub encoding: Option<String>,
    /// The one sheet of a workbook to read [default: every visible sheet of the same columns]
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub sheet: Option<String>,
}

impl TextArgs {
    pub fn options(&self) -> TableOptions {
        TableOptions { encoding: self.encoding.clone(), sheet: self.sheet.clone() }
    }
}

pub const FILTERS: &str = "Filters";

/// Which incidents to take.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = FILTERS)]
pub struct FilterArgs {
    /// Nothing that ended before this (2025, 2025-08-24, 2025-Q4, last-month)
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Nothing that began after this
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Only this period (2025-Q4, 2025-H2, 2025-08, last-month, this-year)
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["since", "until"])]
    pub during: Option<String>,
    /// What last-month counts from [default: the date of the data]
    #[arg(long, value_name = "DATE", hide_short_help = true)]
    pub today: Option<String>,
    /// Only these categories; may be repeated or separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub category: Vec<String>,
    /// Only these statuses; may be repeated or separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub status: Vec<String>,
    /// Only within this distance of the border
    #[arg(long, value_name = "LENGTH")]
    pub near: Option<String>,
    /// Only between two border kilometres (260..440, or of parts 2:0..2:35.5)
    #[arg(long, value_name = "A..B", value_parser = value::kilometres)]
    pub km: Option<(BorderKm, BorderKm)>,
    /// Only in a box, in degrees
    #[arg(long, value_name = "W,S,E,N", value_parser = value::bbox, allow_hyphen_values = true)]
    pub bbox: Option<[f64; 4]>,
    /// Only with this Admiralty grade or better on both axes
    #[arg(long, value_name = "GRADE")]
    pub min_grade: Option<String>,
    /// Leave these records out, by id; may be repeated or separated by commas
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub without: Vec<String>,
    /// First move positions to the centres of cells of this size, 100m to 1000km
    #[arg(long, value_name = "LENGTH")]
    pub coarsen: Option<Length>,
}

impl FilterArgs {
    /// What is left out or coarsened.
    pub fn redaction(&self) -> Result<Redaction, marz::Error> {
        Redaction::new(self.coarsen.as_ref(), &self.without)
    }

    pub fn text(&self) -> FilterText {
        FilterText {
            since: self.since.clone(),
            until: self.until.clone(),
            during: self.during.clone(),
            today: self.today.clone(),
            category: self.category.clone(),
            status: self.status.clone(),
            near: self.near.clone(),
            km: self.km,
            bbox: self.bbox,
            min_grade: self.min_grade.clone(),
            without: self.without.clone(),
        }
    }
}
