//! What surrounds every page (页面框架): language, who is there, where, and the way to the other pages.

use crate::asset;
use crate::words::Words;
use catalogue::Lang;
use std::ops::Deref;

/// The frame of a page; templates reach its words directly: `s.t("key")`.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// The words.
    pub w: Words,
    /// The page's title.
    pub title: String,
    /// Name of the page in the navigation.
    pub nav: &'static str,
    /// Who is signed in.
    pub who: Option<Who>,
    /// The county looked at.
    pub county: Option<Named>,
    /// Counties this account may look at.
    pub counties: Vec<Named>,
    /// The navigation.
    pub items: Vec<Item>,
    /// The token that forms carry.
    pub csrf: String,
    /// Demo mode.
    pub demo: bool,
    /// The data shown are invented.
    pub invented: bool,
    /// The address of this page.
    pub here: String,
    /// Something that was just done.
    pub notice: Option<Notice>,
    /// There is something of administration to see.
    pub admin: bool,
}

/// Who is signed in.
#[derive(Debug, Clone, Default)]
pub struct Who {
    /// The person's name.
    pub name: String,
    /// The role in words.
    pub role: String,
    /// Region and department in words.
    pub place: String,
}

/// A region by code and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
}

/// One way in the navigation.
#[derive(Debug, Clone)]
pub struct Item {
    /// Name of the page.
    pub name: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// In words.
    pub label: String,
    /// Where to.
    pub href: String,
    /// How much waits there.
    pub badge: usize,
}

/// Something that was just done, or stands in the way.
#[derive(Debug, Clone)]
pub struct Notice {
    /// `good`, `warn`, `bad`, `info`.
    pub tone: &'static str,
    /// In words.
    pub text: String,
}

impl Deref for Shell {
    type Target = Words;
    fn deref(&self) -> &Words {
        &self.w
    }
}

impl Shell {
    /// A page before anybody is known.
    pub fn door(w: Words, title: String, here: &str) -> Shell {
        Shell { w, title, here: here.to_owned(), ..Shell::default() }
    }

    /// The address of an embedded file.
    pub fn asset(&self, name: &str) -> String {
        asset::url(name)
    }

    /// An icon; the name is ours, never a person's.
    pub fn icon(&self, name: &str) -> String {
        format!(
            "<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"{}#{name}\"/></svg>",
            asset::url("icons.svg")
        )
    }

    /// The address of a page of the county looked at; empty for its desk.
    pub fn path(&self, page: &str) -> String {
        let code = self.county.as_ref().map_or("", |c| c.code.as_str());
        if page.is_empty() { format!("/c/{code}") } else { format!("/c/{code}/{page}") }
    }

    /// The tag of the other language.
    pub fn other_tag(&self) -> &'static str {
        if self.w.lang == Lang::Zh { "en" } else { "zh-CN" }
    }

    /// The program's version.
    pub fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// True when the data shown are invented.
    pub fn invented(&self) -> bool {
        self.invented
    }
}
