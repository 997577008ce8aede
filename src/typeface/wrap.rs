//! Where a line may break inside words of scripts that put no spaces between them.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_script::{Script, UnicodeScript as _};

/// Cuts a text without spaces into parts between which a line may break: between words in Thai, Lao, Khmer and Burmese.
///
/// A text of other scripts is one part, so that it breaks at spaces alone. The words are found by the line break algorithm
/// (UAX #14) with the LSTM models that the Unicode consortium gives for these scripts (crate `icu_segmenter`); there is no
/// dictionary, and a rare name may be cut in two.
#[must_use]
pub fn breakable(word: &str) -> Vec<&str> {
    let is_unspaced = |c: char| matches!(c.script(), Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar);
    if !word.contains(is_unspaced) {
        return vec![word];
    }
    let segmenter: LineSegmenterBorrowed<'_> = LineSegmenter::new_lstm(LineBreakOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(word).collect();
    ends.windows(2).filter_map(|pair| word.get(*pair.first()?..*pair.last()?)).filter(|part| !part.is_empty()).collect()
}
