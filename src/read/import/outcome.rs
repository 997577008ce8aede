//! A row before and after parsing: a preview to filter by, and its outcome.

use crate::model::{Edtf, Incident, LonLat, Status, Unjudged, Verdict};

/// A row before it is parsed in full: enough to skip most rows of a world file.
#[derive(Debug, Clone, PartialEq)]
pub struct RowPreview<'a> {
    /// Its point.
    pub at: Option<LonLat>,
    /// Its date.
    pub date: &'a Edtf,
    /// Its country as the dataset writes it.
    pub country: Option<&'a str>,
}

/// What was taken of a row without its saying so; the account of an import counts it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Words that were read as nobody, each with the field.
    pub nobody: Vec<(&'static str, String)>,
    /// The status, where it is that of the number of sources.
    pub status: Option<Status>,
    /// Whether the place is the district: the row names no other.
    pub is_district: bool,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum RowOutcome {
    /// An incident; the revision is larger for a later state of the same record.
    Kept(Box<Incident>, i64),
    /// Not asked for.
    Filtered,
    /// Left out, since the filter could not judge it.
    NotJudged(Unjudged),
    /// Its id, date or position cannot be read.
    Rejected,
}

impl RowOutcome {
    /// What becomes of a row that a filter holds back; nothing where it passes.
    pub(super) fn held_back(verdict: Verdict) -> Result<(), Self> {
        match verdict {
            Verdict::Passes => Ok(()),
            Verdict::Filtered => Err(Self::Filtered),
            Verdict::NotJudged(why) => Err(Self::NotJudged(why)),
        }
    }
}
