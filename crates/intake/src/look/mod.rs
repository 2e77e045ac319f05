//! Looking into a document (查看文件): what kind it is, its pages and text, and whether it holds people's identity numbers.
//!
//! All of it happens in the limited child; what is found is told to the parent page by page.

mod html;
mod image;
mod kind;
mod ofd;
mod package;
mod pdf;
mod person;
mod run;
mod sheet;
mod text;

pub use kind::FileKind;
pub use person::{Persons, Place, citizen_numbers};
pub(crate) use run::look_into;

use serde::{Deserialize, Serialize};

/// 文件概况: what was found in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// What it is, by its content.
    pub kind: FileKind,
    /// Pages, slides or sheets, where its kind has any that can be counted.
    pub pages: Option<u64>,
    /// Width and height in pixels of a picture.
    pub pixels: Option<(u32, u32)>,
    /// What its reader should know.
    pub remarks: Vec<Remark>,
    /// Identity numbers of people in it.
    pub persons: Persons,
    /// Its text in parts.
    #[serde(skip)]
    pub parts: Vec<Part>,
}

/// A page, sheet or slide with its text (一页).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name, where it has one: a sheet's.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Something worth knowing of a document (提示).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// It has scripts or actions that start programs; they are never run.
    Script,
    /// It has macros; they are never run.
    Macro,
    /// It names files or addresses outside itself; they are never opened.
    External,
    /// Files lie in it that were not looked into.
    Embedded,
    /// Pages without any text: scanned, perhaps.
    NoText,
    /// Some pages could not be read.
    Unread,
    /// The text is longer than what is kept.
    Cut,
    /// Its text is read only once it was turned into pages.
    Later,
    /// The name's ending says another kind.
    Ending,
}

impl Remark {
    /// Its message (提示文字).
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Remark::Script => "wb-look-script",
            Remark::Macro => "wb-look-macro",
            Remark::External => "wb-look-external",
            Remark::Embedded => "wb-look-embedded",
            Remark::NoText => "wb-look-no-text",
            Remark::Unread => "wb-look-unread",
            Remark::Cut => "wb-look-cut",
            Remark::Later => "wb-look-later",
            Remark::Ending => "wb-look-ending",
        }
    }
}

/// Collects what is found, within bounds.
pub(crate) struct Finder {
    pub(crate) look: Look,
    text: usize,
}

/// Most text kept of a document, bytes.
const TEXT: usize = 12 * 1024 * 1024;
/// Most text kept of one page, bytes.
const PAGE_TEXT: usize = 200_000;
/// Most pages whose text is kept.
const PARTS: usize = 3000;

impl Finder {
    fn new(kind: FileKind) -> Finder {
        let look = Look {
            kind,
            pages: None,
            pixels: None,
            remarks: Vec::new(),
            persons: Persons::default(),
            parts: Vec::new(),
        };
        Finder { look, text: 0 }
    }

    pub(crate) fn remark(&mut self, remark: Remark) {
        if !self.look.remarks.contains(&remark) {
            self.look.remarks.push(remark);
        }
    }

    /// Takes a page: looks for identity numbers in all of it, keeps what fits.
    pub(crate) fn part(&mut self, name: &str, text: String) {
        let place = Place::Page { number: self.look.parts.len() as u64 + 1, name: name.to_owned() };
        self.look.persons.lines(&text, |line| place.clone().line(line));
        self.keep(name, text);
    }

    /// Keeps a page that was searched already.
    pub(crate) fn keep(&mut self, name: &str, mut text: String) {
        let room = PAGE_TEXT.min(TEXT.saturating_sub(self.text));
        if text.len() > room {
            let cut = (0..=room).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.truncate(cut);
            self.remark(Remark::Cut);
        }
        if self.look.parts.len() >= PARTS {
            self.remark(Remark::Cut);
            return;
        }
        self.text += text.len();
        self.look.parts.push(Part { name: name.to_owned(), text });
    }
}
