use serde::{Deserialize, Serialize};

use super::Edtf;

/// What was taken from an exported file that came back edited: the provenance of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// Who edited it.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub by: String,
    /// The name of the file.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub file: String,
    /// The SHA-256 of the file, in hexadecimal digits; behind a `+` that of what waited beside it to be written into it.
    pub sha256: String,
    /// The day on which the file was last written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Edtf>,
    /// The columns that were taken; none where the record itself came with the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
}
