//! What goes wrong with a figure, as the error of the library.

use crate::compose::ComposeError;
use crate::error::Error;
use crate::recipe::RecipeError;

impl Error {
    /// The same error with the file of the recipe that asked for it.
    #[must_use]
    pub fn of_recipe(self, recipe: &str) -> Self {
        match self {
            Self::Request { message, hint } => Self::Request { message: format!("{recipe}: {message}"), hint },
            Self::Projection(e) => Self::Request { message: format!("{recipe}: {e}"), hint: None },
            Self::Recipe(e @ RecipeError::Value { .. }) => {
                Self::Request { message: format!("{recipe}: {e}"), hint: None }
            }
            other => other,
        }
    }
}

impl From<ComposeError> for Error {
    fn from(error: ComposeError) -> Self {
        match error {
            ComposeError::Projection(error) => Self::Projection(error),
            ComposeError::NoPlaces(error) => Self::request(error.to_string(), None),
            // They say themselves what to do.
            error
            @ (ComposeError::TooMany { .. } | ComposeError::TooManyFrames { .. } | ComposeError::NothingMoves) => {
                Self::request(error.to_string(), None)
            }
            error => Self::request(
                error.to_string(),
                "make it higher or take a larger page, lower the dots per inch, make --text-scale smaller, or leave out --legend or --key"
                    .to_owned(),
            ),
        }
    }
}
