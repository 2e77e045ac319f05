//! Templates and data to PDF with embedded Chinese fonts, byte for byte the same for the same input.
//!
//! This is the only crate that knows the typesetting engine (typst). A caller hands over the text of a template, the data as JSON,
//! the fonts found once by [`Fonts::find`], and a [`Stamp`]; it gets a tagged PDF/A-2b file. While a template runs it can read
//! `/data.json` and the assets given, and nothing else: no disk, no network, no clock.
//!
//! Inside a template:
//! - `json("/data.json")` is the data;
//! - `sys.inputs` has `title`, `body`, `heading`, `subheading`, each a comma-separated list of font families, best first
//!   (`sys.inputs.body.split(",")`).
//!
//! Data must bring amounts as finished strings: the engine has no fixed-point format.

mod cache;
mod error;
mod fonts;
mod glyphs;
mod stamp;
mod world;

pub use error::{Fault, TypesetError};
pub use fonts::{Fonts, FontsError, Role};
pub use glyphs::Rare;
pub use stamp::Stamp;

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// A finished document（成品 PDF）.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The PDF/A-2b file.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Characters of the data that no font at hand can draw. On paper each stands as its code point, for example 〔U+2CB6C〕, so
    /// that the name can be completed by hand; the caller must tell the user.
    pub rare: Vec<Rare>,
}

/// Typesets `template` with `data`（排版）.
///
/// The same arguments give the same bytes, in any process, on any day: the date and the identity of the document come from `stamp`.
///
/// # Errors
/// [`TypesetError`]: the template has a mistake, prints a character of its own that no font has, or breaks a PDF/A rule.
pub fn pdf(
    template: &str,
    data: &serde_json::Value,
    assets: &[(&str, Vec<u8>)],
    fonts: &Fonts,
    stamp: &Stamp,
) -> Result<Rendered, TypesetError> {
    let _swept = cache::Sweep;
    let (data, rare) = glyphs::spell_out(data, fonts);
    let world = world::Desk::lay(template, &data, assets, fonts)?;
    let document: PagedDocument = typst::compile(&world).output.map_err(|faults| error::template(&world, &faults))?;
    glyphs::refuse_blanks(&document)?;
    let standards =
        PdfStandards::new(&[PdfStandard::A_2b]).map_err(|e| TypesetError::Standard(e.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(stamp.ident().to_owned()),
        creator: Smart::Custom(Some("Junheng".to_owned())),
        timestamp: Some(stamp.timestamp()?),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|faults| error::template(&world, &faults))?;
    Ok(Rendered { pdf, pages: document.pages().len(), rare })
}
