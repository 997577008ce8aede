//! Arguments of the commands that list and amend incidents.

use clap::Args;

use super::common::FilterArgs;
use super::tables::TableArgs;

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz list                                     # every incident: id, date, category, status, dead, title
  marz list --during 2025-Q4 --category clash   # some of them
  marz list --near 5km --format json
  marz list --output list.xlsx                  # or list.csv

The ids are what set, edit, link and --without take; set and edit also take a beginning that only one id has.")]
pub struct ListArgs {
    #[command(flatten)]
    pub table: TableArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz set 2025-08-24-dovang-clash killed=4-6 status=disputed
  marz set 2025-08-24-dovang-clash 'notes+=The toll is contested' --dry-run   # one more note; shows what would change
  marz set 2025-08-24-dovang-clash at=69.1,37.2 radius=2km

KEY=VALUE sets a field, KEY= takes its value away, KEY+=VALUE adds one to a list. Keys: those of marz fields, and killed, wounded, at,
radius. The record is checked before anything is written; marz undo puts it back.")]
pub struct SetArgs {
    /// The ids of the records, and KEY=VALUE for each field
    #[arg(value_name = "ID|KEY=VALUE", required = true)]
    pub words: Vec<String>,
    /// Show what would change and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz list                              # the ids
  marz edit 2025-08-24-dovang-clash      # opens it as a short form in $VISUAL or $EDITOR

Only what differs when the editor closes is set; the record is checked before anything is written; marz undo puts it back.")]
pub struct EditArgs {
    /// The id of the record
    #[arg(value_name = "ID")]
    pub record: String,
}
