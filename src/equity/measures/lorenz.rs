//! Curves: what share of all there is the first so many people have.

use super::Weighted;
use super::concentration::{Ranked, blocks};
use super::weighted::{in_order, totals};

/// A point of a curve: both from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// Share of people so far.
    pub people: f64,
    /// Share of all there is that they have.
    pub held: f64,
}

/// The Lorenz curve: people in order of what they have, the least first. It begins at (0, 0), has a point behind each
/// place that counts, and ends at (1, 1); between points it is straight. Places with the same value make one point, so
/// that splitting one in two does not show.
///
/// **Units**: shares. Where all have the same it is the diagonal; the area between both is half the Gini
/// coefficient.
///
/// **Empty**: no points where nobody counts. Where all have nothing, all have the same: the diagonal.
///
/// **Source**: M. O. Lorenz, "Methods of measuring the concentration of wealth", Publications of the American
/// Statistical Association 9 (1905), 209-219.
pub fn lorenz_curve(values: &[Weighted]) -> Vec<CurvePoint> {
    let values = in_order(values);
    let alike = values.chunk_by(|one, other| one.value().total_cmp(&other.value()).is_eq());
    curve(alike.map(totals))
}

/// The concentration curve: people in order of something else, the lowest first; who stands alike makes one point. It
/// may run above the diagonal: then those who stand lower have more.
///
/// **Units**, **empty**: as of [`lorenz_curve`]; the area between it and the diagonal is half the concentration index.
///
/// **Source**: N. Kakwani, "Applications of Lorenz curves in economic analysis", Econometrica 45 (1977), 719-727.
pub fn concentration_curve(values: &[Ranked]) -> Vec<CurvePoint> {
    curve(blocks(values).into_iter().map(|block| (block.weight, block.amount)))
}

/// A curve through the sums of these, which are in order.
fn curve(alike: impl Iterator<Item = (f64, f64)>) -> Vec<CurvePoint> {
    let alike: Vec<(f64, f64)> = alike.collect();
    let weight: f64 = alike.iter().map(|(weight, _)| weight).sum();
    let amount: f64 = alike.iter().map(|(_, amount)| amount).sum();
    if weight <= 0.0 {
        return Vec::new();
    }
    let mut points = vec![CurvePoint { people: 0.0, held: 0.0 }];
    let (mut people, mut held) = (0.0, 0.0);
    for (more_people, more) in &alike {
        people += more_people;
        held += more;
        let people = (people / weight).min(1.0);
        points.push(CurvePoint {
            people,
            held: if amount > 0.0 { (held / amount).min(1.0) } else { people },
        });
    }
    points
}

#[cfg(test)]
mod tests {
    use super::super::concentration::concentration_index;
    use super::super::gini::gini;
    use super::super::ipea;
    use super::*;

    /// One minus twice the area below.
    fn above(points: &[CurvePoint]) -> f64 {
        let strips = points
            .windows(2)
            .map(|pair| (pair[1].people - pair[0].people) * (pair[0].held + pair[1].held));
        1.0 - strips.sum::<f64>()
    }

    #[test]
    fn the_area_above_each_curve_is_half_its_index() {
        let held = ipea::five_places();
        let found = above(&lorenz_curve(&held));
        assert!((found - gini(&held).expect("people")).abs() < 1e-12, "{found}");
        let ranked: Vec<Ranked> = ipea::INCOME_RANKS
            .into_iter()
            .zip(held)
            .map(|(rank, held)| Ranked::new(rank, held).expect("a rank"))
            .collect();
        let found = above(&concentration_curve(&ranked));
        assert!(
            (found - concentration_index(&ranked).expect("people")).abs() < 1e-12,
            "{found}"
        );
    }

    #[test]
    fn who_has_the_same_makes_one_point_and_nobody_makes_none() {
        let values = [(3.0, 1.0), (0.0, 2.0), (3.0, 1.0), (9.0, 0.0)]
            .map(|(value, people)| Weighted::new(value, people).expect("amounts"));
        let points = lorenz_curve(&values);
        let expected = [(0.0, 0.0), (0.5, 0.0), (1.0, 1.0)].map(|(people, held)| CurvePoint { people, held });
        assert_eq!(points, expected);
    }

    #[test]
    fn of_nobody_there_is_no_curve_and_where_all_have_nothing_it_is_the_diagonal() {
        assert_eq!(lorenz_curve(&[]), []);
        assert_eq!(concentration_curve(&[]), []);
        let nothing = [Weighted::once(0.0).expect("an amount")];
        assert!(above(&lorenz_curve(&nothing)).abs() < 1e-15);
    }
}
