//! 版式文件 OFD (GB/T 33190): the text of each page.

use std::io::Cursor;

use quick_xml::events::Event;

use super::{Finder, Remark};
use crate::limit::Limits;
use crate::problem::IntakeProblem;
use crate::read::{Archive, xml};

pub(super) fn look(bytes: &[u8], limits: &Limits, found: &mut Finder) -> Result<(), IntakeProblem> {
    let mut package = Archive::open(Cursor::new(bytes), limits)?;
    let names = package.names();
    let mut pages: Vec<((u32, u32), String)> = names.iter().filter_map(|n| Some((place(n)?, n.clone()))).collect();
    pages.sort();
    if names.iter().any(|n| n.contains("/Attachs/") || n.contains("/Attachments/")) {
        found.remark(Remark::Embedded);
    }
    let mut any = false;
    for (_, name) in &pages {
        let mut reader = xml::reader(package.entry(name)?);
        let (mut buffer, mut out, mut inside) = (Vec::new(), String::new(), false);
        loop {
            match xml::next(&mut reader, &mut buffer)? {
                Event::Start(e) if e.local_name().as_ref() == "TextCode" => inside = true,
                Event::End(e) => match e.local_name().as_ref() {
                    "TextCode" => inside = false,
                    "TextObject" => out.push('\n'),
                    _ => {}
                },
                Event::Text(t) if inside => out.push_str(&t.xml10_content()),
                Event::GeneralRef(r) if inside => out.push(xml::entity(&r)?),
                Event::Eof => break,
                _ => {}
            }
        }
        any |= !out.trim().is_empty();
        found.part("", out);
    }
    if !any {
        found.remark(Remark::NoText);
    }
    found.look.pages = Some(pages.len() as u64);
    Ok(())
}

/// The numbers in `Doc_0/Pages/Page_3/Content.xml`.
fn place(name: &str) -> Option<(u32, u32)> {
    let (doc, rest) = name.strip_prefix("Doc_")?.split_once("/Pages/Page_")?;
    let page = rest.strip_suffix("/Content.xml")?;
    Some((doc.parse().ok()?, page.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn pages_by_their_numbers() {
        assert_eq!(place("Doc_0/Pages/Page_12/Content.xml"), Some((0, 12)));
        assert_eq!(place("Doc_0/Pages/Page_x/Content.xml"), None);
        assert_eq!(place("OFD.xml"), None);
    }
}
