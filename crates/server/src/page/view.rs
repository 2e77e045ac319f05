//! Small parts that several pages show (页面部件).

use crate::shell::Shell;
use crate::words::Words;
use model::{Fen, Item, Message};

/// One figure on a tile.
#[derive(Debug, Clone, Default)]
pub struct Tile {
    /// `good`, `warn`, `bad`, `info`.
    pub tone: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// What stands behind it.
    pub note: String,
    /// Where it leads.
    pub href: String,
    /// It is what the page shows now.
    pub here: bool,
}

/// How the findings stand: those that block the report, the others beside them.
pub fn findings_tile(s: &Shell, tally: &rules::Tally) -> Tile {
    let tone = match (tally.blocks, tally.reasons) {
        (0, 0) => "good",
        (0, _) => "warn",
        _ => "bad",
    };
    let note = Message::new("wb-desk-findings-note").with("reasons", tally.reasons).with("notices", tally.notices);
    Tile {
        tone,
        icon: "clipboard-list",
        label: s.t("wb-desk-findings"),
        value: s.n(tally.blocks as i64),
        unit: s.t("wb-desk-blocks"),
        note: s.say(&note),
        href: s.path("findings"),
        ..Tile::default()
    }
}

/// Text that is safe inside HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A bar: how much of a whole is used, red where it is more than all. Purely visual, the figures stand beside it.
pub fn bar(used: Fen, of: Fen) -> String {
    if of <= Fen::ZERO && used <= Fen::ZERO {
        return String::new();
    }
    let over = used > of;
    let share =
        if over || of <= Fen::ZERO { 100 } else { i128::from(used.0).saturating_mul(100) / i128::from(of.0).max(1) };
    let class = if over { "bar-over" } else { "bar-fill" };
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 5\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"100\" height=\"5\"/>\
         <rect class=\"{class}\" width=\"{share}\" height=\"5\"/></svg>"
    )
}

/// A row of columns as a picture with its figures beneath: plain SVG, no script.
pub struct Columns {
    /// The label beneath each.
    pub labels: Vec<String>,
    /// The parts of each column, from the bottom, with the class that colours them.
    pub parts: Vec<(&'static str, Vec<Option<i64>>)>,
    /// What each column says above itself.
    pub tops: Vec<String>,
    /// The whole in a sentence.
    pub summary: String,
}

impl Columns {
    /// The picture.
    pub fn svg(&self) -> String {
        let n = self.labels.len().max(1);
        let height = |at: usize| -> i64 {
            self.parts.iter().filter_map(|(_, v)| v.get(at).copied().flatten()).map(|v| v.max(0)).sum()
        };
        let most = (0..n).map(height).max().unwrap_or(0).max(1);
        let step = 600 / n;
        let wide = (step * 6 / 10).min(64);
        let mut out = format!(
            "<svg class=\"columns\" viewBox=\"0 0 600 190\" role=\"img\" aria-label=\"{}\">",
            escaped(&self.summary)
        );
        for at in 0..n {
            let x = at * step + (step - wide) / 2;
            let mut y = 160_i64;
            for (class, values) in &self.parts {
                let value = values.get(at).copied().flatten().unwrap_or(0).max(0);
                let tall = (i128::from(value) * 132 / i128::from(most)) as i64;
                y -= tall;
                out += &format!(
                    "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\" rx=\"1\"/>"
                );
            }
            let middle = at * step + step / 2;
            let top = self.tops.get(at).map_or("", String::as_str);
            let label = self.labels.get(at).map_or("", String::as_str);
            out += &format!("<text class=\"columns-top\" x=\"{middle}\" y=\"{}\">{}</text>", y - 6, escaped(top));
            out += &format!("<text class=\"columns-label\" x=\"{middle}\" y=\"180\">{}</text>", escaped(label));
        }
        out + "<line class=\"columns-base\" x1=\"0\" x2=\"600\" y1=\"160\" y2=\"160\"/></svg>"
    }
}

/// Names of items with their quantities, the first few, then how many more.
pub fn some_items(w: &Words, items: &[(Item, Option<i64>)], most: usize) -> String {
    let mut named: Vec<String> =
        items.iter().take(most).map(|(item, q)| format!("{} {}", w.term(item.zh()), w.quantity(item, q))).collect();
    if items.len() > most {
        named.push(w.with("wb-and-more", "count", items.len() - most));
    }
    named.join("、")
}

/// Millionths as a percentage with two places, rounded up.
pub fn ppm(ppm: u32) -> String {
    let hundredths = ppm.div_ceil(100);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// A zone as people call it.
pub fn zone(w: &Words, name: Option<String>) -> String {
    name.unwrap_or_else(|| w.t("wb-no-zone"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_never_leaves_its_box() {
        assert!(bar(Fen(5), Fen(10)).contains("width=\"50\""));
        assert!(bar(Fen(50), Fen(10)).contains("bar-over") && bar(Fen(50), Fen(10)).contains("width=\"100\""));
        assert_eq!(bar(Fen(0), Fen(0)), "");
        assert!(bar(Fen(i64::MAX), Fen(1)).contains("width=\"100\""));
    }

    #[test]
    fn names_cannot_become_markup() {
        let columns = Columns {
            labels: vec!["<b>".into()],
            parts: vec![("bar-fill", vec![Some(3)])],
            tops: vec![],
            summary: "\"><script>".into(),
        };
        assert!(!columns.svg().contains("<script>") && !columns.svg().contains("<b>"));
    }
}
