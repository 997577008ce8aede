//! What counts and sums take in that a reader may not expect: reports of one event one by one, and what was denied.

use serde::Serialize;

use super::duplicates::linked;
use super::event::is_event;
use crate::model::{Incident, Status};

/// What the counts and sums of events take in that is to be said beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Caveats {
    /// Events that are linked as reports of the same event ([`Incident::same_event_as`]); each is counted by itself.
    pub linked_records: usize,
    /// The number of different events that they report.
    pub linked_events: usize,
    /// Denied events that have dead; they are in the sums as all others are.
    pub denied_with_dead: usize,
}

impl Caveats {
    /// The caveats of the events among incidents.
    #[must_use]
    pub fn of<'a>(incidents: impl IntoIterator<Item = &'a Incident>) -> Self {
        let events: Vec<&Incident> = incidents.into_iter().filter(|i| is_event(i.category)).collect();
        let linked = linked(&events);
        let (linked_records, linked_events) = (linked.iter().map(Vec::len).sum(), linked.len());
        let has_dead =
            |i: &&&Incident| i.killed.least_and_most().is_some_and(|(least, most)| most.unwrap_or(least) > 0);
        let is_denied = |i: &&&Incident| i.status == Status::Denied && has_dead(i);
        Self { linked_records, linked_events, denied_with_dead: events.iter().filter(is_denied).count() }
    }

    /// Whether there is nothing to be said.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::incident;
    use super::*;
    use crate::language::Language;
    use crate::phrase::Phrases;

    #[test]
    fn linked_and_denied_events_are_counted() {
        let mut list =
            ["a", "b", "c", "d"].map(|id| incident(id, "2026-07", "clash", Some((2, Some(2))), None, 0)).to_vec();
        let english = Language::english();
        let said = |found: Caveats| Phrases::new(&english).caveats(found);
        assert!(Caveats::of(&list).is_none() && said(Caveats::of(&list)).is_empty());
        list[1].same_event_as = vec!["a".to_owned(), "gone".to_owned()];
        list[2].status = Status::Denied;
        list[3].status = Status::Denied;
        list[3].killed = Default::default();
        let found = Caveats::of(&list);
        assert_eq!(found, Caveats { linked_records: 2, linked_events: 1, denied_with_dead: 1 });
        assert_eq!(
            said(found),
            [
                "Events linked as reports of the same event: 2 (different events: 1). Every count and sum takes each of them by itself.",
                "Denied events with dead: 1. They are in every count and sum."
            ]
        );
    }
}
