//! Faces and paragraphs of an official paper: title 二号小标宋, text 三号仿宋, headings 黑体, 28 points from line to line.

use docx_rs::{LineSpacing, LineSpacingType, Paragraph, Run, RunFonts, SpecialIndentType};

pub(super) const TITLE: &str = "方正小标宋简体";
pub(super) const BODY: &str = "仿宋_GB2312";
pub(super) const HEADING: &str = "黑体";
pub(super) const SUBHEADING: &str = "楷体_GB2312";

/// Twentieths of a point from line to line.
const LINE: i32 = 560;

pub(super) fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia(name)
}

/// A run in a face; `size` in half points.
pub(super) fn run(text: &str, font: &str, size: usize) -> Run {
    let mut run = Run::new().fonts(fonts(font)).size(size);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(docx_rs::BreakType::TextWrapping);
        }
        run = run.add_text(printable(line));
    }
    run
}

/// XML has no place for control characters.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') { ' ' } else { c }).collect()
}

fn line() -> LineSpacing {
    LineSpacing::new().line(LINE).line_rule(LineSpacingType::Exact)
}

pub(super) fn after(twips: u32) -> LineSpacing {
    LineSpacing::new().after(twips)
}

pub(super) fn body(text: &str) -> Paragraph {
    let indent = Some(SpecialIndentType::FirstLine(640));
    Paragraph::new().line_spacing(line()).indent(None, indent, None, None).add_run(run(text, BODY, 32))
}

pub(super) fn heading(text: &str) -> Paragraph {
    let indent = Some(SpecialIndentType::FirstLine(640));
    let paragraph =
        Paragraph::new().line_spacing(line()).indent(None, indent, None, None).keep_next(true).outline_lvl(0);
    paragraph.add_run(run(text, HEADING, 32))
}
