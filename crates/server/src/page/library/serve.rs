//! The bytes of documents (资料下载): originals to keep, pages for the viewer, pictures. Nothing of a stranger's is ever run here.

use crate::app::App;
use crate::caller::{Caller, refused};
use crate::failure::Failure;
use crate::page::download;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use intake::FileKind;
use model::Hash;
use review::permission::Action;
use store::DocumentVersion;

/// What a browser may do with a stranger's file, should it open it after all: nothing.
const SANDBOX: &str = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

async fn version(app: &App, caller: &Caller, id: &str, number: i64) -> Result<DocumentVersion, Failure> {
    let (caller, id) = (caller.clone(), id.to_owned());
    app.off(move |app| {
        let viewer = caller.viewer();
        let mut read = app.store.read()?;
        let document = read.document(&viewer, &id)?.ok_or(Failure::NotFound)?;
        refused(caller.decide_document(Action::DocumentRead, &document))?;
        let versions = read.document_versions(&viewer, &id)?;
        versions.into_iter().find(|v| v.number == number).ok_or(Failure::NotFound)
    })
    .await
}

async fn bytes(app: &App, hash: Hash) -> Result<Vec<u8>, Failure> {
    app.off(move |app| Ok(app.store.files().get(&hash)?)).await?.ok_or(Failure::NotFound)
}

fn kind(media: &str) -> Option<FileKind> {
    FileKind::ALL.iter().find(|k| k.media() == media).copied()
}

fn shut(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// The original, to keep. A web page or text goes out as bytes: no browser shows it.
///
/// # Errors
/// When there is no such version, or it is not for this account.
pub async fn original(
    State(app): State<App>,
    caller: Caller,
    Path((id, number)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let version = version(&app, &caller, &id, number).await?;
    let media = match kind(&version.media) {
        Some(FileKind::Html | FileKind::Text) | None => "application/octet-stream",
        Some(kind) => kind.media(),
    };
    let bytes = bytes(&app, version.file).await?;
    Ok(shut(download(&version.name, media, bytes)))
}

/// The pages as PDF, for the viewer's script.
pub(super) async fn pages(
    State(app): State<App>,
    caller: Caller,
    Path((id, number)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let version = version(&app, &caller, &id, number).await?;
    let hash = match (kind(&version.media), version.preview) {
        (Some(FileKind::Pdf), _) => version.file,
        (_, Some(made)) => made,
        _ => return Err(Failure::NotFound),
    };
    Ok(shut(download("pages.pdf", FileKind::Pdf.media(), bytes(&app, hash).await?)))
}

/// A picture, as the kind its content says.
pub(super) async fn picture(
    State(app): State<App>,
    caller: Caller,
    Path((id, number)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let version = version(&app, &caller, &id, number).await?;
    let kind = kind(&version.media).filter(|k| k.is_picture()).ok_or(Failure::NotFound)?;
    let bytes = bytes(&app, version.file).await?;
    Ok(shut(([(header::CONTENT_TYPE, kind.media())], bytes).into_response()))
}
