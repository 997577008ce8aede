//! Bands.

use std::path::PathBuf;

use clap::Args;

use super::common::{FilterArgs, LineArgs};
use super::tables::AnalyseFormat;
use marz::model::{BandBy, BandTarget};
use marz::recipe::{Length, word};

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz bands                                       # within 5, 10, 20 and 50 km of the border
  marz bands --within 5km,30km --by year --since 2024
  marz bands --to crossing --format csv --output crossings.csv
  marz map bands --output bands.png                # the figure

Sums of events, statements, and visits or talks are counted nowhere. docs/bands.md has the method.")]
pub struct BandsArgs {
    #[command(flatten)]
    pub line: LineArgs,
    /// Within these distances; may be repeated or separated by commas [default: 5km,10km,20km,50km]
    #[arg(long, value_name = "LENGTH", value_delimiter = ',')]
    pub within: Vec<Length>,
    /// From what distances are measured: border, or the nearest crossing, post or town among the dossier's places
    #[arg(long, value_name = "WHAT", default_value = "border", value_parser = word::<BandTarget>)]
    pub to: BandTarget,
    /// Only by these: side, year, category; may be repeated or separated by commas [default: all of them]
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = word::<BandBy>)]
    pub by: Vec<BandBy>,
    /// For the table: en, tg, fa, ru, es, fr or ar [default: marz.toml's, else en]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The output format
    #[arg(long, default_value = "table")]
    pub format: AnalyseFormat,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    #[command(flatten)]
    pub filter: FilterArgs,
}
