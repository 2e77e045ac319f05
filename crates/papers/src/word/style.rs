//! Faces and paragraphs of an official paper: title 二号小标宋, text 三号仿宋, headings 黑体, 22 lines a page.

use crate::text::Layout;
use docx_rs::{LineSpacing, LineSpacingType, Paragraph, Run, RunFonts, SpecialIndentType};

pub(super) const TITLE: &str = "方正小标宋简体";
pub(super) const BODY: &str = "仿宋_GB2312";
pub(super) const HEADING: &str = "黑体";
pub(super) const SUBHEADING: &str = "楷体_GB2312";

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
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}' | super::layout::MARK) { ' ' } else { c })
        .collect()
}

pub(super) fn after(twips: u32) -> LineSpacing {
    LineSpacing::new().after(twips)
}

/// Sizes of a layout in half points, and its lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Faces {
    pub(super) title: usize,
    pub(super) body: usize,
    /// Twentieths of a point from line to line.
    line: i32,
}

impl Faces {
    /// 二号 and 三号 at 22 lines a page; on the one page for leaders 小二号 and 小四号.
    pub(super) fn of(layout: Layout) -> Self {
        match layout {
            Layout::Plan | Layout::Review => Self { title: 44, body: 32, line: 579 },
            Layout::Summary => Self { title: 36, body: 24, line: 380 },
        }
    }

    fn plain(self) -> Paragraph {
        let line = LineSpacing::new().line(self.line).line_rule(LineSpacingType::Exact);
        let indent = i32::try_from(self.body.saturating_mul(20)).unwrap_or(640);
        Paragraph::new().line_spacing(line).indent(None, Some(SpecialIndentType::FirstLine(indent)), None, None)
    }

    pub(super) fn paragraph(self, text: &str) -> Paragraph {
        self.plain().add_run(run(text, BODY, self.body))
    }

    /// First level, 黑体.
    pub(super) fn heading(self, text: &str) -> Paragraph {
        self.plain().keep_next(true).outline_lvl(0).add_run(run(text, HEADING, self.body))
    }

    /// Second level, 楷体.
    pub(super) fn section(self, text: &str) -> Paragraph {
        self.plain().keep_next(true).outline_lvl(1).add_run(run(text, SUBHEADING, self.body))
    }
}
