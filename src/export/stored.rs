//! What a column of an export stands for in the dossier, so that an edit of it can be taken back.

/// How a cell holds the value of a stored field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text; the field is left out where the cell is empty.
    Text,
    /// A text that every record has.
    Needed,
    /// Texts joined with `; `.
    List,
    /// A whole number; the field is left out where the cell is empty.
    Number,
    /// A whole number that every record has.
    NeededNumber,
    /// A number of people; the field is null where the cell is empty.
    Figure,
    /// A date in EDTF; the field is left out where the cell is empty.
    Date,
    /// A date in EDTF that every record has.
    NeededDate,
    /// A category of the program or of the dossier.
    Category,
    /// A status.
    Status,
    /// The side that a report names; the field is left out where the cell is empty.
    Side,
    /// The basis of a point.
    Basis,
    /// What a point stands for.
    Extent,
    /// The kind of a place.
    PlaceKind,
    /// Both Admiralty axes.
    Grade,
    /// The names of those who took part, joined with `; `.
    Actors,
    /// The addresses of the sources, or their publishers, joined with `; `.
    Sources,
    /// The value itself, in a file that holds records as they are stored; the field is left out where there is none.
    Json,
}

/// The stored field of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its path among the properties, such as `location.name`.
    pub path: String,
    /// How the cell holds it.
    pub form: Form,
}

impl From<(&str, Form)> for Stored {
    fn from((path, form): (&str, Form)) -> Self {
        Self { path: path.to_owned(), form }
    }
}
