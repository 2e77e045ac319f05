//! `junheng import` (映射导入): tables of other sources into dossiers, by a mapping file.

use crate::args::Import;
use crate::failure::{Exit, Failure};
use crate::output::Output;
use crate::source;
use exchange::problem::Severity;
use intake::Limits;
use model::Message;

pub fn run(args: &Import, out: &Output) -> Result<Exit, Failure> {
    let text =
        std::fs::read_to_string(&args.mapping).map_err(|e| Failure::file("cli-cannot-read", &args.mapping, &e))?;
    let name = args.mapping.file_name().unwrap_or_default().to_string_lossy();
    let mapping = exchange::mapping::parse(&name, &text).map_err(|p| Failure::one(p.message))?;
    let child = source::child()?;
    let mut books = Vec::new();
    for file in &args.files {
        books.push(intake::read(file, &Limits::clerk(), &child).map_err(|p| source::unread(file, &p, out))?);
    }
    let mut applied = exchange::mapping::apply(&mapping, &books);
    let problems = std::mem::take(&mut applied.import.problems);
    let count = |s: Severity| problems.iter().filter(|p| p.severity == s).count();
    let mut written = Vec::new();
    for dossier in &applied.dossiers() {
        let path = args.out.join(format!("{}.json", dossier.county));
        let bytes = source::dossier_bytes(dossier)?;
        source::write(&path, &bytes)?;
        written.push(path);
    }
    if out.json {
        let listed: Vec<_> =
            problems.iter().map(|p| serde_json::json!({"problem": p, "text": source::line(out, p)})).collect();
        out.value(&serde_json::json!({ "written": written, "problems": listed }));
    } else {
        source::problems(out, &problems);
        let totals = Message::new("cli-problems")
            .with("errors", count(Severity::Error))
            .with("warnings", count(Severity::Warning))
            .with("notices", count(Severity::Notice));
        out.tell(&totals);
        for path in &written {
            out.tell(&Message::new("cli-dossier-written").with("path", path.display()));
        }
    }
    Ok(if count(Severity::Error) == 0 { Exit::Fine } else { Exit::BadInput })
}
