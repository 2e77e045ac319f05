//! Pages of office documents to look at (预览), made by an office program in its own small room; its text is indexed by page then.

use crate::app::App;
use crate::failure::Failure;
use crate::job::{Said, Work, child, result};
use intake::{FileKind, Limits};
use model::Message;
use serde::{Deserialize, Serialize};
use store::{DocumentCommand, Viewer};

/// The task's name.
pub(crate) const PREVIEW: &str = "preview";
/// Pages of text in a batch.
const BATCH: usize = 20;

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Preview {
    /// The document.
    pub document: String,
    /// The version.
    pub number: i64,
}

/// Makes the pages. That none can be made is no failure of the job: the document says so itself.
pub(crate) async fn run(work: Work) -> Result<String, Failure> {
    tokio::task::spawn_blocking(move || make(&work)).await?
}

fn make(work: &Work) -> Result<String, Failure> {
    let asked: Preview = work.asked()?;
    work.progress(100, "wb-job-converting");
    let app = &work.app;
    let versions = app.store.read()?.document_versions(&Viewer::system(), &asked.document)?;
    let version = versions.into_iter().find(|v| v.number == asked.number).ok_or(Failure::NotFound)?;
    let kind = FileKind::ALL.iter().find(|k| k.media() == version.media).copied();
    let made = kind.map(|kind| pages(app, &version.file, kind)).transpose();
    let command = |preview, state: &str, pages| DocumentCommand::Preview {
        id: asked.document.clone(),
        number: asked.number,
        preview,
        state: state.to_owned(),
        pages,
    };
    let message = match made {
        Ok(Some((hash, look))) => {
            let pages = look.pages.and_then(|p| i64::try_from(p).ok());
            app.store.write(work.stamp("preview"), command(Some(hash), "done", pages))?;
            let texts: Vec<String> = look.parts.into_iter().map(|p| p.text).collect();
            let batches = texts.chunks(BATCH).count();
            for (at, some) in texts.chunks(BATCH).enumerate() {
                let texts = DocumentCommand::Texts {
                    id: asked.document.clone(),
                    number: asked.number,
                    from: (at * BATCH) as i64 + 1,
                    texts: some.to_vec(),
                    last: at + 1 == batches,
                };
                app.store.write(work.stamp(&format!("texts/{at}")), texts)?;
            }
            Message::new("wb-preview-done").with("pages", pages.unwrap_or_default())
        }
        Ok(None) => {
            app.store.write(work.stamp("preview"), command(None, "failed", None))?;
            Message::new("wb-preview-failed")
        }
        Err(failure) => {
            tracing::info!(document = %asked.document, ?failure, "no pages to look at");
            app.store.write(work.stamp("preview"), command(None, "failed", None))?;
            Message::new("wb-preview-failed")
        }
    };
    result(&Said { message, warnings: Vec::new() })
}

/// The PDF of an office document, kept, and what stands in it.
fn pages(app: &App, file: &model::Hash, kind: FileKind) -> Result<(model::Hash, intake::Look), Failure> {
    let program = intake::office_program().ok_or_else(|| Failure::bad(Message::new("wb-preview-none")))?;
    let io = |e: std::io::Error| Failure::Internal(e.to_string());
    let unfit = |p: intake::IntakeProblem| Failure::bad(p.message());
    let bytes = app.store.files().get(file)?.ok_or(Failure::NotFound)?;
    let folder = tempfile::tempdir().map_err(io)?;
    let name = format!("document.{}", kind.name());
    std::fs::write(folder.path().join(&name), bytes).map_err(io)?;
    let child = child()?;
    let made = intake::to_pdf(&program, folder.path(), &name, &Limits::office(), &child).map_err(unfit)?;
    let look = intake::look(&made, "document.pdf", &Limits::paper(), &child).map_err(unfit)?;
    if look.persons.count > 0 {
        // text that only shows on the pages: they are not kept either
        return Err(Failure::bad(super::persons_message(&look.persons)));
    }
    let bytes = std::fs::read(&made).map_err(io)?;
    Ok((app.store.files().keep(&bytes)?, look))
}
