//! What to use in place of an option that there is not, by what it means and not by its letters.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What marz has for a word: the option that a command must have, and what to do with it.
type Advice = (&'static str, &'static str);

/// Options that people try, and what marz has for them: the first that the command has.
const INSTEAD: [(&[&str], &[Advice]); 25] = [
    (
        &["--quarter", "--months", "--month", "--year", "--last"],
        &[("during", "a period is --during 2025-Q4, 2025-11 or last-month")],
    ),
    (
        &["--period"],
        &[("period", "the period of counts is --period month"), ("during", "a period is --during 2025-Q4")],
    ),
    (&["--from", "--start", "--after", "--begin"], &[("since", "the first date is --since 2025-10")]),
    (&["--end", "--before", "--till"], &[("until", "the last date is --until 2025-12")]),
    (
        &["--crs", "--srs", "--epsg"],
        &[(
            "",
            "positions are longitude and latitude of WGS84: convert others first, with ogr2ogr -t_srs EPSG:4326; of a figure it is --projection EPSG:3857",
        )],
    ),
    (
        &["--type", "--types", "--kinds", "--event-type"],
        &[("category", "the kinds of events are --category clash,shelling")],
    ),
    (
        &["--within", "--distance", "--buffer", "--max-distance", "--radius", "--nearby", "--close-to", "--proximity"],
        &[("near", "how near to the border is --near 10km"), ("within", "the distances are --within 5km,20km")],
    ),
    (&["--out", "--outfile", "--out-file", "-O"], &[("output", "the file to write is --output FILE")]),
    (
        &["--input", "--file", "--in"],
        &[
            ("sheet", "the table to begin with is --sheet incidents.xlsx"),
            ("", "the file to read stands without an option: marz measure points.csv"),
        ],
    ),
    (&["--width", "--height"], &[("size", "the size of a figure is --size 1600x1200, or --page a4")]),
    (&["--paper", "--paper-size"], &[("page", "the size of a sheet is --page a4")]),
    (&["--language", "--locale"], &[("lang", "the language is --lang ru")]),
    (
        &["--exclude", "--skip", "--ignore", "--remove", "--hide"],
        &[("without", "records are left out with --without ID")],
    ),
    (
        &["--json", "--csv", "--xlsx", "--pdf", "--docx", "--word", "--excel", "--html", "--output-format"],
        &[
            ("output", "the format goes by the ending of the name in --output FILE"),
            ("format", "the format is named by --format"),
        ],
    ),
    (
        &["--logo", "--letterhead", "--brand", "--style", "--colors", "--colours", "--palette"],
        &[("", "logo, byline, fonts and colours stand in marz.toml: [style]")],
    ),
    (
        &["--scale", "--zoom", "--area", "--region", "--extent", "--centre", "--center"],
        &[
            ("around", "a part of the map is --around PLACE --radius 50km"),
            ("bbox", "an area is --bbox 68,37,71,38: west, south, east, north"),
        ],
    ),
    (
        &["--folder", "--dir", "--directory", "--project", "--case"],
        &[("", "the folder of the dossier is --dossier FOLDER")],
    ),
    (
        &["--fatalities", "--deaths", "--dead", "--casualties"],
        &[("killed", "the number of dead is --killed 4 or --killed 4-6")],
    ),
    (&["--injured", "--hurt"], &[("wounded", "the number of wounded is --wounded 4 or --wounded 4-6")]),
    (
        &["--location", "--where", "--town", "--village"],
        &[("place", "the place is --place NAME, or --at LON,LAT --name NAME")],
    ),
    (
        &["--latitude", "--longitude", "--lat", "--lon", "--coordinates", "--position"],
        &[("at", "a position is --at LON,LAT --name NAME")],
    ),
    (
        &["--column-lat", "--lat-column", "--latitude-column", "--latitude"],
        &[("lat", "the column of latitudes is --lat NAME")],
    ),
    (
        &["--column-lon", "--lon-column", "--longitude-column", "--longitude"],
        &[("lon", "the column of longitudes is --lon NAME")],
    ),
    (
        &["--title", "--subtitle", "--heading"],
        &[
            ("title", "the title is --title TITLE"),
            (
                "",
                "the title is that of the dossier, title in marz.toml; of a figure it is marz map --title, or title in its recipe",
            ),
        ],
    ),
    (
        &["--preview", "--check-only", "--simulate", "--no-write"],
        &[("dry-run", "to see what would be done: --dry-run")],
    ),
];

/// Options that leave something out or ask nothing: who mistypes another option does not mean them.
const NEVER: [&str; 5] = ["--without", "--coarsen", "--force", "--yes", "--no-rebuild"];

/// The error of an option that there is not, with what marz has in its place, if that is known: by its meaning, else by its letters
/// where following them does no harm.
pub fn advised(mut error: clap::Error, program: &clap::Command, arguments: &[OsString]) -> clap::Error {
    if error.kind() != ErrorKind::UnknownArgument {
        return error;
    }
    let Some(ContextValue::String(asked)) = error.get(ContextKind::InvalidArg) else { return error };
    let command = asked_command(program, arguments);
    // Of a command that writes a folder, --output says nothing of a file.
    let is_folder = |arg: &clap::Arg| arg.get_value_names().is_some_and(|names| names.iter().any(|name| name == "DIR"));
    let is_it =
        |arg: &clap::Arg, option: &str| arg.get_long() == Some(option) && (option != "output" || !is_folder(arg));
    let has = |option: &str| option.is_empty() || command.get_arguments().any(|arg| is_it(arg, option));
    let meant = INSTEAD
        .iter()
        .filter(|(words, _)| words.contains(&asked.as_str()))
        .find_map(|(_, advice)| advice.iter().find(|(option, _)| has(option)));
    // A border's code without its option.
    let border = (!asked.starts_with('-') && has("border") && marz::world::is_code(asked))
        .then(|| format!("the border is --border {asked}"));
    let is_harmful = match error.get(ContextKind::SuggestedArg) {
        Some(ContextValue::String(like)) => NEVER.contains(&like.as_str()),
        _ => false,
    };
    // The line on usage is made of the option that was suggested.
    if meant.is_some() || border.is_some() || is_harmful {
        error.remove(ContextKind::SuggestedArg);
        error.remove(ContextKind::Usage);
    }
    if let Some(advice) = border.or_else(|| meant.map(|(_, advice)| (*advice).to_owned())) {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![advice.into()]));
    }
    error
}

/// The command that the words name, as far as they name one.
fn asked_command<'c>(program: &'c clap::Command, arguments: &[OsString]) -> &'c clap::Command {
    arguments
        .iter()
        .skip(1)
        .filter_map(|word| word.to_str())
        .fold(program, |command, word| command.find_subcommand(word).unwrap_or(command))
}
