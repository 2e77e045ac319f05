//! Column headings: the name and the unit in them.

use serde::{Deserialize, Serialize};

use super::unit::Unit;
use super::width::{fold_width, squeeze};

/// 表头: a heading taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The name without its unit, spaces squeezed.
    pub name: String,
    /// The unit in the heading.
    pub unit: Option<Unit>,
}

/// Takes a heading apart: `在校生数（人）`, `建筑面积(万平方米)`, `金额/万元`, `面积，单位：亩`,
/// `投资 万元`. Brackets that hold no unit stay in the name.
#[must_use]
pub fn split_header(text: &str) -> Header {
    let folded = fold_width(text);
    let squeezed = squeeze(&folded);
    for (open, close) in [('(', ')'), ('[', ']')] {
        let Some(body) = squeezed.strip_suffix(close) else {
            continue;
        };
        let Some(at) = matching_open(body, open, close) else {
            continue;
        };
        let (name, inside) = body.split_at(at);
        let inside = inside.trim_start_matches(open);
        if let (Some(unit), false) = (labelled(inside), name.is_empty()) {
            return Header { name: name.trim().to_owned(), unit: Some(unit) };
        }
    }
    for mark in ["单位:", "单位"] {
        if let Some((name, unit)) = squeezed.split_once(mark)
            && !name.is_empty()
            && let Some(unit) = Unit::parse(unit)
        {
            let name = name.trim_end_matches([',', ';', '-', '(', ':']).to_owned();
            return Header { name, unit: Some(unit) };
        }
    }
    for separator in ['/', ',', ':'] {
        if let Some((name, unit)) = squeezed.rsplit_once(separator)
            && !name.is_empty()
            && let Some(unit) = Unit::parse(unit)
        {
            return Header { name: name.to_owned(), unit: Some(unit) };
        }
    }
    // A unit set off by a space or line break: at least two characters, or 元 人 m and the like
    // would be torn from words.
    if let Some((name, last)) = folded.trim_end().rsplit_once(' ')
        && last.chars().count() >= 2
        && !name.trim().is_empty()
        && let Some(unit) = Unit::parse(last)
    {
        return Header { name: squeeze(name), unit: Some(unit) };
    }
    Header { name: squeezed, unit: None }
}

/// The place of the bracket that the end of `body` closes.
fn matching_open(body: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0u32;
    for (at, character) in body.char_indices().rev() {
        if character == close {
            depth += 1;
        } else if character == open {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
    }
    None
}

fn labelled(text: &str) -> Option<Unit> {
    let text = text.strip_prefix("单位").map_or(text, |rest| rest.trim_start_matches(':'));
    Unit::parse(text)
}

/// The units named in a title or note by `单位：`, such as `（单位：万元、平方米）`.
#[must_use]
pub fn unit_notes(text: &str) -> Vec<Unit> {
    let folded = fold_width(text);
    let mut found = Vec::new();
    for piece in folded.split("单位").skip(1) {
        let Some(list) = piece.trim_start().strip_prefix(':') else {
            continue;
        };
        let list = list.trim_start();
        let end = list.find([' ', ')', ']', ';', '\n']).unwrap_or(list.len());
        // 台(套) closes a bracket of its own.
        let end = if list.starts_with("台(套)") { end.max("台(套)".len()) } else { end };
        let list = list.get(..end).unwrap_or(list);
        found.extend(list.split(['、', ',']).filter_map(Unit::parse));
    }
    found
}

/// The part of a heading that is compared with synonyms: half-width, lower case, without spaces,
/// punctuation, numbering (`1.`, `（一）`, `*`).
#[must_use]
pub fn header_key(text: &str) -> String {
    let folded = fold_width(text).to_lowercase();
    let mut rest = folded.trim_start_matches([' ', '*', '#']);
    let ordinal = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    // (一) and 1. and 一、 are numbering only when something follows them.
    if let Some(after) = rest.strip_prefix('(').map(|r| r.trim_start_matches(ordinal))
        && let Some(after) = after.strip_prefix(')')
        && !after.is_empty()
    {
        rest = after;
    } else {
        let after = rest.trim_start_matches(ordinal);
        if let Some(after) = after.strip_prefix(['.', '、'])
            && after.len() < rest.len()
            && !after.starts_with(|c: char| c.is_ascii_digit())
            && !after.is_empty()
        {
            rest = after;
        }
    }
    rest.chars().filter(|c| c.is_alphanumeric() || matches!(c, '%' | '㎡')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn headings() {
        let split = |text| {
            let header = split_header(text);
            (header.name, header.unit.map(|unit| unit.name))
        };
        let some = |name: &str, unit: &str| (name.to_owned(), Some(unit.to_owned()));
        assert_eq!(split("在校生数（人）"), some("在校生数", "人"));
        assert_eq!(split("建筑面积(万平方米)"), some("建筑面积", "万平方米"));
        assert_eq!(split("建筑面积\n【单位：㎡】"), some("建筑面积", "㎡"));
        assert_eq!(split("金额/万元"), some("金额", "万元"));
        assert_eq!(split("面积，单位：亩"), some("面积", "亩"));
        assert_eq!(split("投资 万元"), some("投资", "万元"));
        assert_eq!(split("设备（台（套））"), some("设备", "台(套)"));
        assert_eq!(split("学校（校区）名称"), ("学校(校区)名称".into(), None));
        assert_eq!(split("学 校 名 称"), ("学校名称".into(), None));
        assert_eq!(split("学校（校区）"), ("学校(校区)".into(), None));
        assert_eq!(split("（人）"), ("(人)".into(), None));
        assert_eq!(split("生均图书（册/生）"), some("生均图书", "册/生"));
    }

    #[test]
    fn notes_and_keys() {
        let names = |text| unit_notes(text).into_iter().map(|unit| unit.name).collect::<Vec<_>>();
        assert_eq!(names("填报单位：某县教育局　单位：万元"), ["万元"]);
        assert_eq!(names("（单位：万元、平方米）"), ["万元", "平方米"]);
        assert_eq!(names("单 位"), Vec::<String>::new());
        assert_eq!(header_key("1.学校 名称*"), "学校名称");
        assert_eq!(header_key("（一）校舍"), "校舍");
        assert_eq!(header_key("一年级"), "一年级");
        assert_eq!(header_key("2021年"), "2021年");
        assert_eq!(header_key("2021.10"), "202110");
    }

    proptest! {
        #[test]
        fn never_panics(text in "[\\PC\n（）()\\[\\]单位：/，、人万元]{0,60}") {
            let _ = split_header(&text);
            let _ = unit_notes(&text);
            let _ = header_key(&text);
        }
    }
}
