//! Moves as they stand in an address (试排步骤的写法): one a line, `number:2022`, `number:2022-2023` or `number:out`.

use model::{Message, ProjectId, Year};
use programme::board::Move;

/// Moves in one trial at most.
const MOST: usize = 200;

/// Reads moves.
///
/// # Errors
/// The line that is none, or that there are too many.
pub fn read(text: &str) -> Result<Vec<Move>, Message> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    if lines.len() > MOST {
        return Err(Message::new("wb-board-too-many").with("most", MOST));
    }
    lines.iter().map(|l| one(l).ok_or_else(|| Message::new("wb-board-bad-move").with("given", l))).collect()
}

fn one(line: &str) -> Option<Move> {
    let (id, to) = line.rsplit_once(':')?;
    let year = |text: &str| (text.len() == 4).then(|| text.parse().ok().map(Year)).flatten();
    let to = match to.split_once('-') {
        _ if to == "out" => None,
        Some((first, last)) => Some((year(first)?, year(last)?)),
        None => Some((year(to)?, year(to)?)),
    };
    (!id.is_empty()).then(|| Move { project: ProjectId(id.to_owned()), to })
}

/// Writes moves.
pub fn write(moves: &[Move]) -> String {
    let line = |m: &Move| match m.to {
        None => format!("{}:out", m.project),
        Some((first, last)) if first == last => format!("{}:{first}", m.project),
        Some((first, last)) => format!("{}:{first}-{last}", m.project),
    };
    moves.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The moves with one more; it replaces an earlier one of the same project.
pub fn with(mut moves: Vec<Move>, one: Move) -> Vec<Move> {
    moves.retain(|m| m.project != one.project);
    moves.push(one);
    moves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_survive_the_address() {
        let text = "2115920001-07:2022\nP:甲:2022-2023\nP2:out";
        let moves = read(text).unwrap();
        assert_eq!(write(&moves), text);
        assert_eq!((moves[1].project.0.as_str(), moves[1].to), ("P:甲", Some((Year(2022), Year(2023)))));
        assert!(read("\n \r\n").unwrap().is_empty());
        for bad in ["x", "x:22", ":2022", "x:2022-", "x:in"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(read(&"a:2022\n".repeat(201)).is_err());
        let again = with(moves, Move { project: ProjectId("P2".into()), to: Some((Year(2021), Year(2021))) });
        assert_eq!(write(&again).lines().last(), Some("P2:2021"));
    }
}
