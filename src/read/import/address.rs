//! Addresses of the web in cells.

/// Whether a text begins as an address of the web does.
pub fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|begin| text.starts_with(begin))
}

/// The host of an address.
pub fn host(url: &str) -> Option<String> {
    let host = url.split("//").last()?.split(['/', '?', '#']).next()?;
    Some(host.to_owned()).filter(|host| !host.is_empty())
}

/// The addresses in a cell: parted where another begins, and nowhere else, since an address may hold semicolons and commas.
pub fn addresses(text: &str) -> Vec<String> {
    let begins = |at: usize| text.get(at..).is_some_and(is_address);
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|');
    let mut starts: Vec<usize> = vec![0];
    starts
        .extend(text.char_indices().filter(|(_, c)| is_mark(*c)).map(|(i, c)| i + c.len_utf8()).filter(|i| begins(*i)));
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let parts = starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end));
    parts.map(|part| part.trim_matches(is_mark).to_owned()).filter(|part| !part.is_empty()).collect()
}
