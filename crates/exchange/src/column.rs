//! Columns (列): what one column of a table holds, how it is headed, read, written and explained.

use crate::code_list::CodeList;
use intake::normal::{Unit, header_key};

/// What the cells of a column hold (列类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A key or code: text, digits kept as typed.
    Id,
    /// Words.
    Text,
    /// Several words, separated by 、.
    List,
    /// One entry of a code list.
    Choice(CodeList),
    /// Several entries of a code list, separated by 、.
    Choices(CodeList),
    /// 是 or 否.
    YesNo,
    /// A calendar year.
    Year,
    /// A school year, named by its autumn.
    SchoolYear,
    /// A month.
    Month,
    /// A day.
    Date,
    /// A whole number of 0 or more.
    Count,
    /// A whole number.
    Integer,
    /// An amount of 0 or more in the column's unit, kept with that many decimal places of the base unit.
    Amount(u8),
    /// An amount that may be negative.
    Signed(u8),
    /// A quantity in the unit of the row's item.
    ItemQuantity,
    /// Degrees of longitude or latitude, kept in 10⁻⁷.
    Degree,
}

impl Kind {
    /// True for counts, amounts and other measures.
    pub fn is_number(self) -> bool {
        use Kind::{Amount, Count, Degree, Integer, ItemQuantity, Signed};
        matches!(self, Count | Integer | Amount(_) | Signed(_) | ItemQuantity | Degree)
    }
}

/// One column of a table (列定义).
#[derive(Debug, Clone)]
pub struct Column {
    /// Its key, which is also the end of the path of its values.
    pub key: String,
    /// The heading above the heading, empty for none.
    pub group: String,
    /// The heading.
    pub header: String,
    /// The unit its numbers are in, empty for none.
    pub unit: &'static str,
    /// Other headings it goes by.
    pub synonyms: Vec<String>,
    /// What its cells hold.
    pub kind: Kind,
    /// What to write, for the comment on the heading and for the guide.
    pub note: String,
    /// What stands in the example row.
    pub example: String,
    /// A row without it cannot be used.
    pub required: bool,
    /// Written only when there is data for it.
    pub rare: bool,
    /// The unit, parsed; `None` for a unit that is not converted, such as 课时/周.
    base: Option<Unit>,
}

/// A column with a key, a heading and a kind.
pub fn col(key: impl Into<String>, header: impl Into<String>, kind: Kind) -> Column {
    Column {
        key: key.into(),
        group: String::new(),
        header: header.into(),
        unit: "",
        synonyms: Vec::new(),
        kind,
        note: String::new(),
        example: String::new(),
        required: false,
        rare: false,
        base: None,
    }
}

impl Column {
    /// Sets the unit.
    #[must_use]
    pub fn unit(mut self, unit: &'static str) -> Column {
        self.unit = unit;
        self.base = Unit::parse(unit);
        self
    }
    /// Sets the comment.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Column {
        self.note = note.into();
        self
    }
    /// Sets the example.
    #[must_use]
    pub fn example(mut self, example: impl Into<String>) -> Column {
        self.example = example.into();
        self
    }
    /// Sets the heading above.
    #[must_use]
    pub fn group(mut self, group: impl Into<String>) -> Column {
        self.group = group.into();
        self
    }
    /// Adds headings it also goes by.
    #[must_use]
    pub fn also(mut self, words: &[&str]) -> Column {
        self.synonyms.extend(words.iter().map(|w| (*w).to_owned()));
        self
    }
    /// A row without it cannot be used.
    #[must_use]
    pub fn required(mut self) -> Column {
        self.required = true;
        self
    }
    /// Written only when there is data for it.
    #[must_use]
    pub fn rare(mut self) -> Column {
        self.rare = true;
        self
    }

    /// The heading with its unit, as printed: `在校生（人）`.
    pub fn title(&self) -> String {
        if self.unit.is_empty() { self.header.clone() } else { format!("{}（{}）", self.header, self.unit) }
    }

    /// The heading with the one above it, for messages: `一年级·在校生（人）`.
    pub fn full_title(&self) -> String {
        if self.group.is_empty() { self.title() } else { format!("{}·{}", self.group, self.title()) }
    }

    /// The parsed unit, when it is one that can be converted.
    pub fn base_unit(&self) -> Option<&Unit> {
        self.base.as_ref()
    }

    /// Every comparison key this column answers to.
    pub fn header_keys(&self) -> Vec<String> {
        let mut names: Vec<String> = vec![self.header.clone(), self.title()];
        names.extend(self.synonyms.iter().cloned());
        let mut keys: Vec<String> = Vec::new();
        for name in names {
            let with_group = format!("{}{}", self.group, name);
            for text in [with_group, name] {
                let key = header_key(&text);
                // a heading that repeats under several groups is known by group and heading only
                if !key.is_empty()
                    && !keys.contains(&key)
                    && (self.group.is_empty() || text.starts_with(&self.group) || self.unique_alone())
                {
                    keys.push(key);
                }
            }
        }
        keys
    }

    fn unique_alone(&self) -> bool {
        !matches!(
            self.key.split('/').next(),
            Some("enrolment" | "staff" | "children" | "served_by" | "seats" | "zones")
        )
    }
}
