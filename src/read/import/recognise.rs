//! Exports of datasets that have a reader of their own, recognised by their columns.

use super::{acled, gdelt, ucdp};
use crate::model::Dataset;
use crate::read::table::{Wanted, column};

/// The datasets with columns of their own.
const EXPORTS: [Dataset; 3] = [Dataset::Acled, Dataset::Ucdp, Dataset::Gdelt];

/// What a table of a dataset must have; of any table nothing.
pub fn wanted(dataset: Dataset) -> Wanted<'static> {
    match dataset {
        Dataset::Acled => acled::WANTED,
        Dataset::Ucdp => ucdp::WANTED,
        Dataset::Gdelt => gdelt::WANTED,
        Dataset::Table => Wanted::QUOTED,
    }
}

/// Columns of which an export has some and a sheet of one's own, kept after its example, has not.
const CODED: [(Dataset, &[&str], &[&str]); 1] =
    [(Dataset::Acled, &["event_type"], &["sub_event_type", "inter1", "geo_precision", "time_precision"])];

/// The dataset that a table with these names of columns is an export of: it has all that the reader of the dataset needs, under
/// their own names, and of its codes; `None` for any other table.
pub fn dataset_of(names: &[String]) -> Option<Dataset> {
    let has = |wanted: &str| names.iter().any(|name| column(name) == wanted);
    let is_coded = |of: &Dataset| {
        let mut coded = CODED.iter().filter(|(dataset, ..)| dataset == of);
        coded.all(|(_, all, any)| all.iter().all(|name| has(name)) && any.iter().any(|name| has(name)))
    };
    let is_export = |dataset: &Dataset| wanted(*dataset).columns.iter().all(|name| has(name)) && is_coded(dataset);
    EXPORTS.into_iter().find(is_export)
}

/// The dataset of a file without a header, by its first row: as many cells as a release has, where the id and the date stand as they do there.
pub fn dataset_of_row(cells: &[&str]) -> Option<Dataset> {
    let fits = |dataset: &Dataset| {
        let Some(columns) = (wanted(*dataset).positional)(cells.len()) else { return false };
        let cell =
            |name: &str| columns.iter().position(|c| *c == name).and_then(|at| cells.get(at)).map_or("", |c| c.trim());
        let is_number = |cell: &str| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit());
        match dataset {
            Dataset::Ucdp => is_number(cell("id")) && is_number(cell("type_of_violence")),
            _ => is_number(cell("globaleventid")) && is_number(cell("sqldate")) && cell("sqldate").len() == 8,
        }
    };
    EXPORTS.into_iter().find(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_known_by_the_columns_that_their_readers_need() {
        let names = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        for (line, expected) in [
            ("Event_ID_CNTY,event_date,event_type,inter1,latitude,longitude,fatalities", Some(Dataset::Acled)),
            ("event_id_cnty,event_date,latitude,longitude,fatalities,place,kind,wounded", None),
            ("event_date,latitude,longitude,fatalities", None),
            ("id,type_of_violence,date_start,date_end,latitude,longitude,best", Some(Dataset::Ucdp)),
            ("id,date_start,date_end,latitude,longitude,best", None),
            ("GLOBALEVENTID,SQLDATE,ActionGeo_Lat,ActionGeo_Long", Some(Dataset::Gdelt)),
            ("id,date,lat,lon,killed", None),
            ("", None),
        ] {
            assert_eq!(dataset_of(&names(line)), expected, "{line}");
        }
        let mut row = ["1"; 61];
        assert_eq!(dataset_of_row(&row), None);
        row[1] = "20250824";
        assert_eq!((dataset_of_row(&row), dataset_of_row(&row[..60])), (Some(Dataset::Gdelt), None));
        assert_eq!((dataset_of_row(&["7"; 49]), dataset_of_row(&["seven"; 49])), (Some(Dataset::Ucdp), None));
    }
}
