//! The proposals in people's words (建议的文字).

use super::{Rest, Step, Way};
use model::{Dossier, Message};

/// What to do, with the school named; the distance is told as a second message, where known.
pub fn step(dossier: &Dossier, step: &Step) -> (Message, Option<Message>) {
    match &step.way {
        Way::Even => (Message::new("needs-steer-even").with("pupils", step.pupils), None),
        Way::Classes { classes } => {
            (Message::new("needs-steer-classes").with("classes", classes).with("pupils", step.pupils), None)
        }
        Way::Move { to, same_zone, metres } => {
            let key = if *same_zone { "needs-steer-move-zone" } else { "needs-steer-move-out" };
            let name = dossier.school(to).map_or_else(|| to.to_string(), |s| s.name.clone());
            let distance = metres.map(|m| Message::new("needs-steer-distance").with("metres", m));
            (Message::new(key).with("pupils", step.pupils).with("to", name), distance)
        }
    }
}

/// What is left for building.
pub fn rest(rest: &Rest) -> Message {
    Message::new("needs-steer-rest").with("pupils", rest.pupils)
}
