//! The section on bands: the shares of events and of the dead within distances, and how sure they are.

use maud::{Markup, html};

use super::findings::ReportData;
use crate::phrase::Phrases;

/// A table of shares: what of, the headings, the rows.
pub type ShareTable = (String, Vec<String>, Vec<Vec<String>>);

/// The tables of the shares of events and of the dead; none without any.
#[must_use]
pub fn tables(found: &ReportData<'_>, t: Phrases<'_>) -> Vec<ShareTable> {
    let (bands, sides) = (found.bands(), &found.dossier.border.facts.sides);
    let table = |(of_dead, heading): (bool, &str)| {
        let heads = t.band_heads(of_dead).map(|key| t.language.text(key).to_owned()).to_vec();
        (t.language.text(heading).to_owned(), heads, t.band_rows(&bands, sides, of_dead))
    };
    let all = [(false, "report-events"), (true, "bands-dead")].map(table);
    all.into_iter().filter(|(.., rows)| !rows.is_empty()).collect()
}

/// The notes below the tables.
#[must_use]
pub fn notes(found: &ReportData<'_>, t: Phrases<'_>) -> Vec<String> {
    let remarks = t.band_remarks(&found.bands());
    remarks.into_iter().chain([t.language.text("bands-note").to_owned()]).collect()
}

/// The section without its heading.
#[must_use]
pub fn html(found: &ReportData<'_>, t: Phrases<'_>) -> Markup {
    html! {
        @for (heading, heads, rows) in tables(found, t) {
            h3 { (heading) }
            div.scroll tabindex="0" role="group" aria-label=(heading) { table.narrow {
                thead { tr { @for (i, head) in heads.iter().enumerate() {
                    @if i == 0 { td {} } @else { th.n scope="col" { (head) } }
                } } }
                tbody { @for row in &rows { tr { @for (i, cell) in row.iter().enumerate() {
                    // The name of a group stands on the first of its rows.
                    @if i == 0 && !cell.is_empty() { th scope="row" { (cell) } } @else { td.n { bdi { (cell) } } }
                } } } }
            } }
        }
        @for note in notes(found, t) { p.quiet { (note) } }
    }
}
