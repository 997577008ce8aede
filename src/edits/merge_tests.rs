//! The merge held to a pure model: random bases, random edits of both sides, every cell decided by a table of its own.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

/// Numbers that look random and are the same on every machine (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }
}

const COLUMNS: [&str; 4] = ["a", "b", "c", "d"];

fn columns() -> BTreeSet<String> {
    COLUMNS.iter().map(|c| (*c).to_owned()).collect()
}

/// A row of few different values, so that both sides often write the same; an empty cell is left out.
fn random_row(dice: &mut Dice) -> Cells {
    let value = |dice: &mut Dice| dice.below(4);
    COLUMNS.iter().filter_map(|c| Some(((*c).to_owned(), Value::from(Some(value(dice)).filter(|v| *v > 0)?)))).collect()
}

/// What a person does to rows: changes, additions and deletions, more or fewer of them.
fn edited(base: &Rows, dice: &mut Dice) -> Rows {
    let mut rows = base.clone();
    for id in base.keys() {
        match dice.below(6) {
            0 => drop(rows.remove(id)),
            1 => drop(rows.insert(id.clone(), random_row(dice))),
            2 => {
                let column = COLUMNS[usize::try_from(dice.below(4)).unwrap()].to_owned();
                rows.get_mut(id).unwrap().insert(column, Value::from(dice.below(3) + 1));
            }
            _ => {}
        }
    }
    for _ in 0..dice.below(3) {
        rows.insert(format!("new{}", dice.below(3)), random_row(dice));
    }
    rows
}

/// The dossier after all steps.
fn applied(ours: &Rows, theirs: &Rows, fates: &BTreeMap<String, RowOutcome>, prefer: Option<Prefer>) -> Rows {
    let mut rows = ours.clone();
    for (id, fate) in fates {
        match fate.step(prefer) {
            Step::Keep => {}
            Step::Delete => drop(rows.remove(id)),
            Step::Add => drop(rows.insert(id.clone(), theirs[id].clone())),
            Step::Set(changes) => {
                let row = rows.get_mut(id).unwrap();
                for d in changes {
                    match d.theirs.is_null() {
                        true => drop(row.remove(&d.column)),
                        false => drop(row.insert(d.column, d.theirs)),
                    }
                }
            }
        }
    }
    rows
}

/// The model: what a record shall be, or that both sides claim it. Written without the merge's own words.
fn model([base, ours, theirs]: [Option<&Cells>; 3], prefer: Option<Prefer>) -> (Option<Cells>, bool) {
    let kept = (ours.cloned(), false);
    let decided = |theirs_is: Option<Cells>, ours_is: Option<Cells>| match prefer {
        None => (ours.cloned(), true),
        Some(Prefer::Ours) => (ours_is, true),
        Some(Prefer::Theirs) => (theirs_is, true),
    };
    if theirs == base {
        return kept;
    }
    if ours == base {
        return (theirs.cloned(), false);
    }
    if ours == theirs {
        return kept;
    }
    let (Some(ours_row), Some(theirs_row)) = (ours, theirs) else {
        return decided(theirs.cloned(), ours.cloned());
    };
    let empty = Cells::new();
    let base_row = base.unwrap_or(&empty);
    let (mut of_theirs, mut of_ours, mut is_clash) = (Cells::new(), Cells::new(), false);
    for column in COLUMNS {
        let [b, o, t] = [base_row, ours_row, theirs_row].map(|row| row.get(column));
        // A new record of both sides has no base: whatever differs is claimed by both.
        let (for_theirs, for_ours, clash) = match (o == b && base.is_some(), t == b && base.is_some()) {
            (_, true) => (o, o, false),
            (true, _) => (t, t, false),
            _ => (t, o, o != t),
        };
        is_clash |= clash;
        of_theirs.extend(for_theirs.map(|v| (column.to_owned(), v.clone())));
        of_ours.extend(for_ours.map(|v| (column.to_owned(), v.clone())));
    }
    if is_clash { decided(Some(of_theirs), Some(of_ours)) } else { (Some(of_theirs), false) }
}

#[test]
fn every_cell_is_that_of_the_model_and_every_conflict_is_named() {
    let mut dice = Dice(11);
    let (mut conflicts, mut seen) = (0, BTreeMap::<Clash, usize>::new());
    for _ in 0..3_000 {
        let base: Rows = (0..dice.below(6)).map(|i| (format!("r{i}"), random_row(&mut dice))).collect();
        let (ours, theirs) = (edited(&base, &mut dice), edited(&base, &mut dice));
        let fates = merge(&base, &theirs, &ours, &columns());
        let ids: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
        for prefer in [None, Some(Prefer::Ours), Some(Prefer::Theirs)] {
            let merged = applied(&ours, &theirs, &fates, prefer);
            assert!(merged.keys().all(|id| ids.contains(id)), "an invented record");
            for id in &ids {
                let sides = [base.get(*id), ours.get(*id), theirs.get(*id)];
                let (expected, is_clash) = model(sides, prefer);
                assert_eq!(merged.get(*id), expected.as_ref(), "{id} {prefer:?}: {sides:?}");
                let named = matches!(fates.get(*id), Some(RowOutcome::Conflict { clashing, .. }) if !clashing.is_empty() || !is_clash);
                assert_eq!(named, is_clash, "{id}: {sides:?} {:?}", fates.get(*id));
                conflicts += usize::from(is_clash);
            }
        }
        for fate in fates.values() {
            if let RowOutcome::Conflict { clash, .. } = fate {
                *seen.entry(*clash).or_default() += 1;
            }
        }
    }
    assert!(conflicts > 1_000 && seen.len() == 4 && seen.values().all(|n| *n > 100), "{conflicts} {seen:?}");
}

#[test]
fn one_side_alone_is_taken_whole_and_a_second_time_changes_nothing() {
    let mut dice = Dice(5);
    for _ in 0..500 {
        let base: Rows = (0..dice.below(6)).map(|i| (format!("r{i}"), random_row(&mut dice))).collect();
        let theirs = edited(&base, &mut dice);
        // Only the file was changed: the dossier becomes what it says.
        let fates = merge(&base, &theirs, &base, &columns());
        let merged = applied(&base, &theirs, &fates, None);
        assert_eq!(merged, theirs);
        // Once more: nothing is left to do.
        let again = merge(&base, &theirs, &merged, &columns());
        assert!(again.values().all(|fate| matches!(fate, RowOutcome::Unchanged | RowOutcome::Same)), "{again:?}");
        // Only the dossier was changed: it stays as it is.
        let ours = edited(&base, &mut dice);
        let fates = merge(&base, &base, &ours, &columns());
        assert_eq!(applied(&ours, &base, &fates, None), ours);
        assert!(fates.values().all(|fate| *fate == RowOutcome::Unchanged));
    }
}

#[test]
fn columns_that_the_file_does_not_have_are_left_alone() {
    let row = |a: u64| Cells::from([("a".to_owned(), Value::from(a)), ("b".to_owned(), Value::from(7))]);
    let rows = |a: u64| Rows::from([("r".to_owned(), row(a))]);
    let mut theirs = rows(2);
    theirs.get_mut("r").unwrap().remove("b");
    let only_a = BTreeSet::from(["a".to_owned()]);
    let fates = merge(&rows(1), &theirs, &rows(1), &only_a);
    assert_eq!(applied(&rows(1), &theirs, &fates, None), rows(2));
}

#[test]
fn a_toll_is_taken_whole_or_not_at_all() {
    let row = |min: u64, max: u64| {
        let cells = [("killed_min", Value::from(min)), ("killed_max", Value::from(max)), ("title", Value::from("t"))];
        Rows::from([("r".to_owned(), cells.map(|(column, value)| (column.to_owned(), value)).into())])
    };
    let columns = ["killed_min", "killed_max", "title"].map(str::to_owned).into();
    let merged = |ours: &Rows, theirs: &Rows, prefer| {
        let fates = merge(&row(10, 14), theirs, ours, &columns);
        (matches!(fates["r"], RowOutcome::Conflict { .. }), applied(ours, theirs, &fates, prefer))
    };
    let (ours, theirs) = (row(12, 14), row(10, 16));
    assert_eq!(merged(&ours, &theirs, None), (true, ours.clone()));
    assert_eq!(merged(&ours, &theirs, Some(Prefer::Ours)), (true, ours.clone()));
    assert_eq!(merged(&ours, &theirs, Some(Prefer::Theirs)), (true, theirs));
    // What both say alike is no clash: the file's figure is one that somebody gave.
    assert_eq!(merged(&ours, &row(12, 16), None), (false, row(12, 16)));
}
