//! The looks of the workbook (格式).

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// The formats every sheet uses.
pub struct Styles {
    /// The title of a sheet.
    pub title: Format,
    /// The line under the title.
    pub hint: Format,
    /// A heading over several headings.
    pub group: Format,
    /// A heading of a column that must be filled in.
    pub required: Format,
    /// Any other heading.
    pub heading: Format,
    /// The example row.
    pub example: Format,
    /// Words.
    pub text: Format,
    /// Keys and codes: never turned into numbers.
    pub key: Format,
    /// Choices and other short words.
    pub short: Format,
    /// Whole numbers.
    pub whole: Format,
    /// Years.
    pub year: Format,
    /// Two decimals.
    pub hundredths: Format,
    /// Money in 万元.
    pub money: Format,
    /// Degrees.
    pub degree: Format,
    /// Days.
    pub date: Format,
    /// The warning that data are invented.
    pub invented: Format,
    /// Running text of the cover.
    pub plain: Format,
    /// Headings of the cover.
    pub section: Format,
    /// Links of the cover.
    pub link: Format,
}

const LINE: u32 = 0xBF_BFBF;
/// The font of official documents' tables that every office suite in China has.
const FONT: &str = "宋体";

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10.5).set_align(FormatAlign::VerticalCenter)
}

fn cell() -> Format {
    base().set_border(FormatBorder::Thin).set_border_color(LINE)
}

fn head() -> Format {
    cell().set_align(FormatAlign::Center).set_text_wrap().set_bold()
}

impl Styles {
    /// The formats.
    pub fn new() -> Styles {
        let number = |format: &str| cell().set_num_format(format).set_align(FormatAlign::Right);
        Styles {
            title: base().set_font_size(16).set_bold(),
            hint: base().set_font_color(0x59_5959),
            group: head().set_background_color(0xBD_D7EE),
            required: head().set_background_color(0x1F_4E78).set_font_color(0xFF_FFFF),
            heading: head().set_background_color(0xDD_EBF7),
            example: cell().set_italic().set_font_color(0x80_8080).set_background_color(0xF2_F2F2),
            text: cell().set_text_wrap(),
            key: cell().set_num_format("@"),
            short: cell().set_align(FormatAlign::Center).set_text_wrap(),
            whole: number("#,##0"),
            year: cell().set_num_format("0").set_align(FormatAlign::Center),
            hundredths: number("#,##0.00"),
            money: number("#,##0.00####"),
            degree: number("0.000000#"),
            date: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            invented: base().set_bold().set_font_color(0xC0_0000),
            plain: base().set_text_wrap().set_align(FormatAlign::Top),
            section: base().set_bold().set_font_size(12).set_font_color(0x1F_4E78),
            link: base().set_font_color(0x05_63C1),
        }
    }
}
