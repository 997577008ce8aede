//! What the program is: its version, and the editions of the data inside it, read from those data.

use serde_json::{Value, json};

use super::Dossier;
use crate::error::Error;
use crate::model::Case;

/// Program, embedded dossier, edition of its border, edition of the world in use: as text for people.
///
/// # Errors
///
/// Where the embedded dossier cannot be read, which the tests rule out.
pub fn program_text() -> Result<String, Error> {
    let dossier = embedded()?;
    let facts = &dossier.border.facts;
    let features = features();
    let features = if features.is_empty() { "none".to_owned() } else { features.join(", ") };
    Ok(format!(
        "marz {}\nembedded dossier  {}\nrecords           {}, to {}\nborder edition    {} ({})\nworld edition     {}\nfeatures          {features}\n",
        env!("CARGO_PKG_VERSION"),
        dossier.title,
        dossier.incidents.len(),
        dossier.data_date().unwrap_or_default(),
        facts.edition,
        facts.licence,
        world_edition(),
    ))
}

/// The same as JSON.
///
/// # Errors
///
/// As [`program_text`].
pub fn program_json() -> Result<Value, Error> {
    let dossier = embedded()?;
    Ok(json!({
        "program": "marz",
        "version": env!("CARGO_PKG_VERSION"),
        "features": features(),
        "data": {
            "dossier": dossier.title,
            "records": dossier.incidents.len(),
            "date": dossier.data_date(),
            "border": dossier.border.facts.name,
            "border_edition": dossier.border.facts.edition,
            "border_licence": dossier.border.facts.licence,
            "world_edition": world_edition(),
        },
    }))
}

fn embedded() -> Result<Case, Error> {
    Ok(Dossier::embedded()?.case().clone())
}

fn world_edition() -> &'static str {
    #[cfg(feature = "world")]
    return crate::world::edition();
    #[cfg(not(feature = "world"))]
    "none"
}

/// What was built in beyond what every build has.
fn features() -> Vec<&'static str> {
    if cfg!(feature = "geoparquet") { vec!["geoparquet"] } else { Vec::new() }
}
