//! Faces inside font files.

use super::Role;
use std::path::Path;
use ttf_parser::name_id;
use typst::foundations::Bytes;
use typst::text::Font;

/// Where a face came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Office,
    System,
}

/// A face and what it can be used for.
pub(super) struct Face {
    pub(super) font: Font,
    pub(super) origin: Origin,
    pub(super) roles: Vec<Role>,
    pub(super) sans: bool,
}

impl Face {
    /// Whether the face draws 学校: enough to tell a Chinese font from the others.
    pub(super) fn is_chinese(&self) -> bool {
        "学校".chars().all(|c| self.font.info().coverage.contains(u32::from(c)))
    }
}

/// All faces of an office's file; unreadable faces are passed over.
pub(super) fn of_office(data: &Bytes, file: &Path) -> Vec<Face> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    indices(data)
        .filter_map(|index| {
            let mut names = names(data, index);
            names.push(stem.clone());
            let roles = Role::ALL.into_iter().filter(|role| is_named(&names, role.names())).collect();
            let font = Font::new(data.clone(), index)?;
            Some(Face { font, origin: Origin::Office, roles, sans: false })
        })
        .collect()
}

/// The face for simplified Chinese of a system file. A collection holds one face per region with different shapes for the same
/// character, so the region must be the right one; the monospaced variants are not wanted.
pub(super) fn of_system(data: &Bytes) -> Option<Face> {
    indices(data).find_map(|index| {
        let names = names(data, index);
        let simplified = names.iter().any(|n| [" sc", " cn"].iter().any(|end| n.ends_with(end)) && !n.contains("mono"));
        let sans = names.iter().any(|n| n.contains("sans"));
        let font = simplified.then(|| Font::new(data.clone(), index)).flatten()?;
        Some(Face { font, origin: Origin::System, roles: Vec::new(), sans })
    })
}

fn indices(data: &[u8]) -> std::ops::Range<u32> {
    0..ttf_parser::fonts_in_collection(data).unwrap_or(1)
}

/// The family names of a face in every language it carries, lower case.
fn names(data: &[u8], index: u32) -> Vec<String> {
    let Ok(face) = ttf_parser::RawFace::parse(data, index) else { return Vec::new() };
    let Some(table) = face.table(ttf_parser::Tag::from_bytes(b"name")).and_then(ttf_parser::name::Table::parse) else {
        return Vec::new();
    };
    table
        .names
        .into_iter()
        .filter(|n| matches!(n.name_id, name_id::FAMILY | name_id::TYPOGRAPHIC_FAMILY))
        .filter_map(|n| n.to_string())
        .map(|n| n.to_lowercase())
        .collect()
}

fn is_named(names: &[String], parts: &[&str]) -> bool {
    names.iter().any(|name| parts.iter().any(|part| name.contains(part)))
}
