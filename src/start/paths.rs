//! Where the files of a start are, and how commands name them.

use std::path::{Path, PathBuf};

use crate::model::Dataset;
use crate::read::TableOptions;

/// The dossier and the sheet, as commands name them.
#[derive(Debug, Clone)]
pub struct Paths {
    /// The folder of the dossier.
    pub folder: PathBuf,
    /// The sheet.
    pub sheet: PathBuf,
    /// How the sheet is opened.
    pub table: TableOptions,
    /// Whose data it is, where somebody said so.
    pub dataset: Option<Dataset>,
}

impl Paths {
    /// A file of the dossier as it is named from here.
    pub fn in_dossier(&self, name: &str) -> String {
        shown(&if self.is_here() { PathBuf::from(name) } else { self.folder.join(name) })
    }

    fn is_here(&self) -> bool {
        self.folder.as_os_str().is_empty() || self.folder == Path::new(".")
    }

    /// The words of a command in this dossier.
    pub fn command(&self, words: &[&str]) -> Vec<String> {
        let own: Vec<String> =
            if self.is_here() { Vec::new() } else { vec!["--dossier".to_owned(), shown(&self.folder)] };
        std::iter::once("marz").chain(words.iter().copied()).map(str::to_owned).chain(own).collect()
    }

    /// The command that starts again with this sheet.
    pub fn again(&self, more: &[&str]) -> Vec<String> {
        let (folder, sheet) = (shown(&self.folder), shown(&self.sheet));
        let words = ["marz", "start", &folder, "--sheet", &sheet].into_iter().map(str::to_owned);
        let dataset = self.dataset.iter().flat_map(|dataset| ["--format", dataset.key()]).map(str::to_owned);
        words.chain(self.options()).chain(dataset).chain(more.iter().map(|word| (*word).to_owned())).collect()
    }

    /// The options with which the sheet is opened.
    pub fn options(&self) -> Vec<String> {
        let sheet = self.table.sheet.iter().flat_map(|name| ["--worksheet".to_owned(), name.clone()]);
        let encoding = self.table.encoding.iter().flat_map(|name| ["--encoding".to_owned(), name.clone()]);
        sheet.chain(encoding).collect()
    }

    /// The command that imports the sheet with a mapping.
    pub fn import(&self, mapping: &str, incidents: &str) -> Vec<String> {
        let more = ["--table", &self.in_dossier(mapping), "--geocode", "place", "--into", incidents];
        self.import_with(Dataset::Table, &more)
    }

    /// The command that imports the sheet as an export of a dataset.
    pub fn import_export(&self, dataset: Dataset, incidents: &str) -> Vec<String> {
        self.import_with(dataset, &["--into", incidents])
    }

    /// The command that guesses the columns of the sheet.
    pub fn guess(&self, mapping: &str) -> Vec<String> {
        self.import_with(Dataset::Table, &["--guess", "--output", &self.in_dossier(mapping)])
    }

    fn import_with(&self, dataset: Dataset, more: &[&str]) -> Vec<String> {
        let sheet = shown(&self.sheet);
        let words = ["import", dataset.key(), &sheet].into_iter().chain(more.iter().copied());
        let mut words = self.command(&words.collect::<Vec<_>>());
        // Of import the option for one sheet of a workbook is called --sheet.
        words.extend(
            self.options().into_iter().map(|word| if word == "--worksheet" { "--sheet".to_owned() } else { word }),
        );
        words
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
