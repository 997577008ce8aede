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
        let (linked_records, linked_events) = linked(&events);
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

    /// The caveats in lines of English; none where there is nothing to be said.
    #[must_use]
    pub fn in_words(self) -> Vec<String> {
        let Self { linked_records, linked_events, denied_with_dead } = self;
        let s = |n: usize| if n == 1 { "" } else { "s" };
        let linked = (linked_records > 0).then(|| {
            format!(
                "{linked_records} events are linked as reports of {linked_events} event{}: counts and sums take each by itself",
                s(linked_events)
            )
        });
        let denied = (denied_with_dead > 0).then(|| {
            let are = if denied_with_dead == 1 { "event with dead is" } else { "events with dead are" };
            format!("{denied_with_dead} denied {are} in the counts and sums; --status selects others alone")
        });
        linked.into_iter().chain(denied).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::incident;
    use super::*;

    #[test]
    fn linked_and_denied_events_are_counted() {
        let mut list =
            ["a", "b", "c", "d"].map(|id| incident(id, "2026-07", "clash", Some((2, Some(2))), None, 0)).to_vec();
        assert!(Caveats::of(&list).is_none() && Caveats::of(&list).in_words().is_empty());
        list[1].same_event_as = vec!["a".to_owned(), "gone".to_owned()];
        list[2].status = Status::Denied;
        list[3].status = Status::Denied;
        list[3].killed = Default::default();
        let found = Caveats::of(&list);
        assert_eq!(found, Caveats { linked_records: 2, linked_events: 1, denied_with_dead: 1 });
        assert_eq!(
            found.in_words(),
            [
                "2 events are linked as reports of 1 event: counts and sums take each by itself",
                "1 denied event with dead is in the counts and sums; --status selects others alone"
            ]
        );
    }
}
