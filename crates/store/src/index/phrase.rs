//! Phrases in a text (短语匹配): where each part of a query stands.

use super::term::{Letter, letters};
use std::ops::Range;

/// A page on which every phrase of the query stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// A part of the page around the first place.
    pub excerpt: String,
    /// The places in the excerpt, as byte ranges, in order and apart.
    pub marks: Vec<Range<usize>>,
    /// How often phrases of the query stand on the page.
    pub count: usize,
}

/// Finds the phrases of a query (its parts between blanks and signs) in a text. Latin words match as whole words, Chinese anywhere.
/// `None` unless every phrase is there. The excerpt has about `width` characters.
pub fn find(text: &str, query: &str, width: usize) -> Option<Hit> {
    let page = letters(text);
    let mut places: Vec<Range<usize>> = Vec::new();
    for phrase in query.split_whitespace().flat_map(phrases) {
        let found = stands(&page, &phrase);
        if found.is_empty() {
            return None;
        }
        places.extend(found);
    }
    if places.is_empty() {
        return None;
    }
    places.sort_by_key(|r| (r.start, r.end));
    let count = places.len();
    let mut apart: Vec<Range<usize>> = Vec::new();
    for place in places {
        match apart.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => apart.push(place),
        }
    }
    excerpt(text, &apart, width).map(|(excerpt, marks)| Hit { excerpt, marks, count })
}

/// The phrases of a part of a query: cut at signs.
fn phrases(part: &str) -> Vec<Vec<Letter>> {
    let mut out: Vec<Vec<Letter>> = Vec::new();
    for letter in letters(part) {
        match out.last_mut() {
            Some(phrase) if !letter.breaks => phrase.push(letter),
            _ => out.push(vec![letter]),
        }
    }
    out
}

fn stands(page: &[Letter], phrase: &[Letter]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (Some(head), Some(tail)) = (phrase.first(), phrase.last()) else { return out };
    for (at, window) in page.windows(phrase.len()).enumerate() {
        let same = window.iter().zip(phrase).enumerate().all(|(i, (a, b))| a.c == b.c && (i == 0 || !a.breaks));
        if !same {
            continue;
        }
        let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
        // a Latin word does not match within another
        let glued = |a: char, b: &Letter| a.is_ascii() && b.c.is_ascii() && !b.breaks;
        let before = at.checked_sub(1).and_then(|i| page.get(i));
        let cut_before = head.c.is_ascii() && before.is_some_and(|b| b.c.is_ascii()) && !first.breaks;
        let cut_after = page.get(at + phrase.len()).is_some_and(|next| glued(tail.c, next));
        if !cut_before && !cut_after {
            out.push(first.start..last.end);
        }
    }
    out
}

fn excerpt(text: &str, places: &[Range<usize>], width: usize) -> Option<(String, Vec<Range<usize>>)> {
    let first = places.first()?;
    let before: usize =
        text.get(..first.start)?.char_indices().rev().take(width / 4).last().map_or(first.start, |(i, _)| i);
    let mut end = before;
    for (i, c) in text.get(before..)?.char_indices().take(width.max(1)) {
        end = before + i + c.len_utf8();
    }
    let end = end.max(first.end);
    let marks = places.iter().filter(|p| p.end <= end).map(|p| p.start - before..p.end - before).collect();
    Some((text.get(before..end)?.to_owned(), marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, query: &str) -> Option<Vec<String>> {
        find(text, query, 200).map(|h| h.marks.iter().map(|m| h.excerpt[m.clone()].to_owned()).collect())
    }

    #[test]
    fn phrases_over_line_ends_whole_words_and_both_widths() {
        assert_eq!(marked("义务教育薄弱\n环节改善", "薄弱环节").unwrap(), ["薄弱\n环节"]);
        assert_eq!(marked("按ＧＢ 50099 执行", "gb 50099").unwrap(), ["ＧＢ", "50099"]);
        assert_eq!(marked("cat concatenate", "cat").unwrap(), ["cat"]);
        assert_eq!(marked("薄弱，环节", "薄弱环节"), None);
        assert_eq!(marked("寄宿制学校 宿舍", "宿舍 学校").unwrap(), ["学校", "宿舍"]);
        assert_eq!(marked("任何", ""), None);
        assert_eq!(marked("任何", "！"), None);
    }
}
