//! Records without an id, which have their number for one, beside records whose own id is such a number.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::read::{PointRecord, Problem};

const HINT: &str = "give every record an id of its own";

/// Numbers from here on are not warned about: what is kept takes little room, whatever the file.
const MOST: usize = 1 << 24;

/// The numbers that are ids in a file of points.
#[derive(Debug, Default)]
pub(super) struct NumberedIds {
    /// Of records that have no id.
    made: Bits,
    /// Of records whose own id is a number.
    own: Bits,
}

impl NumberedIds {
    /// The ids of some points that are numbers, each with whether it is of our making.
    pub(super) fn of(points: &[PointRecord<'_>]) -> Vec<(usize, bool)> {
        points.iter().filter_map(|point| Some((number(&point.id)?, point.is_numbered))).collect()
    }

    pub(super) fn extend(&mut self, ids: &[(usize, bool)]) {
        ids.iter().for_each(|(id, is_made)| if *is_made { self.made.set(*id) } else { self.own.set(*id) });
    }

    /// The warning about ids that are numbers of other records, in the file of a name; `None` where there are none.
    pub(super) fn warning(&self, name: &str) -> Option<Problem> {
        const LISTED: usize = 10;
        let both: Vec<usize> = self.made.with(&self.own).collect();
        let listed: Vec<String> = both.iter().take(LISTED).map(usize::to_string).collect();
        let more = if both.len() > LISTED { " …" } else { "" };
        let problem = || {
            let message =
                "records without an id have their number for one, and other records have these as their own ids";
            Problem::warning(name, message).field("id").found(format!("{}{more}", listed.join(", "))).hint(HINT)
        };
        (!both.is_empty()).then(problem)
    }
}

/// Checks ids that are to be left out, each with whether it is of our making.
///
/// # Errors
///
/// Where a record has one of them, and another without an id has it for its number: it cannot be known which of the two is meant.
pub(super) fn are_of_one_record(ids: &BTreeSet<(String, bool)>) -> Result<(), Error> {
    let is_made_too = |(id, is_made): &&(String, bool)| !is_made && ids.contains(&(id.clone(), true));
    match ids.iter().find(is_made_too) {
        Some((id, _)) => {
            let message =
                format!("--without {id}: one record has this id, and another without an id has it for its number");
            Err(Error::request(message, HINT.to_owned()))
        }
        None => Ok(()),
    }
}

/// The number that an id is, written as numbers are made.
fn number(id: &str) -> Option<usize> {
    let is_plain = id.bytes().all(|b| b.is_ascii_digit()) && (id.len() == 1 || !id.starts_with('0'));
    if is_plain { id.parse().ok().filter(|id| *id < MOST) } else { None }
}

/// A set of small numbers, a bit each.
#[derive(Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    const WIDTH: usize = 64;

    fn set(&mut self, bit: usize) {
        let at = bit / Self::WIDTH;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        if let Some(word) = self.0.get_mut(at) {
            *word |= 1 << (bit % Self::WIDTH);
        }
    }

    /// The numbers that are in both.
    fn with<'b>(&'b self, other: &'b Self) -> impl Iterator<Item = usize> + 'b {
        let words = self.0.iter().zip(&other.0).map(|(a, b)| a & b).enumerate().filter(|(_, both)| *both != 0);
        words.flat_map(|(at, both)| {
            (0..Self::WIDTH).filter(move |i| both >> i & 1 == 1).map(move |i| at * Self::WIDTH + i)
        })
    }
}
