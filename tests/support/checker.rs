//! Reckons an outcome again from the words of a trace alone. Knows nothing of the program: only what the trace says was
//! found, what the limit is, and the rules of the language.

use serde_json::Value;

/// Yes, no or unknown, as two ends: at the least and at the most favourable reading.
type Ends = (bool, bool);

const YES: Ends = (true, true);

fn and(one: Ends, other: Ends) -> Ends {
    (one.0 && other.0, one.1 && other.1)
}

/// Certain only where all agree.
fn agreed(all: impl IntoIterator<Item = Ends>) -> Ends {
    let all: Vec<Ends> = all.into_iter().collect();
    if all.iter().all(|one| *one == all[0]) {
        all[0]
    } else {
        (false, true)
    }
}

fn word(ends: Ends) -> &'static str {
    match ends {
        (true, true) => "yes",
        (false, false) => "no",
        _ => "unknown",
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn rank(outcome: &Value) -> usize {
    ["unmet", "partly_met", "met"]
        .iter()
        .position(|one| outcome == one)
        .unwrap_or_else(|| panic!("no outcome: {outcome}"))
}

/// Whether a check holds, by what was found and the limit.
fn holds(check: &Value, level: usize) -> Ends {
    let (least, most) = (&check["found"]["at_least"], &check["found"]["at_most"]);
    let limit = check["limit"].as_f64();
    let both = |test: &dyn Fn(&Value) -> bool| (test(least), test(most));
    let at_most = |found: &Value| found.as_f64().is_some_and(|found| found <= limit.expect("a limit"));
    let at_least = |found: &Value| found.as_f64().is_some_and(|found| found >= limit.expect("a limit"));
    let not_published = least.is_null() && most.is_null();
    match check["requirement"].as_str().expect("a requirement") {
        // Nothing published may be anything; of a journey and of shared positions it means that there is none.
        "within_km" | "max_wait_days" | "visits_per_month" | "delivered_share" if not_published => (false, true),
        "within_minutes" | "within_km" | "max_wait_days" | "people_per_position" => both(&at_most),
        "visits_per_month" | "delivered_share" | "providers" => both(&at_least),
        "then" => {
            let applies = list(&check["facts"]).iter().find(|fact| fact["field"] == "applies");
            let applies = match applies.and_then(|fact| fact["value"].as_str()) {
                Some("true") => (true, true),
                Some("false") => (false, false),
                _ => (false, true),
            };
            let stands = both(&|outcome| rank(outcome) >= level);
            (stands.0 || !applies.1, stands.1 || !applies.0)
        }
        _ => both(&|found| found == true),
    }
}

/// The check's own verdict, after it was found to follow from what it says.
fn verdict(check: &Value, level: usize) -> Result<Ends, String> {
    let ends = holds(check, level);
    if check["verdict"] == word(ends) {
        Ok(ends)
    } else {
        Err(format!(
            "{} by what was found, but the trace says so: {check}",
            word(ends)
        ))
    }
}

fn all(checks: &[Value], level: usize) -> Result<Ends, String> {
    checks
        .iter()
        .try_fold(YES, |all, check| Ok(and(all, verdict(check, level)?)))
}

fn service(trace: &Value, level: usize) -> Result<Ends, String> {
    let open = all(list(&trace["open"]), level)?;
    let cases = list(&trace["cases"])
        .iter()
        .map(|case| all(list(&case["checks"]), level));
    let cases: Vec<Ends> = cases.collect::<Result<_, _>>()?;
    let passes = agreed(cases.into_iter().map(|case| and(open, case)));
    if trace["verdict"] == word(passes) {
        Ok(passes)
    } else {
        Err(format!(
            "{} passes: {}, but the trace says {}",
            trace["id"],
            word(passes),
            trace["verdict"]
        ))
    }
}

fn reading(trace: &Value, level: usize) -> Result<Ends, String> {
    let services = list(&trace["services"])
        .iter()
        .map(|one| Ok((service(one, level)?, one)));
    let services: Vec<(Ends, &Value)> = services.collect::<Result<_, String>>()?;
    let counted = |passes: fn(&Ends) -> bool| services.iter().filter(|(ends, _)| passes(ends)).count() as u64;
    for check in list(&trace["requirements"]) {
        let found = &check["found"];
        match check["requirement"].as_str() {
            Some("providers")
                if found["at_least"] != counted(|ends| ends.0) || found["at_most"] != counted(|ends| ends.1) =>
            {
                return Err(format!("other services pass than are counted: {check}"));
            }
            Some("people_per_position") => {
                // No bound is written as nothing.
                let sum = |passes: fn(&Ends) -> bool, end: &str| -> f64 {
                    let passing = services.iter().filter(|(ends, _)| passes(ends));
                    let share = |one: &Value| one["positions_per_person"][end].as_f64().unwrap_or(f64::INFINITY);
                    passing.map(|(_, one)| share(one)).sum()
                };
                let same = |found: &Value, supply: f64| match found.as_f64() {
                    None => supply == 0.0,
                    Some(people) => (people - 1.0 / supply).abs() <= 1e-9 * people.max(1.0),
                };
                let (least, most) = (sum(|ends| ends.0, "at_least"), sum(|ends| ends.1, "at_most"));
                if !(same(&found["at_least"], least) && same(&found["at_most"], most)) {
                    return Err(format!("{least} to {most} positions for each person: {check}"));
                }
            }
            _ => {}
        }
    }
    let held = all(list(&trace["requirements"]), level)?;
    if trace["holds"] == word(held) {
        Ok(held)
    } else {
        Err(format!(
            "a reading holds: {}, but the trace says {}",
            word(held),
            trace["holds"]
        ))
    }
}

/// The outcome at the least and at the most favourable reading, as the trace's own words give it; else what in them
/// does not follow.
pub fn outcome(trace: &Value) -> Result<[&'static str; 2], String> {
    let mut best = [0, 0];
    for way in list(&trace["ways"]) {
        let level = rank(&way["level"]);
        let readings = list(&way["readings"]).iter().map(|one| reading(one, level));
        let held = agreed(readings.collect::<Result<Vec<Ends>, String>>()?);
        if way["holds"] != word(held) {
            return Err(format!(
                "the way {} holds: {}, but the trace says {}",
                way["id"],
                word(held),
                way["holds"]
            ));
        }
        best[0] = best[0].max(if held.0 { level } else { 0 });
        best[1] = best[1].max(if held.1 { level } else { 0 });
    }
    for left_out in list(&trace["left_out"]) {
        let because = list(&left_out["because"]);
        if because.is_empty() || because.iter().any(|check| holds(check, 0) != (false, false)) {
            return Err(format!("left out for no reason: {left_out}"));
        }
    }
    Ok(best.map(|rank| ["unmet", "partly_met", "met"][rank]))
}
