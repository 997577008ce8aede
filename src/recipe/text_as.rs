//! How the text of a figure is written.

use serde::{Deserialize, Serialize};

/// How the text of an SVG or a PDF is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextAs {
    /// As text, which can be selected, found and edited.
    #[default]
    Text,
    /// As outlines, which look the same where the fonts are not.
    Paths,
}
