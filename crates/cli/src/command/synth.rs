//! `junheng synth` (虚构数据): larger invented worlds.

use crate::args::Synth;
use crate::failure::{Exit, Failure};
use crate::output::Output;
use crate::{progress, source};
use model::Message;

pub fn run(args: &Synth, out: &Output) -> Result<Exit, Failure> {
    let bar = progress::bar(args.counties, &out.word("cli-col-county"));
    let mut schools = 0;
    for dossier in synth::world(args.counties, args.seed, None) {
        schools += dossier.schools.len();
        let bytes = source::dossier_bytes(&dossier)?;
        source::write(&args.out.join(format!("{}.json", dossier.county)), &bytes)?;
        if args.workbooks {
            let bytes = exchange::workbook::write(&dossier).map_err(|e| source::unwritten(&e))?;
            source::write(&args.out.join(format!("{}-工作簿.xlsx", dossier.county)), &bytes)?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if out.json {
        out.value(&serde_json::json!({ "counties": args.counties, "schools": schools, "out": args.out }));
    } else {
        let message = Message::new("cli-synth-written")
            .with("counties", args.counties)
            .with("schools", schools)
            .with("path", args.out.display());
        out.tell(&message);
    }
    Ok(Exit::Fine)
}
