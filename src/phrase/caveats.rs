//! What counts and sums take in that a reader may not expect, in words.

use super::Phrases;
use crate::analyse::Caveats;

impl Phrases<'_> {
    /// What is to be said beside counts and sums of events, a sentence each; none where there is nothing to be said.
    #[must_use]
    pub fn caveats(self, found: Caveats) -> Vec<String> {
        let (words, n) = (self.language, |n: usize| self.count(n));
        let linked = (found.linked_records > 0).then(|| {
            let [records, events] = [found.linked_records, found.linked_events].map(n);
            words.fill("report-linked", &[("n", &records), ("m", &events)])
        });
        let denied = (found.denied_with_dead > 0)
            .then(|| words.fill("report-denied-dead", &[("n", &n(found.denied_with_dead))]));
        linked.into_iter().chain(denied).collect()
    }
}
