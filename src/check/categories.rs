//! Categories of a dossier's own that nobody can tell apart on a map.

use crate::model::{Categories, Category};
use crate::read::Problem;
use crate::theme::{APART, PRINT};

/// Warnings about categories that have the symbol of another in a colour like its own.
pub fn alike(file: &str, own: &Categories) -> Vec<Problem> {
    let stock = || Category::ALL.into_iter().chain(Category::STOCK);
    let others = |key: &str| {
        let is_own = |c: &Category| own.iter().any(|(own, _)| own.as_str() == c.as_str());
        let before = own.iter().map(|(c, _)| c).take_while(|c| c.as_str() != key);
        stock().filter(|c| !is_own(c)).chain(before).collect::<Vec<_>>()
    };
    let one = |category: Category| {
        let mark = PRINT.mark(category);
        let is_like = |other: &Category| {
            let other = PRINT.mark(*other);
            other.form == mark.form && other.paint.difference(mark.paint) < APART
        };
        let like = others(category.as_str()).into_iter().find(is_like)?;
        let message = format!("the category has the symbol of '{}' in a colour like its own", like.as_str());
        let field = format!("categories.{}", category.as_str());
        Some(Problem::warning(file, message).field(field).hint("give it another symbol, or a colour that differs more"))
    };
    own.iter().filter_map(|(category, _)| one(category)).collect()
}
