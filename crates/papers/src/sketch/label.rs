//! Numbers beside the points of a sketch（编号标注）, so that none stands on a point or on another number.

use super::Point;

/// Greatest width and height of the drawing on paper, tenths of a point (155 and 115 mm).
pub(crate) const WIDTH: i64 = 4_394;
pub(crate) const HEIGHT: i64 = 3_260;

/// Half the side of a mark with the air around it.
const MARK: i64 = 31;
/// Width of a digit and height of a number set in 7 points.
const DIGIT: i64 = 38;
const TALL: i64 = 70;
/// Rings of places around a crowded point, joined to it by a line.
const RINGS: i64 = 16;
const RING: i64 = 55;

/// Where a number stands. The centre is in millionths of the sketch's width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) x: i64,
    pub(crate) y: i64,
    /// It stands apart and a line joins it to its point.
    pub(crate) apart: bool,
    /// The side of the point it stands on, as charts of Word name it: r, l, t or b.
    pub(crate) side: &'static str,
}

#[derive(Clone, Copy)]
struct Area {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Area {
    fn around(x: i64, y: i64, half_width: i64, half_height: i64) -> Self {
        Self { left: x - half_width, top: y - half_height, right: x + half_width, bottom: y + half_height }
    }

    fn meets(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn within(self, width: i64, height: i64) -> bool {
        self.left >= 0 && self.top >= 0 && self.right <= width && self.bottom <= height
    }
}

/// Gives every numbered point a place for its number: beside it, above or below, else apart with a line.
pub(super) fn place(points: &mut [Point], ratio: i64) {
    let ratio = ratio.max(1);
    let width = (HEIGHT * 1_000_000 / ratio).clamp(1, WIDTH);
    let height = (width * ratio / 1_000_000).max(1);
    let centre = |p: &Point| (p.x * width / 1_000_000, p.y * height / 1_000_000);
    let mut taken: Vec<Area> = points.iter().map(&centre).map(|(x, y)| Area::around(x, y, MARK, MARK)).collect();
    for point in points.iter_mut() {
        let Some(number) = point.number else { continue };
        let (x, y) = centre(point);
        let digits = i64::try_from(number.to_string().len()).unwrap_or(1);
        let (half, tall) = (digits * DIGIT / 2 + 2, TALL / 2);
        let free = |(dx, dy): &(i64, i64)| {
            let area = Area::around(x + dx, y + dy, half, tall);
            area.within(width, height) && !taken.iter().any(|t| t.meets(area))
        };
        let (aside, above) = (MARK + half + 6, MARK + tall);
        let near = [(aside, 0), (-aside, 0), (0, -above), (0, above)];
        let far = (1..=RINGS).flat_map(|ring| {
            let far = ring * RING;
            let (x, y) = (aside + far, above + far);
            [(x, 0), (-x, 0), (0, -y), (0, y), (x, -y), (x, y), (-x, -y), (-x, y)]
        });
        let found = near.into_iter().find(free).map(|at| (at, false));
        let Some(((dx, dy), apart)) = found.or_else(|| far.into_iter().find(free).map(|at| (at, true))) else {
            continue;
        };
        taken.push(Area::around(x + dx, y + dy, half, tall));
        let side = match (dx, dy) {
            (0, ..0) => "t",
            (0, _) => "b",
            (..0, _) => "l",
            _ => "r",
        };
        let (x, y) = ((x + dx) * 1_000_000 / width, (y + dy) * 1_000_000 / height);
        point.label = Some(Label { x, y, apart, side });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::Mark;

    fn points(spots: impl Iterator<Item = (i64, i64)>) -> Vec<Point> {
        let point = |(at, (x, y)): (usize, (i64, i64))| Point {
            x,
            y,
            mark: Mark::Building,
            number: Some(at + 1),
            name: String::new(),
            label: None,
        };
        spots.enumerate().map(point).collect()
    }

    #[test]
    fn no_number_stands_on_another_or_on_a_point() {
        // three hundred schools, most of them in one town, some at the very same spot
        let spread = (0..300_i64).map(|n| match n % 3 {
            0 => (n * 7_919 % 900_000 + 50_000, n * 104_729 % 900_000 + 50_000),
            1 => (480_000 + n * 31 % 160_000, 480_000 + n * 577 % 160_000),
            _ => (200_000 + n / 30 * 9_000, 200_000),
        });
        let mut points = points(spread);
        place(&mut points, 800_000);
        let (width, height) = (WIDTH, WIDTH * 8 / 10);
        let areas: Vec<Area> = points
            .iter()
            .filter_map(|p| {
                let (label, digits) = (p.label?, p.number?.to_string().len() as i64);
                let (x, y) = (label.x * width / 1_000_000, label.y * height / 1_000_000);
                // one tenth of a point is lost in rounding
                Some(Area::around(x, y, digits * DIGIT / 2 - 1, TALL / 2 - 2))
            })
            .collect();
        assert!(areas.len() > 250, "{} of 300 are numbered", areas.len());
        for (at, area) in areas.iter().enumerate() {
            assert!(area.within(width, height));
            assert!(!areas.iter().skip(at + 1).any(|other| other.meets(*area)), "number {at}");
        }
    }

    #[test]
    fn a_lone_point_has_its_number_on_the_right() {
        let mut points = points([(500_000, 500_000)].into_iter());
        place(&mut points, 1_000_000);
        let label = points[0].label.unwrap();
        assert!(label.x > 500_000 && !label.apart && label.side == "r");
    }
}
