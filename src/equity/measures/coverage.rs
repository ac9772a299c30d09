//! Coverage: the share of places, or of people, for whom a standard is met.

use crate::equity::OutcomeCounts;

/// The share for whom the standard is surely met, of all to whom it applies: `met / (met + partly_met +
/// unmet + unknown)`.
///
/// **Units**: a share from 0 to 1. Counts may be of communities or of people; places that are part of
/// another are counted with their people in that other.
///
/// **Empty**: `None` where the standard applies to nobody: a share of none is no number.
///
/// **Reading it**: what is unknown is not counted as met, and neither is what is met in part, so that
/// this is the least that can be claimed. It says nothing of how far short the rest are.
///
/// **Source**: effective coverage as the share of people in need who get the service, T. Tanahashi,
/// "Health service coverage and its evaluation", Bulletin of the World Health Organization 56 (1978),
/// 295-303; "accessibility coverage" is the stage that is measured here.
pub fn coverage(counts: OutcomeCounts) -> Option<f64> {
    let total = counts.total();
    (total > 0).then(|| counts.met as f64 / total as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_met_is_covered() {
        let counts = OutcomeCounts {
            met: 1,
            partly_met: 1,
            unmet: 1,
            unknown: 1,
        };
        assert_eq!(coverage(counts), Some(0.25));
    }

    #[test]
    fn a_share_of_nobody_is_no_number() {
        assert_eq!(coverage(OutcomeCounts::default()), None);
    }
}
