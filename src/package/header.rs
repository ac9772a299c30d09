//! Names that are nearly right: a slip of the keyboard, or the right thing in another unit.

/// Endings that say in what something is counted.
const UNITS: &[&str] = &[
    "km",
    "m",
    "metres",
    "meters",
    "miles",
    "mi",
    "nm",
    "feet",
    "ft",
    "seconds",
    "minutes",
    "min",
    "mins",
    "hours",
    "hrs",
    "h",
    "days",
    "day",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "thousands",
    "millions",
    "percent",
    "pct",
    "number",
    "count",
    "total",
];

/// What people call some names elsewhere.
const SYNONYMS: &[(&str, &str)] = &[
    ("latitude", "lat"),
    ("longitude", "lon"),
    ("long", "lon"),
    ("lng", "lon"),
    // Of the same quantity, and not the distance that is named like it.
    ("within_hours", "within_minutes"),
    ("within_h", "within_minutes"),
];

/// The accepted name that `name` was probably meant to be: the same letters but for case and
/// separators, a slip or two, or the same quantity in another unit.
pub(super) fn nearest_name<'a>(name: &str, accepted: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = plain(name);
    accepted
        .into_iter()
        .filter_map(|one| Some((likeness(&plain, one)?, one)))
        .min()
        .map(|(_, one)| one)
}

/// How far apart they are, 0 being the nearest; `None` where nobody would take one for the other.
fn likeness(name: &str, accepted: &str) -> Option<usize> {
    if name == accepted || SYNONYMS.contains(&(name, accepted)) {
        return Some(0);
    }
    if stem(name) == stem(accepted) {
        return Some(1);
    }
    let slips = match accepted.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    // Lengths first: a cell of a million letters must not be laid out against every id.
    if name.chars().count().abs_diff(accepted.chars().count()) > slips {
        return None;
    }
    let distance = edit_distance(name, accepted);
    (distance <= slips).then_some(distance + 1)
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-', '.'], "_")
}

/// The name without its unit.
fn stem(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((stem, unit)) if UNITS.contains(&unit) => stem,
        _ => name,
    }
}

/// Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
fn edit_distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    // rows[i][j]: how far the first i letters of a are from the first j of b.
    let mut rows: Vec<Vec<usize>> = (0..=a.len()).map(|i| (i..=i + b.len()).collect()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_another_unit_or_another_name_leads_to_the_accepted_one() {
        let accepted = [
            "lon",
            "lat",
            "population",
            "distance_km",
            "typical_minutes",
            "departures_per_week",
            "delivery_mode",
            "status",
        ];
        for (name, meant) in [
            ("distance_miles", Some("distance_km")),
            ("distance", Some("distance_km")),
            ("typical_hours", Some("typical_minutes")),
            ("population_thousands", Some("population")),
            ("departures_per_day", Some("departures_per_week")),
            ("delivrey_mode", Some("delivery_mode")),
            ("Delivery Mode", Some("delivery_mode")),
            ("Latitude", Some("lat")),
            ("LON", Some("lon")),
            ("statut", Some("status")),
            ("lot", None),
            ("telephone", None),
            ("population_served", None),
        ] {
            assert_eq!(nearest_name(name, accepted), meant, "{name}");
        }
    }
}
