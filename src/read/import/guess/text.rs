//! A mapping as the file that `--table` takes, and in words.

use std::collections::BTreeMap;

use super::mapping::Mapping;
use crate::model::{Coding, DateCalendar, DateOrder, LetterO};
use crate::terminal::counted;

/// A text in quotes, as TOML has it.
fn quoted(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c == '\u{7f}' { ' ' } else { c }).collect();
    serde_json::Value::from(plain).to_string()
}

/// A text for a comment: on one line.
fn remark(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The line about words that mean nothing that is known, `what`, and what counts instead; `None` without any.
fn unknown_words(words: &BTreeMap<String, usize>, what: &str, instead: &str, example: &str) -> Option<String> {
    let one = words.keys().next()?;
    let all: Vec<String> = words.iter().map(|(word, count)| format!("'{word}' ({count})")).collect();
    let (all, mean) = (all.join(", "), if words.len() == 1 { "means" } else { "mean" });
    Some(format!(
        "  not sure: {all} {mean} no {what} that is known: there {instead}; to say what one is: {one} = {example} (--column '{one} = {example}')"
    ))
}

fn order_word(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => "day_first",
        DateOrder::MonthFirst => "month_first",
        DateOrder::YearFirst => "year_first",
    }
}

impl Mapping {
    /// The mapping as TOML, each line with its reason; `file` is the sheet, `command` how it is read with this mapping.
    #[must_use]
    pub fn to_toml(&self, file: &str, command: &str) -> String {
        let mut text =
            format!("# How {} is read. Every line may be changed; then:\n# {}\n\n", remark(file), remark(command));
        let line = |key: String, value: String, why: &str| {
            let setting = format!("{key} = {value}");
            if why.is_empty() { format!("{setting}\n") } else { format!("{setting:<40} # {}\n", remark(why)) }
        };
        if let Some((order, why)) = &self.date_order {
            text += &line("date_order".to_owned(), quoted(order_word(*order)), why);
        }
        if self.calendar == DateCalendar::SolarHijri {
            text += &line("calendar".to_owned(), quoted("solar-hijri"), "most dates can only be of it");
        }
        if let Some((o, why)) = &self.letter_o {
            text += &line("letter_o".to_owned(), quoted(o.as_str()), why);
        }
        text +=
            "\n# Left is what an incident has, right the name of the column; \"\" where no column has it.\n[columns]\n";
        for mapped in &self.columns {
            text += &line(mapped.field.to_owned(), quoted(&mapped.column), &mapped.why);
        }
        for field in &self.none {
            text += &line((*field).to_owned(), quoted(""), "the column that is called so holds something else");
        }
        for column in &self.unread {
            text += &format!("# not read: {}\n", remark(column));
        }
        for words in &self.passed_over {
            text += &format!("# not sure: {}\n", remark(words));
        }
        text += "\n# Words of the column of categories, and the category that each means.\n[category]\n";
        for (word, category) in &self.categories {
            let rows = self.category_rows.get(&Coding::key(word)).map(|rows| counted(*rows, "row")).unwrap_or_default();
            text += &line(quoted(word), quoted(category.as_str()), &rows);
        }
        for word in self.unknown_categories.keys() {
            text += &format!("# {} = \"other\"\n", quoted(&remark(word)));
        }
        if !self.statuses.is_empty() || !self.unknown_statuses.is_empty() {
            text += "\n# Words of the column of statuses, and the status that each means.\n[status]\n";
        }
        for (word, status) in &self.statuses {
            text += &line(quoted(word), quoted(status.as_str()), "");
        }
        for word in self.unknown_statuses.keys() {
            text += &format!("# {} = \"one_side\"\n", quoted(&remark(word)));
        }
        text += "\n# Names that several places have, and the place that is meant: its id, as marz find gives it.\n[place]\n";
        for (name, id) in &self.places {
            text += &line(quoted(name), quoted(id), "");
        }
        text += "\n# What holds where a row says nothing.\n[defaults]\n";
        match self.radius_m {
            Some(radius) => text += &format!("radius_m = {radius}\n"),
            None => text += "# radius_m = 5000\n",
        }
        text
    }

    /// The mapping as lines for a person: what each column is taken for and why, what is not read, and what is not sure.
    #[must_use]
    pub fn in_lines(&self) -> Vec<String> {
        let wide = self.columns.iter().map(|c| c.column.chars().count()).max().unwrap_or(0).min(40);
        let mut lines: Vec<String> = self
            .columns
            .iter()
            .map(|c| {
                format!(
                    "  {:<12} = {}{}  ({})",
                    c.field,
                    c.column,
                    " ".repeat(wide.saturating_sub(c.column.chars().count())),
                    c.why
                )
            })
            .collect();
        if let Some((order, why)) = &self.date_order {
            let other = if *order == DateOrder::DayFirst { "month first" } else { "day first" };
            lines.push(format!(
                "  dates such as 3/8/2025: {}  ({why}); to change it: date order = {other}",
                order_word(*order).replace('_', " ")
            ));
        }
        if let Some((o, why)) = &self.letter_o {
            let other = if *o == LetterO::West { "east" } else { "west" };
            lines.push(format!("  O in positions: {}  ({why}); to change it: O = {other}", o.as_str()));
        }
        if self.calendar == DateCalendar::SolarHijri {
            lines.push("  dates are of the solar Hijri calendar".to_owned());
        }
        if !self.categories.is_empty() {
            lines.push(
                "  categories, by words of the sheet that are like them (rows); to change one: its word = shelling"
                    .to_owned(),
            );
            let wide = self.categories.keys().map(|word| word.chars().count()).max().unwrap_or(0).min(40);
            lines.extend(self.categories.iter().map(|(word, category)| {
                let rows = self.category_rows.get(&Coding::key(word)).copied().unwrap_or_default();
                let gap = " ".repeat(wide.saturating_sub(word.chars().count()));
                format!("    {word}{gap} = {}  ({})", category.as_str(), counted(rows, "row"))
            }));
        }
        lines.extend(unknown_words(&self.unknown_categories, "category", "the event counts as other", "clash"));
        if !self.statuses.is_empty() {
            let words: Vec<String> = self.statuses.iter().map(|(w, s)| format!("{w} = {}", s.as_str())).collect();
            lines.push(format!("  statuses: {}", words.join("; ")));
        }
        lines.extend(unknown_words(&self.unknown_statuses, "status", "the number of sources counts", "one_side"));
        lines.extend(self.unsure.iter().chain(&self.passed_over).map(|unsure| format!("  not sure: {unsure}")));
        if !self.unread.is_empty() {
            lines.push(format!("  not read: {}", self.unread.join(", ")));
        }
        lines
    }
}
