//! The frames of an animated map.

use serde::{Deserialize, Serialize};

/// The period of each frame of an animated map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A frame a month.
    Month,
    /// A frame a quarter.
    Quarter,
    /// A frame a year.
    Year,
}

impl Step {
    /// How many months it has.
    #[must_use]
    pub fn months(self) -> i32 {
        match self {
            Step::Month => 1,
            Step::Quarter => 3,
            Step::Year => 12,
        }
    }

    /// How long a frame is shown, in milliseconds.
    #[must_use]
    pub fn milliseconds(self) -> u16 {
        match self {
            Step::Month => 700,
            Step::Quarter => 1_200,
            Step::Year => 2_000,
        }
    }
}
