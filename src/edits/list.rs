//! Cells that hold several values, joined with `; `: which of the stored ones are kept, and what is new.

/// One value of an edited cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A stored value, by its number: all that is stored with it stays.
    Kept(usize),
    /// A new text.
    New {
        /// The text.
        text: String,
        /// The stored value that it stands in the place of, where the cell has as many values as before.
        instead_of: Option<usize>,
    },
}

/// What stands between two values.
pub const BETWEEN: &str = "; ";

/// The values of a cell.
///
/// # Arguments
///
/// `stored` are the texts of the stored values, in order. One that has `; ` in itself is found whole.
#[must_use]
pub fn items(cell: &str, stored: &[&str]) -> Vec<Item> {
    let parts: Vec<&str> = cell.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()).collect();
    let of_stored = |text: &str| -> Vec<String> {
        text.split(BETWEEN).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let stored: Vec<Vec<String>> = stored.iter().map(|text| of_stored(text)).collect();
    let mut is_used = vec![false; stored.len()];
    let mut all = Vec::new();
    let mut rest = parts.as_slice();
    while let Some((part, behind)) = rest.split_first() {
        let begins = |known: &Vec<String>| rest.get(..known.len()).is_some_and(|head| head == known.as_slice());
        let matching =
            stored.iter().enumerate().filter(|(i, known)| !is_used[*i] && !known.is_empty() && begins(known));
        // The longest: a value that is the beginning of another is not taken for it.
        match matching.max_by_key(|(i, known)| (known.len(), std::cmp::Reverse(*i))) {
            Some((i, known)) => {
                is_used[i] = true;
                rest = rest.get(known.len()..).unwrap_or_default();
                all.push(Item::Kept(i));
            }
            None => {
                all.push(Item::New { text: (*part).to_owned(), instead_of: None });
                rest = behind;
            }
        }
    }
    replaced(all, &is_used)
}

/// The values of a list that are given one by one.
#[must_use]
pub fn entries(given: &[&str], stored: &[&str]) -> Vec<Item> {
    let mut is_used = vec![false; stored.len()];
    let one = |text: &&str| match stored.iter().enumerate().position(|(i, known)| !is_used[i] && known.trim() == *text)
    {
        Some(i) => {
            is_used[i] = true;
            Item::Kept(i)
        }
        None => Item::New { text: (*text).to_owned(), instead_of: None },
    };
    let all = given.iter().map(one).collect();
    replaced(all, &is_used)
}

/// Where there are as many values as before, a new one stands in the place of the stored one that is gone.
fn replaced(mut all: Vec<Item>, is_used: &[bool]) -> Vec<Item> {
    if all.len() == is_used.len() {
        for (i, item) in all.iter_mut().enumerate().filter(|(i, _)| !is_used[*i]) {
            if let Item::New { instead_of, .. } = item {
                *instead_of = Some(i);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(text: &str, instead_of: Option<usize>) -> Item {
        Item::New { text: text.to_owned(), instead_of }
    }

    #[test]
    fn stored_values_are_found_again_and_the_rest_is_new() {
        let stored = ["A", "B; with more", "C"];
        assert_eq!(items("A; B; with more; C", &stored), [Item::Kept(0), Item::Kept(1), Item::Kept(2)]);
        assert_eq!(items("C; A", &stored), [Item::Kept(2), Item::Kept(0)]);
        assert_eq!(items("A; D; C", &stored), [Item::Kept(0), new("D", Some(1)), Item::Kept(2)]);
        assert_eq!(items("A; D", &stored), [Item::Kept(0), new("D", None)]);
        assert_eq!(items("A; A", &stored), [Item::Kept(0), new("A", None)]);
        assert_eq!(items(" ; ;", &stored), [new(";", None)]);
        assert!(items("", &stored).is_empty());
    }
}
