//! What is said of a document (资料说明).

use crate::engine::{Fault, args};
use crate::outcome::Stop;
use crate::tx::Tx;
use serde::{Deserialize, Serialize};

/// What is said of a document: what it is and who sees it (资料说明).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its category.
    pub category: String,
    /// Its title.
    pub title: String,
    /// Who sees it: `region` (its region and those above), `below` (also every region below), `everyone`.
    pub audience: String,
    /// Only these roles see it; empty for all.
    pub roles: Vec<String>,
    /// Only this department of the region itself sees it; empty for all.
    #[serde(default)]
    pub department: String,
    /// Its number (文号).
    #[serde(default)]
    pub number: String,
    /// The office that issued it (发文机关).
    #[serde(default)]
    pub office: String,
    /// The year it is of.
    #[serde(default)]
    pub year: Option<i64>,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
}

impl About {
    /// The number as it is compared: brackets, widths and blanks make no difference.
    #[must_use]
    pub fn number_key(number: &str) -> String {
        let same = |c: char| match c {
            '〔' | '【' | '［' | '[' | '（' | '(' | '﹝' | '「' => '(',
            '〕' | '】' | '］' | ']' | '）' | ')' | '﹞' | '」' => ')',
            '\u{FF10}'..='\u{FF19}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        };
        number.chars().filter(|c| !c.is_whitespace() && *c != '第').map(same).collect()
    }

    /// Field, before, after of what differs.
    pub(super) fn differences(&self, after: &About) -> Vec<(&'static str, String, String)> {
        let year = |y: Option<i64>| y.map_or_else(String::new, |y| y.to_string());
        let all = [
            ("category", self.category.clone(), after.category.clone()),
            ("title", self.title.clone(), after.title.clone()),
            ("audience", self.audience.clone(), after.audience.clone()),
            ("roles", self.roles.join(" "), after.roles.join(" ")),
            ("department", self.department.clone(), after.department.clone()),
            ("number", self.number.clone(), after.number.clone()),
            ("office", self.office.clone(), after.office.clone()),
            ("year", year(self.year), year(after.year)),
            ("tags", self.tags.join(" "), after.tags.join(" ")),
        ];
        all.into_iter().filter(|(_, before, now)| before != now).collect()
    }

    /// What the title page of the index says.
    pub(super) fn words(&self) -> String {
        format!("{}\n{}\n{}\n{}", self.title, self.number, self.office, self.tags.join("\n"))
    }
}

/// Tags as they are kept: each between line ends.
pub(super) fn tags_text(tags: &[String]) -> String {
    if tags.is_empty() { String::new() } else { format!("\n{}\n", tags.join("\n")) }
}

/// Tags as they were kept.
pub(crate) fn tags_of(text: &str) -> Vec<String> {
    text.split('\n').filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

pub(super) fn write(tx: &mut Tx<'_>, region: &str, id: &str, about: &About) -> Result<(), Stop> {
    let at = tx.at();
    tx.run(
        "UPDATE document SET category = ?3, title = ?4, audience = ?5, changed = ?6, department = ?7, doc_number = ?8, \
         number_key = ?9, office = ?10, year = ?11, tags = ?12 WHERE region = ?1 AND id = ?2",
        &args![
            region,
            id,
            &about.category,
            &about.title,
            &about.audience,
            at,
            &about.department,
            &about.number,
            &About::number_key(&about.number),
            &about.office,
            about.year,
            &tags_text(&about.tags)
        ],
    )?;
    tx.run("DELETE FROM document_role WHERE region = ?1 AND document = ?2", &args![region, id])?;
    for role in &about.roles {
        tx.run("INSERT INTO document_role (region, document, role) VALUES (?1, ?2, ?3)", &args![region, id, role])?;
    }
    Ok(())
}

pub(super) fn read(tx: &mut Tx<'_>, region: &str, id: &str) -> Result<About, Stop> {
    let sql = "SELECT category, title, audience, department, doc_number, office, year, tags FROM document WHERE region = ?1 AND id = ?2";
    let row = tx.row(sql, &args![region, id])?.ok_or_else(|| Fault::Data("no document".to_owned()))?;
    let mut c = row.cells();
    let mut about = About {
        category: c.text()?,
        title: c.text()?,
        audience: c.text()?,
        department: c.text()?,
        number: c.text()?,
        office: c.text()?,
        year: c.maybe_int()?,
        tags: tags_of(&c.text()?),
        roles: Vec::new(),
    };
    let sql = "SELECT role FROM document_role WHERE region = ?1 AND document = ?2 ORDER BY role";
    for row in tx.rows(sql, &args![region, id])? {
        about.roles.push(row.cells().text()?);
    }
    Ok(about)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_as_people_read_them() {
        assert_eq!(About::number_key("发改社会〔2021〕４７１ 号"), About::number_key("发改社会[2021]471号"));
        assert_ne!(About::number_key("内政发〔2021〕1号"), About::number_key("内政发〔2021〕11号"));
        assert_eq!(tags_of(&tags_text(&["甲".into(), "乙".into()])), ["甲", "乙"]);
    }
}
