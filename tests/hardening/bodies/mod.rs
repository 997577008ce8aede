//! What must hold of any input: plain functions of bytes, run by the tests on a kept corpus and by `fuzz/` on whatever it finds.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    unused_imports,
    reason = "tests; every fuzz target uses one of them"
)]

mod dossier;
mod geojson;
mod packed;
mod shapes;
mod tables;
mod words;

pub use dossier::dossier;
pub use geojson::{border, edit, incidents, places};
pub use shapes::support::Numbers;
pub use shapes::{clip, labels, nearest};
pub use tables::{acled, gdelt, points, ucdp, workbook};
pub use words::{codings, edtf, names, recipes};

/// What must hold of some bytes.
pub type Body = fn(&[u8]);

/// Every body by the name of its fuzz target and of its folder in the corpus.
pub const ALL: [(&str, Body); 17] = [
    ("incidents", incidents),
    ("places", places),
    ("border", border),
    ("edit", edit),
    ("points", points),
    ("acled", acled),
    ("ucdp", ucdp),
    ("gdelt", gdelt),
    ("workbook", workbook),
    ("edtf", edtf),
    ("recipes", recipes),
    ("codings", codings),
    ("names", names),
    ("nearest", nearest),
    ("clip", clip),
    ("labels", labels),
    ("dossier", dossier),
];
