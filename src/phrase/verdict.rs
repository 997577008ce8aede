//! Whether verdicts hold under all lines, in words.

use super::Phrases;
use crate::measure::{Judgement, Judgements, Proximity, Robustness, Within};
use crate::model::View;

impl<'l> Phrases<'l> {
    /// Whether a verdict holds, in a few words.
    #[must_use]
    pub fn robustness(self, robustness: Robustness) -> &'l str {
        self.language.text(match robustness {
            Robustness::Robust => "verdict-robust",
            Robustness::DependsOnPlace => "verdict-place",
            Robustness::DependsOnLine => "verdict-line",
            Robustness::NotJudged => "verdict-not-judged",
        })
    }

    /// The same with the names of the views under which the verdict is another one.
    #[must_use]
    pub fn judgement(self, judgement: &Judgement, views: &[View]) -> String {
        let verdict = self.robustness(judgement.robustness);
        let list = self.views(judgement.views.iter().filter_map(|n| views.get(*n)));
        if list.is_empty() {
            return verdict.to_owned();
        }
        self.language.fill("verdict-of-views", &[("verdict", verdict), ("list", &list)])
    }

    /// Whether an incident is within a distance: yes, no or possible, with the probability where the place leaves it
    /// open. One of 0 or 1 beside "possible" would contradict it: there the accuracy of the line alone leaves it
    /// open.
    #[must_use]
    pub fn within(self, p: &Proximity, within: &Within) -> String {
        let possible = self.language.text("verdict-possible");
        match p.verdict(within) {
            "yes" => self.language.text("verdict-yes").to_owned(),
            "no" => self.language.text("verdict-no").to_owned(),
            _ if within.probability > 0.0 && within.probability < 1.0 => {
                let probability = self.probability(within.probability);
                self.language.fill("verdict-probability", &[("verdict", possible), ("p", &probability)])
            }
            _ => possible.to_owned(),
        }
    }

    /// The names of views, joined.
    #[must_use]
    pub fn views<'v>(self, views: impl Iterator<Item = &'v View>) -> String {
        let names: Vec<&str> = views.map(|v| self.name(&v.names)).collect();
        names.join(self.language.text("semicolon"))
    }

    /// The verdicts of a record that do not hold under all lines and wherever it was, each in a few words: for a list that says of the others
    /// that they do. Empty if there are no views.
    #[must_use]
    pub fn open_verdicts(self, p: &Proximity) -> Vec<String> {
        let Some(judgements) = &p.judgements else { return Vec::new() };
        let is_open = |j: &&Judgement| j.robustness != Robustness::Robust;
        let within = judgements.within.iter().zip(&p.within).filter(|(j, _)| is_open(j)).map(|(j, w)| {
            let (d, verdict) = (self.length(w.limit_m), self.robustness(j.robustness));
            self.language.fill("key-verdict-within", &[("d", &d), ("verdict", verdict)])
        });
        let side = Some(&judgements.side)
            .filter(is_open)
            .map(|j| self.language.fill("key-verdict-side", &[("verdict", self.robustness(j.robustness))]));
        within.chain(side).collect()
    }

    /// Whether the verdicts of a row of a table hold: for each distance, then for the side.
    #[must_use]
    pub fn verdicts(self, judgements: &Judgements) -> Vec<String> {
        let all = judgements.within.iter().chain([&judgements.side]);
        all.map(|j| self.robustness(j.robustness).to_owned()).collect()
    }

    /// The answer whether a record lies within a distance, with whether it holds.
    #[must_use]
    pub fn answer(self, answer: &str, judgement: &Judgement, views: &[View]) -> String {
        let word = self.language.text(match answer {
            "yes" => "verdict-yes",
            "no" => "verdict-no",
            _ => "verdict-possible",
        });
        format!("{word}{}{}", self.language.text("comma"), self.judgement(judgement, views))
    }
}
