//! `junheng workbook` (县级工作簿): new, check, export.

use crate::args::{WorkbookCheck, WorkbookExport, WorkbookNew};
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::source;
use exchange::problem::Severity;
use intake::Limits;
use model::Message;

pub fn new(args: &WorkbookNew, out: &Output) -> Result<Exit, Failure> {
    let code = source::region(&args.region)?;
    let policy = source::policy(&code, &args.policy, out)?;
    let regions = match &args.name {
        Some(name) => crate::region::named(&code, name),
        None => crate::region::known(&code)
            .ok_or_else(|| Failure::one(Message::new("cli-region-needs-name").with("given", &args.region)))?,
    };
    let bytes = exchange::workbook::blank(&code, &regions, &policy).map_err(|e| source::unwritten(&e))?;
    let path = args.out.clone().unwrap_or_else(|| format!("{code}-工作簿.xlsx").into());
    source::write(&path, &bytes)?;
    done(out, "cli-workbook-written", &path);
    Ok(Exit::Fine)
}

pub fn check(args: &WorkbookCheck, out: &Output) -> Result<Exit, Failure> {
    let import = source::workbook(&args.file, out)?;
    let count = |s: Severity| import.problems.iter().filter(|p| p.severity == s).count();
    let errors = count(Severity::Error);
    if !out.json {
        source::problems(out, &import.problems);
        let totals = Message::new("cli-problems")
            .with("errors", errors)
            .with("warnings", count(Severity::Warning))
            .with("notices", count(Severity::Notice));
        out.tell(&totals);
    }
    if let Some(path) = &args.marked {
        let marks = exchange::marks::marks(&import.problems, out.lang);
        let list = exchange::marks::summary_sheet(out.lang);
        let bytes = intake::mark(&args.file, &marks, &list, &Limits::clerk(), &source::child()?)
            .map_err(|p| source::unread(&args.file, &p, out))?;
        source::write(path, &bytes)?;
        if !out.json {
            done(out, "cli-marked-written", path);
        }
    }
    if let (Some(path), Some(dossier)) = (&args.dossier, &import.dossier) {
        let bytes = source::dossier_bytes(dossier)?;
        source::write(path, &bytes)?;
        if !out.json {
            done(out, "cli-dossier-written", path);
        }
    }
    if out.json {
        let problems: Vec<_> =
            import.problems.iter().map(|p| serde_json::json!({"problem": p, "text": source::line(out, p)})).collect();
        let dossier = args.dossier.as_ref().filter(|_| import.dossier.is_some());
        out.value(&serde_json::json!({"file": args.file, "errors": errors, "problems": problems,
            "marked": args.marked, "dossier": dossier}));
    }
    let Some(dossier) = import.dossier else {
        return Ok(Exit::BadInput);
    };
    if !out.json && import.problems.is_empty() {
        let fine = Message::new("cli-workbook-fine")
            .with("schools", dossier.schools.len())
            .with("projects", dossier.plan.projects.len());
        out.line(&out.tone(Tone::Good, &out.say(&fine)));
    }
    Ok(Exit::Fine)
}

pub fn export(args: &WorkbookExport, out: &Output) -> Result<Exit, Failure> {
    let dossier = source::dossier(&args.file, out)?;
    let bytes = exchange::workbook::write(&dossier).map_err(|e| source::unwritten(&e))?;
    source::write(&args.out, &bytes)?;
    done(out, "cli-workbook-written", &args.out);
    Ok(Exit::Fine)
}

fn done(out: &Output, key: &'static str, path: &std::path::Path) {
    if out.json {
        out.value(&serde_json::json!({ "written": path }));
    } else {
        out.tell(&Message::new(key).with("path", path.display()));
    }
}
