//! PDF: its pages, their text, and what in it would act by itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Object};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};

use super::{Finder, Remark};
use crate::problem::{IntakeProblem, ProblemKind};

/// Pages whose text is read; those behind them are counted.
const PAGES: usize = 3000;

pub(super) fn look(bytes: Vec<u8>, found: &mut Finder) -> Result<(), IntakeProblem> {
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return Err(ProblemKind::Encrypted.into()),
        Err(LoadPdfError::Invalid) => return Err(IntakeProblem::damaged("no PDF")),
    };
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(IntakeProblem::damaged("no pages"));
    }
    for object in pdf.objects() {
        acts(&object, found, 0);
    }
    found.look.pages = Some(pages.len() as u64);
    if pages.len() > PAGES {
        found.remark(Remark::Cut);
    }
    let cache = InterpreterCache::new();
    let mut empty = 0usize;
    for page in pages.iter().take(PAGES) {
        // a page that makes the reader stumble is no reason to lose the others
        match catch_unwind(AssertUnwindSafe(|| text_of(&pdf, page, &cache))) {
            Ok(text) => {
                empty += usize::from(text.trim().is_empty());
                found.part("", text);
            }
            Err(_) => {
                found.remark(Remark::Unread);
                found.part("", String::new());
            }
        }
    }
    if empty > 0 {
        found.remark(Remark::NoText);
    }
    Ok(())
}

/// Scripts, actions that start something, files inside.
fn acts(object: &Object<'_>, found: &mut Finder, depth: u32) {
    if depth > 4 {
        return;
    }
    match object {
        Object::Dict(dict) => in_dict(dict, found, depth),
        Object::Stream(stream) => in_dict(stream.dict(), found, depth),
        Object::Array(array) => {
            for item in array.raw_iter().take(64) {
                if let Some(inner) = direct(item) {
                    acts(&inner, found, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn direct(item: MaybeRef<Object<'_>>) -> Option<Object<'_>> {
    match item {
        MaybeRef::NotRef(object) => Some(object),
        MaybeRef::Ref(_) => None,
    }
}

fn in_dict(dict: &Dict<'_>, found: &mut Finder, depth: u32) {
    for (name, value) in dict.entries().take(256) {
        match name.as_ref() {
            b"JS" | b"JavaScript" | b"Launch" | b"XFA" | b"RichMedia" => found.remark(Remark::Script),
            b"EmbeddedFile" | b"EmbeddedFiles" => found.remark(Remark::Embedded),
            _ => {}
        }
        if let Some(inner) = direct(value) {
            if let Object::Name(kind) = &inner
                && name.as_ref() == b"S"
                && matches!(kind.as_ref(), b"JavaScript" | b"Launch" | b"GoToR" | b"SubmitForm" | b"ImportData")
            {
                found.remark(Remark::Script);
            }
            acts(&inner, found, depth + 1);
        }
    }
}

fn text_of<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>) -> String {
    // layers and annotations may hide text; all of it is read
    let settings = InterpreterSettings { render_annotations: true, ..InterpreterSettings::default() };
    let room = Rect::new(0.0, 0.0, 1.0, 1.0);
    let mut context = Context::new(Affine::IDENTITY, room, cache, pdf.xref(), settings);
    let mut writer = Writer::default();
    interpret_page(page, &mut context, &mut writer);
    writer.text
}

/// Takes glyphs in the order in which they are drawn and puts lines and blanks between them where there is room.
#[derive(Default)]
struct Writer {
    text: String,
    /// Where the next glyph of the line would stand, and how large the last one was.
    next: Option<(Point, f64)>,
}

impl Device<'_> for Writer {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        if self.text.len() > 1024 * 1024 {
            return;
        }
        let place = transform * glyph_transform;
        let here = place * Point::ZERO;
        let up = place * Point::new(0.0, 1000.0);
        let size = here.distance(up).max(0.01);
        if let Some((next, last)) = self.next {
            let (down, gap, em) = ((here.y - next.y).abs(), here.x - next.x, size.max(last));
            if down > 0.5 * em || gap < -2.0 * em {
                self.text.push('\n');
            } else if gap > 0.2 * em {
                self.text.push(' ');
            }
        }
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => self.text.push(c),
            Some(BfString::String(s)) => self.text.push_str(&s),
            None => {}
        }
        let advance = match glyph {
            Glyph::Outline(g) => g.advance_width().map_or(500.0, f64::from),
            Glyph::Type3(_) => 500.0,
        };
        self.next = Some((place * Point::new(advance, 0.0), size));
    }
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
