//! Which of the editions at hand a border or a country belongs to.

/// The edition inside this crate, or the one that was put in use in its place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Home {
    #[default]
    Embedded,
    InUse,
}
