//! Answers to questions that are asked again: many records have the same place and the same radius.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use crate::measure::{Proximity, Side, UncertainPoint};

/// So many answers are kept; then all are forgotten.
const MOST_ANSWERS: usize = 1024;

/// What is asked of one border: everything that the answer depends on, in bits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Question {
    place: [u64; 3],
    side: Option<Side>,
    limits: Box<[u64]>,
    /// Whether the answer has what the context adds: judgements, the nearest of many borders.
    is_of_context: bool,
}

impl Question {
    /// The question of a point and of distances in metres; `None` for an exact point, whose answer costs nothing.
    pub(super) fn new(point: &UncertainPoint, limits_m: &[f64], is_of_context: bool) -> Option<Self> {
        let radius_m = point.radius_m.filter(|r| *r > 0.0)?;
        Some(Self {
            place: [point.point.x(), point.point.y(), radius_m].map(f64::to_bits),
            side: point.side,
            limits: limits_m.iter().map(|m| m.to_bits()).collect(),
            is_of_context,
        })
    }
}

/// The answers given last.
#[derive(Debug, Default)]
pub(super) struct Answers {
    kept: Mutex<FxHashMap<Question, Proximity>>,
}

impl Answers {
    /// The answer to a question, measured unless it is known.
    pub(super) fn get(&self, question: Option<Question>, measure: impl FnOnce() -> Proximity) -> Proximity {
        let Some(question) = question else { return measure() };
        if let Some(known) = self.kept().get(&question) {
            return known.clone();
        }
        // Others go on meanwhile; two that ask the same at once measure it twice.
        let found = measure();
        self.keep(question, &found);
        found
    }

    /// The answers to many questions, in their order; `measure` gets the places in the list of those that are new, each question once, and
    /// answers them in that order.
    pub(super) fn get_all(
        &self,
        questions: Vec<Option<Question>>,
        measure: impl FnOnce(&[usize]) -> Vec<Proximity>,
    ) -> Vec<Proximity> {
        let mut found: Vec<Option<Proximity>> = {
            let kept = self.kept();
            questions.iter().map(|q| kept.get(q.as_ref()?).cloned()).collect()
        };
        let (mut new, mut first) = (Vec::new(), FxHashMap::default());
        for (i, question) in questions.iter().enumerate().filter(|(i, _)| found[*i].is_none()) {
            let is_new = question.as_ref().is_none_or(|q| *first.entry(q).or_insert(i) == i);
            if is_new {
                new.push(i);
            }
        }
        let answers = measure(&new);
        // A missing answer would be a missing row.
        assert_eq!(answers.len(), new.len(), "one answer to each new question");
        for (&i, answer) in new.iter().zip(answers) {
            if let Some(question) = &questions[i] {
                self.keep(question.clone(), &answer);
            }
            found[i] = Some(answer);
        }
        let twin = |i: usize| questions[i].as_ref().and_then(|q| first.get(q).copied());
        (0..questions.len()).filter_map(|i| found[i].clone().or_else(|| found[twin(i)?].clone())).collect()
    }

    fn kept(&self) -> MutexGuard<'_, FxHashMap<Question, Proximity>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, question: Question, answer: &Proximity) {
        let mut kept = self.kept();
        if kept.len() >= MOST_ANSWERS {
            kept.clear();
        }
        kept.insert(question, answer.clone());
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::measure::{GeodesicLine, ProximityContext, SidePolygons};
    use crate::model::{Border, BorderFacts, LonLat};

    #[test]
    fn equal_questions_are_measured_once() {
        let at = |lon, lat| LonLat::new(lon, lat).unwrap();
        let border = Border::new("b".into(), vec![vec![at(0.0, 0.0), at(1.0, 0.0)]], BorderFacts::default()).unwrap();
        let line = GeodesicLine::from(&border);
        let context =
            ProximityContext { border: &border, line: &line, polygons: &SidePolygons::default(), limits_m: &[1e4] };
        let (answers, measured) = (Answers::default(), Cell::new(0));
        let ask = |point: UncertainPoint, limits_m: &[f64], is_of_context: bool| {
            answers.get(Question::new(&point, limits_m, is_of_context), || {
                measured.set(measured.get() + 1);
                let context = ProximityContext { limits_m, ..context };
                context.proximity(&point, line.nearest(point.point))
            })
        };
        let disc = UncertainPoint::new(at(0.5, 0.05)).radius_m(1e4);
        let first = ask(disc, &[1e4], true);
        for _ in 0..1000 {
            assert_eq!(ask(disc, &[1e4], true), first);
        }
        assert_eq!(measured.get(), 1);
        // Another place, radius, side, distance, and an answer without judgements: each is another question.
        let others = [
            (UncertainPoint::new(at(0.5, 0.06)).radius_m(1e4), &[1e4][..], true),
            (disc.radius_m(2e4), &[1e4], true),
            (disc.on_side(Side::Left), &[1e4], true),
            (disc, &[2e4], true),
            (disc, &[1e4], false),
        ];
        for (point, limits_m, is_of_context) in others {
            let own = ProximityContext { limits_m, ..context }.proximity(&point, line.nearest(point.point));
            assert_eq!((ask(point, limits_m, is_of_context), ask(point, limits_m, is_of_context)), (own.clone(), own));
        }
        assert_eq!(measured.get(), 6);
        // A list with twins: each once, answered in its order.
        let list = [disc, disc.radius_m(3e4), disc.radius_m(3e4), UncertainPoint::new(at(0.5, 0.05)), disc];
        let questions = list.iter().map(|p| Question::new(p, &[1e4], true)).collect();
        let answered = answers.get_all(questions, |new| {
            assert_eq!(new, [1, 3]);
            new.iter().map(|&i| context.proximity(&list[i], line.nearest(list[i].point))).collect()
        });
        let alone: Vec<_> = list.iter().map(|p| context.proximity(p, line.nearest(p.point))).collect();
        assert_eq!(answered, alone);
        // Exact points are not kept, and of others no more than the bound.
        for n in 0..3 * MOST_ANSWERS {
            ask(UncertainPoint::new(at(0.5, 0.05)), &[1e4], true);
            ask(disc.radius_m(1.0 + n as f64 / 1e4), &[], true);
        }
        assert!(answers.kept.lock().unwrap().len() <= MOST_ANSWERS);
    }
}
