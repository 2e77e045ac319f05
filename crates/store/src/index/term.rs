//! Terms (检索词): what of a text stands in the index.

use std::collections::BTreeMap;

/// A letter as it is compared: full-width forms become half-width, capitals small.
pub(super) fn fold(c: char) -> char {
    let half = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    half.to_lowercase().next().unwrap_or(half)
}

/// A letter or digit with the place of its bytes in the text, and whether a word ends before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Something stands between this letter and the one before that a phrase does not reach over.
    pub(super) breaks: bool,
}

/// The letters of a text. Blanks and line ends between characters that are not Latin are passed over: extracted text is full of them.
pub(super) fn letters(text: &str) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::new();
    let (mut blank, mut other) = (false, true);
    for (start, raw) in text.char_indices() {
        let c = fold(raw);
        if !c.is_alphanumeric() {
            if c.is_whitespace() {
                blank = true;
            } else {
                other = true;
            }
            continue;
        }
        let latin = c.is_ascii() || out.last().is_some_and(|l| l.c.is_ascii());
        out.push(Letter { c, start, end: start + raw.len_utf8(), breaks: other || (blank && latin) });
        (blank, other) = (false, false);
    }
    out
}

/// The terms of a text and how often each stands there.
pub(crate) fn terms(text: &str) -> BTreeMap<String, i64> {
    let mut out = BTreeMap::new();
    let mut add = |term: String| *out.entry(term).or_insert(0) += 1;
    for run in runs(&letters(text)) {
        if run.latin {
            add(run.letters.iter().collect());
            continue;
        }
        for pair in run.letters.windows(2) {
            add(pair.iter().collect());
        }
        // the last character stands alone too, so that every character begins a term
        if let Some(last) = run.letters.last() {
            add(last.to_string());
        }
    }
    out
}

/// A term that a page must have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wanted {
    /// This term.
    Exactly(String),
    /// A term beginning with this character.
    Begins(char),
}

/// The terms that a page with all phrases of a query must have.
pub(crate) fn wanted(query: &str) -> Vec<Wanted> {
    let mut out = Vec::new();
    // blanks part the phrases of a query, other than those of a text
    for run in query.split_whitespace().flat_map(|part| runs(&letters(part))) {
        match run.letters.as_slice() {
            [one] if !run.latin => out.push(Wanted::Begins(*one)),
            whole if run.latin => out.push(Wanted::Exactly(whole.iter().collect())),
            whole => out.extend(whole.windows(2).map(|pair| Wanted::Exactly(pair.iter().collect()))),
        }
    }
    out.sort();
    out.dedup();
    out
}

struct Run {
    latin: bool,
    letters: Vec<char>,
}

/// The letters in runs of one kind.
fn runs(letters: &[Letter]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for letter in letters {
        let latin = letter.c.is_ascii();
        match out.last_mut() {
            Some(run) if run.latin == latin && !letter.breaks => run.letters.push(letter.c),
            _ => out.push(Run { latin, letters: vec![letter.c] }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_characters_and_whole_words() {
        let found: Vec<String> = terms("改善 ２０２１ GB50099，改\n善").into_keys().collect();
        assert_eq!(found, ["2021", "gb50099", "善", "改善"]);
        assert_eq!(terms("改善，改\n善")["改善"], 2);
        assert_eq!(wanted("校"), [Wanted::Begins('校')]);
        assert_eq!(wanted("寄宿制"), [Wanted::Exactly("宿制".into()), Wanted::Exactly("寄宿".into())]);
    }
}
