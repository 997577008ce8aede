//! What to use in place of an option that there is not, by what it means and not by its letters.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Options that people try, and what marz has for them.
const INSTEAD: [(&[&str], &str); 12] = [
    (&["--quarter", "--months"], "a quarter is a period: --during 2025-Q4"),
    (&["--from", "--start", "--after", "--begin"], "the first date is --since 2025-10"),
    (&["--end", "--before"], "the last date is --until 2025-12"),
    (
        &["--crs", "--srs", "--epsg"],
        "positions are longitude and latitude of WGS84: convert others first, with ogr2ogr -t_srs EPSG:4326; of a figure it is --projection EPSG:3857",
    ),
    (&["--type", "--types"], "the kinds of events are --category clash,shelling"),
    (&["--distance", "--buffer", "--max-distance"], "how near to the border is --near 10km"),
    (&["--out", "--outfile", "--out-file", "-O"], "the file to write is --output FILE"),
    (&["--input", "--file", "--in"], "the file to read stands without an option: marz measure points.csv"),
    (&["--width", "--height"], "the size of a figure is --size 1600x1200, or --page a4"),
    (&["--language", "--locale"], "the language is --lang ru"),
    (&["--exclude", "--skip", "--ignore"], "records are left out with --without ID"),
    (&["--json", "--csv", "--pdf"], "the format is --format json, or the ending of --output"),
];

/// The error of an option that there is not, with what marz has in its place, if that is known.
pub fn advised(mut error: clap::Error) -> clap::Error {
    let Some(ContextValue::String(asked)) = error.get(ContextKind::InvalidArg) else { return error };
    let advice = INSTEAD.iter().find(|(words, _)| words.contains(&asked.as_str())).map(|(_, advice)| *advice);
    if let (ErrorKind::UnknownArgument, Some(advice)) = (error.kind(), advice) {
        error.remove(ContextKind::SuggestedArg);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![advice.into()]));
    }
    error
}
