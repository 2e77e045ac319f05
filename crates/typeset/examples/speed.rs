//! Times a run: fonts, first document, further documents. `cargo run --release -p typeset --example speed`

use std::time::Instant;
use typeset::{Fonts, Stamp, pdf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let fonts = Fonts::find(&[])?;
    println!("fonts          {:>5} ms", start.elapsed().as_millis());
    let rows: Vec<_> =
        (0..400).map(|n| [n.to_string(), format!("土默特左旗第{n}小学教学楼及附属设施"), format!("{n}.00")]).collect();
    let data = serde_json::json!({ "title": "义务教育薄弱环节改善与能力提升项目规划", "text": "项目学校。".repeat(400), "rows": rows });
    for turn in ["first document", "second", "third"] {
        let start = Instant::now();
        let paper =
            pdf(include_str!("../tests/data/paper.typ"), &data, &[], &fonts, &Stamp::new(2021, 10, 15, "speed"))?;
        println!(
            "{turn:<14} {:>5} ms, {} pages, {} KB",
            start.elapsed().as_millis(),
            paper.pages,
            paper.pdf.len() / 1024
        );
    }
    Ok(())
}
