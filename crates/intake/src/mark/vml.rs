//! The boxes that comments are shown in: an old drawing language that spreadsheets still need.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::grid::CellRef;

const TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path \
    gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// A new drawing with a box for every cell. `block` keeps shape numbers of sheets apart.
pub(super) fn part(cells: &BTreeSet<CellRef>, block: usize) -> String {
    let mut text = format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap \
         v:ext=\"edit\" data=\"{block}\"/></o:shapelayout>{TYPE}"
    );
    shapes(&mut text, cells, block * 1024 + 1);
    text.push_str("</xml>");
    text
}

/// An existing drawing with more boxes. It need not be well-formed XML, so it is treated as text;
/// `None` if its end is not found.
pub(super) fn extended(drawing: &str, cells: &BTreeSet<CellRef>) -> Option<String> {
    let end = drawing.rfind("</xml>")?;
    let (head, tail) = drawing.split_at(end);
    let last = head
        .split("_x0000_s")
        .skip(1)
        .filter_map(|rest| {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            rest.get(..digits)?.parse::<usize>().ok()
        })
        .max()
        .unwrap_or(1024);
    let mut text = head.to_owned();
    if !head.contains("id=\"_x0000_t202\"") {
        text.push_str(TYPE);
    }
    shapes(&mut text, cells, last.saturating_add(1));
    text.push_str(tail);
    Some(text)
}

fn shapes(text: &mut String, cells: &BTreeSet<CellRef>, first: usize) {
    for (cell, number) in cells.iter().zip(first..) {
        let (row, col) = (cell.row, cell.col);
        let (top, left) = (row.saturating_sub(1), col + 1);
        let (bottom, right) = (top + 6, left + 4);
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style='position:absolute;\
             margin-left:80pt;margin-top:2pt;width:200pt;height:80pt;z-index:1;visibility:hidden' \
             fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow \
             on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox \
             style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, \
             15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>\
             {row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_added_behind_others() {
        let cells = BTreeSet::from([CellRef::new(1, 1)]);
        let first = part(&cells, 1);
        let both = extended(&first, &BTreeSet::from([CellRef::new(4, 2)])).unwrap();
        assert!(both.contains("_x0000_s1025\"") && both.contains("_x0000_s1026\""));
        assert_eq!(both.matches("<v:shapetype").count(), 1);
        assert!(extended("<xml", &cells).is_none());
    }
}
