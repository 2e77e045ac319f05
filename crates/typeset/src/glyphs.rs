//! Characters that no font at hand can draw are never printed as empty boxes.

use crate::{Fonts, TypesetError};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeSet;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

/// A character without a glyph（缺字）, with its code point in its printed form: `𰻝 U+30EDD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rare(pub char);

impl std::fmt::Display for Rare {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} U+{:04X}", self.0, u32::from(self.0))
    }
}

/// Replaces what cannot be drawn by its code point in 〔〕 and reports it. Control characters become spaces.
pub(crate) fn spell_out<'a>(data: &'a Value, fonts: &Fonts) -> (Cow<'a, Value>, Vec<Rare>) {
    let mut rare = BTreeSet::new();
    if !untidy(data, fonts) {
        return (Cow::Borrowed(data), Vec::new());
    }
    let mut copy = data.clone();
    rewrite(&mut copy, fonts, &mut rare);
    (Cow::Owned(copy), rare.into_iter().collect())
}

fn untidy(value: &Value, fonts: &Fonts) -> bool {
    match value {
        Value::String(text) => text.chars().any(|c| is_control(c) || !drawn(c, fonts)),
        Value::Array(items) => items.iter().any(|v| untidy(v, fonts)),
        Value::Object(fields) => fields.values().any(|v| untidy(v, fonts)),
        _ => false,
    }
}

fn rewrite(value: &mut Value, fonts: &Fonts, rare: &mut BTreeSet<Rare>) {
    match value {
        Value::String(text) => {
            let mut out = String::with_capacity(text.len());
            for c in text.chars() {
                if is_control(c) {
                    out.push(' ');
                } else if drawn(c, fonts) {
                    out.push(c);
                } else {
                    rare.insert(Rare(c));
                    out.push_str(&format!("〔U+{:04X}〕", u32::from(c)));
                }
            }
            *text = out;
        }
        Value::Array(items) => items.iter_mut().for_each(|v| rewrite(v, fonts, rare)),
        Value::Object(fields) => fields.values_mut().for_each(|v| rewrite(v, fonts, rare)),
        _ => {}
    }
}

fn is_control(c: char) -> bool {
    c.is_control() && c != '\n'
}

fn drawn(c: char, fonts: &Fonts) -> bool {
    c.is_ascii() || c.is_whitespace() || ignorable(c) || fonts.draws(c)
}

/// Variation selectors and joiners: they shape their neighbours and have no glyph of their own.
fn ignorable(c: char) -> bool {
    matches!(u32::from(c), 0x00AD | 0x034F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064 | 0xFE00..=0xFE0F | 0xFEFF | 0xE0100..=0xE01EF)
}

/// The second net: looks at the glyphs really set, so that the template's own text cannot slip through either.
pub(crate) fn refuse_blanks(document: &PagedDocument) -> Result<(), TypesetError> {
    let mut blank = BTreeSet::new();
    for page in document.pages() {
        walk(&page.frame, &mut blank);
    }
    if blank.is_empty() { Ok(()) } else { Err(TypesetError::Blank(blank.into_iter().collect())) }
}

fn walk(frame: &Frame, blank: &mut BTreeSet<Rare>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, blank),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|g| g.id == 0) {
                    let cluster = text.text.get(glyph.range()).unwrap_or_default();
                    blank.extend(cluster.chars().filter(|c| !ignorable(*c)).map(Rare));
                }
            }
            _ => {}
        }
    }
}
