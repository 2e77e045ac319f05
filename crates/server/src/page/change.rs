//! Changing a county's dossier from a page (修改档案): on the version that was seen, with a reason, as a version of its own.

use crate::app::CYCLE;
use crate::caller::CountyView;
use crate::failure::Failure;
use model::{Dossier, Message};
use store::{Answer, DossierCommand, Scope};

/// Changes the dossier; the number of its version. The waivers of the workbench stand beside the dossier and stay there.
///
/// # Errors
/// A conflict where a newer version exists; what the change itself refuses.
pub async fn change<F>(county: &CountyView, based_on: i64, why: String, edit: F) -> Result<i64, Failure>
where
    F: FnOnce(&mut Dossier) -> Result<(), Failure> + Send + 'static,
{
    if based_on != county.version.number {
        return Err(Failure::Conflict(Message::new("wb-board-newer").with("number", county.version.number)));
    }
    let code = county.code.clone();
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    county
        .app
        .off(move |app| {
            let read = app.store.read()?.dossier_numbered(&Scope::system(), &code, CYCLE, based_on)?;
            let (_, mut dossier) = read.ok_or(Failure::NotFound)?;
            edit(&mut dossier)?;
            dossier.sort();
            let put = DossierCommand::Put {
                cycle: CYCLE.to_owned(),
                origins: dossier.origins.clone(),
                dossier: Box::new(dossier),
                why,
                based_on: Some(based_on),
            };
            match app.store.write(stamp, put)? {
                Answer::Version { number, .. } => Ok(number),
                _ => Err(Failure::Internal("a version without a number".to_owned())),
            }
        })
        .await
}
