//! The format of an output by the ending of its name, where no option names one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

/// The option that the ending of `--output` stands for, such as `--format=csv`; `None` where a format is named, or nothing has an ending.
///
/// # Errors
///
/// Where the command writes no format of that ending.
pub fn format_of(command: &mut Command, matches: &ArgMatches) -> Result<Option<OsString>, clap::Error> {
    let (mut at, mut given) = (&*command, matches);
    while let Some((name, below)) = given.subcommand() {
        let Some(found) = at.find_subcommand(name) else { return Ok(None) };
        (at, given) = (found, below);
    }
    let Ok(Some(output)) = given.try_get_one::<PathBuf>("output") else { return Ok(None) };
    let is_format = |id: &str| id == "format" || (id == "to" && at.get_name() == "export");
    let Some(option) = at.get_opts().find(|arg| is_format(arg.get_id().as_str())) else { return Ok(None) };
    if given.value_source(option.get_id().as_str()) != Some(ValueSource::DefaultValue) {
        return Ok(None);
    }
    let Some(ending) = ending(output) else { return Ok(None) };
    let values = option.get_possible_values();
    let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let option = option.get_long().unwrap_or_default();
    if let Some(name) = names.iter().find(|name| endings_of(name).contains(&ending.as_str())) {
        return Ok(Some(format!("--{option}={name}").into()));
    }
    let fit: Vec<String> = names.iter().filter_map(|n| endings_of(n).first().map(|e| format!(".{e}"))).collect();
    let pdf = if ending == "pdf" && fit.iter().any(|fit| fit == ".docx") {
        "; for a PDF write .docx or .html, and save or print that as PDF"
    } else {
        ""
    };
    let message = format!(
        "{}: no format of this command has the ending .{ending}; it writes {}, and --{option} names a format whatever the file is called{pdf}",
        output.display(),
        fit.join(", ")
    );
    Err(command.error(ErrorKind::ValueValidation, message))
}

/// The ending of a file, in lower case; `None` for stdout, for a device and for a name without one.
fn ending(output: &Path) -> Option<String> {
    let is_device = std::fs::metadata(output).is_ok_and(|about| !about.is_file() && !about.is_dir());
    if output.as_os_str() == "-" || is_device {
        return None;
    }
    Some(output.extension()?.to_string_lossy().to_lowercase())
}

/// The endings of files of a format, the usual one first.
fn endings_of(format: &str) -> Vec<&str> {
    match format {
        "table" | "text" => vec!["txt"],
        "ndjson" => vec!["ndjson", "jsonl"],
        "geojsonseq" => vec!["geojsons", "geojsonl", "geojsonseq"],
        "html" => vec!["html", "htm"],
        "md" | "markdown" => vec!["md", "markdown"],
        // A folder has no ending.
        "qgis" => Vec::new(),
        other => vec![other],
    }
}
