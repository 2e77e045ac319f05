//! The four faces of an official paper and the fonts that can stand in for them.

use super::face::{Face, Origin};

/// What a font is used for in an official paper（公文字体用途）. The customary faces are those named in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Title of the paper (小标宋).
    Title,
    /// Running text (仿宋).
    Body,
    /// First-level headings and table heads (黑体).
    Heading,
    /// Second-level headings (楷体).
    Subheading,
}

impl Role {
    pub(crate) const ALL: [Self; 4] = [Self::Title, Self::Body, Self::Heading, Self::Subheading];

    /// The name under which a template finds the families in `sys.inputs`.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Body => "body",
            Self::Heading => "heading",
            Self::Subheading => "subheading",
        }
    }

    /// Parts of font names, lower case, by which an office's own font is recognised.
    pub(crate) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Title => &["小标宋", "xiaobiaosong", "fzxbs", "fzxiaobiaosong"],
            Self::Body => &["仿宋", "fangsong", "simfang"],
            Self::Heading => &["黑体", "simhei", "heiti"],
            Self::Subheading => &["楷体", "kaiti", "simkai"],
        }
    }

    fn sans(self) -> bool {
        self == Self::Heading
    }
}

/// The office's font for the role, then the system's font of the fitting kind, then whatever else there is.
pub(crate) fn families(role: Role, faces: &[Face]) -> String {
    let mut families: Vec<&str> = Vec::new();
    let own = faces.iter().filter(|f| f.roles.contains(&role));
    let fitting = faces.iter().filter(|f| f.origin == Origin::System && f.sans == role.sans());
    for face in own.chain(fitting).chain(faces) {
        let family = face.font.info().family.as_str();
        if !families.contains(&family) {
            families.push(family);
        }
    }
    families.join(",")
}
