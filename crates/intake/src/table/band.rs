//! Finds the rows that make up the heading.

use std::collections::{BTreeMap, HashMap};

use super::spec::HeaderSpec;
use super::text::Top;
use crate::normal::{Unit, fold_width, header_key, split_header};

/// Most rows of one heading.
const TALLEST: u32 = 6;

/// A heading: its rows and which column fits which expected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) first: u32,
    pub(super) last: u32,
    /// Expected column (place in the list) → columns of the sheet, the best fits only.
    pub(super) matches: BTreeMap<usize, Vec<u32>>,
}

/// The texts of a heading over one column, from top to bottom, each once.
pub(super) fn path(top: &Top, first: u32, last: u32, col: u32) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    for row in first..=last {
        if let Some(text) = top.get(row, col)
            && path.last().is_none_or(|before| before != text)
        {
            path.push(text.to_owned());
        }
    }
    path
}

/// Whether a text below a name is but its unit: `（人）`, `万元`.
pub(super) fn only_unit(text: &str) -> Option<Unit> {
    let folded = fold_width(text);
    let bare = folded.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let bare = bare.strip_prefix("单位").map_or(bare, |rest| rest.trim_start_matches(':'));
    let bracketed = bare.len() < folded.trim().len();
    // 台(套) loses its last bracket above.
    Unit::parse(&folded).or_else(|| Unit::parse(bare)).filter(|_| bracketed || bare.chars().count() >= 2)
}

/// The best heading in the upper part of a sheet: most expected columns, then best fits, then
/// fewest rows, then topmost.
pub(super) fn find(top: &Top, expected: &[HeaderSpec]) -> Option<Band> {
    let mut keys: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, spec) in expected.iter().enumerate() {
        for key in spec.keys() {
            keys.entry(key).or_default().push(at);
        }
    }
    let mut best: Option<((usize, u32, u32), Band)> = None;
    for last in top.first..=top.last {
        for height in 1..=TALLEST {
            let Some(first) = (last + 1).checked_sub(height).filter(|row| *row >= top.first) else {
                break;
            };
            let (band, quality) = fit(top, first, last, &keys);
            let score = (band.matches.len(), quality, TALLEST - height);
            if !band.matches.is_empty() && best.as_ref().is_none_or(|(other, _)| score > *other) {
                best = Some((score, band));
            }
        }
    }
    best.map(|(_, band)| band)
}

fn fit(top: &Top, first: u32, last: u32, keys: &HashMap<String, Vec<usize>>) -> (Band, u32) {
    let mut found: BTreeMap<usize, (u32, Vec<u32>)> = BTreeMap::new();
    for col in 0..top.width {
        // The heading's last row must name the column or lie below its name.
        let mut strongest: BTreeMap<usize, u32> = BTreeMap::new();
        for (form, strength) in forms(top, first, last, col) {
            for &at in keys.get(&form).map(Vec::as_slice).unwrap_or_default() {
                let best = strongest.entry(at).or_default();
                *best = strength.max(*best);
            }
        }
        for (at, strength) in strongest {
            let slot = found.entry(at).or_default();
            if strength > slot.0 {
                *slot = (strength, vec![col]);
            } else if strength == slot.0 {
                slot.1.push(col);
            }
        }
    }
    let quality = found.values().map(|(strength, _)| *strength).sum();
    let matches = found.into_iter().map(|(at, (_, cols))| (at, cols)).collect();
    (Band { first, last, matches }, quality)
}

/// What a column may be called, with how much each form is worth: the whole path, the last two
/// levels, the last level alone, or the last level under a heading that only began further left.
fn forms(top: &Top, first: u32, last: u32, col: u32) -> Vec<(String, u32)> {
    let path = path(top, first, last, col);
    let mut names: Vec<String> = Vec::new();
    for (at, text) in path.iter().enumerate() {
        if at > 0 && only_unit(text).is_some() {
            continue;
        }
        names.push(split_header(text).name);
    }
    let mut forms = Vec::new();
    let Some(leaf) = names.last() else { return forms };
    forms.push((header_key(leaf), 2));
    if names.len() >= 2 {
        forms.push((header_key(&names.concat()), 4));
        let tail: String = names.iter().skip(names.len() - 2).map(String::as_str).collect();
        forms.push((header_key(&tail), 3));
    } else if last > first && top.is_own(last, col) {
        let left = (0..col).rev().find_map(|left| top.get(last - 1, left).map(|text| (left, text)));
        if let Some((left, text)) = left
            && top.get(last, left).is_some_and(|below| below != text)
        {
            forms.push((header_key(&format!("{}{leaf}", split_header(text).name)), 1));
        }
    }
    forms
}
