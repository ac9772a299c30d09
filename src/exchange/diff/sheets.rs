//! A comparison as the sheets of a workbook, in one language.

use serde_json::Value;

use super::{Counts, DiffAnswer, MetricsRow, VerdictRow, Words};
use crate::equity::Language;
use crate::exchange::rows;
use crate::exchange::xlsx::{Column, Sheet};

impl DiffAnswer {
    /// The sheets of a workbook: changed places, requirements, coverage.
    pub fn sheets(&self, language: Language) -> Vec<Sheet> {
        vec![
            self.places(language),
            self.requirements(language),
            self.coverage(language),
        ]
    }

    fn places(&self, language: Language) -> Sheet {
        let columns = [
            (["Community", "Collectivité"], 22),
            (["Region", "Région"], 18),
            (["Standard", "Norme"], 30),
            (["Before", "Avant"], 14),
            (["After", "Après"], 14),
            (["Days met before", "Jours où c’est atteint, avant"], 12),
            (["Days met after", "Jours où c’est atteint, après"], 12),
            (["Shortfall before", "Déficit avant"], 12),
            (["Shortfall after", "Déficit après"], 12),
            (["Because", "Parce que"], 80),
            (["By itself", "À lui seul"], 10),
        ];
        let rows = self.flips.iter().map(|flip| {
            let outcome = |side: Option<VerdictRow>| outcome(side.map(|side| side.outcome), language).into();
            let words: Vec<&str> = flip.because.iter().map(|one| one.words.of(language)).collect();
            vec![
                flip.community.clone().into(),
                flip.region.clone().into(),
                flip.title.of(language).into(),
                outcome(flip.before),
                outcome(flip.after),
                flip.before.map(|side| side.days_met).into(),
                flip.after.map(|side| side.days_met).into(),
                flip.before.map(|side| side.shortfall).into(),
                flip.after.map(|side| side.shortfall).into(),
                words.join(" ").into(),
                yes_or_no(flip.is_alone(), language).into(),
            ]
        });
        sheet(["Changed places", "Lieux changés"], &columns, rows.collect(), language)
    }

    fn requirements(&self, language: Language) -> Sheet {
        let columns = [
            (["Requirement", "Exigence"], 44),
            (["Standard", "Norme"], 24),
            (["Way", "Voie"], 20),
            (["Before", "Avant"], 40),
            (["After", "Après"], 40),
        ];
        let rows = self.text.changes.iter().map(|change| {
            vec![
                change.field.clone().into(),
                change.standard.clone().into(),
                change.way.clone().into(),
                flat(&change.before),
                flat(&change.after),
            ]
        });
        sheet(["Requirements", "Exigences"], &columns, rows.collect(), language)
    }

    fn coverage(&self, language: Language) -> Sheet {
        let columns = [
            (["Standard", "Norme"], 30),
            (["Side", "Côté"], 10),
            (["Met", "Atteinte"], 12),
            (["Met in part", "Atteinte en partie"], 12),
            (["Unmet", "Non atteinte"], 12),
            (["Unknown", "Inconnu"], 12),
            (["Communities", "Collectivités"], 12),
            (["Coverage of communities", "Couverture des collectivités"], 14),
            (["People: met", "Personnes\u{a0}: atteinte"], 12),
            (["People: met in part", "Personnes\u{a0}: en partie"], 12),
            (["People: unmet", "Personnes\u{a0}: non atteinte"], 12),
            (["People: unknown", "Personnes\u{a0}: inconnu"], 12),
            (["People", "Personnes"], 12),
            (["Coverage of people", "Couverture des personnes"], 14),
            (["Mean days met", "Jours où c’est atteint, en moyenne"], 14),
            (["Mean shortfall", "Déficit moyen"], 14),
            (["Gini of days met", "Gini des jours où c’est atteint"], 14),
            (["Worst off", "La plus mal lotie"], 22),
            (["Its shortfall", "Son déficit"], 12),
        ];
        let mut rows = Vec::new();
        for standard in &self.standards {
            let sides = [
                (["before", "avant"], &standard.before),
                (["after", "après"], &standard.after),
            ];
            for (side, metrics) in sides {
                if let Some(metrics) = metrics {
                    let own = vec![standard.title.of(language).into(), of(side, language).into()];
                    rows.push([own, metrics.cells()].concat());
                }
            }
        }
        sheet(["Coverage", "Couverture"], &columns, rows, language)
    }
}

impl Words {
    fn of(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
        }
    }
}

impl MetricsRow {
    fn cells(&self) -> Vec<Value> {
        let people = |of: fn(&Counts) -> u64| self.people.as_ref().map(of);
        vec![
            self.communities.met.into(),
            self.communities.partly_met.into(),
            self.communities.unmet.into(),
            self.communities.unknown.into(),
            self.communities_total.into(),
            self.coverage_communities.into(),
            people(|counts| counts.met).into(),
            people(|counts| counts.partly_met).into(),
            people(|counts| counts.unmet).into(),
            people(|counts| counts.unknown).into(),
            self.people_total.into(),
            self.coverage_people.into(),
            self.mean_days_met.into(),
            self.mean_shortfall.into(),
            self.gini_days_met.into(),
            self.worst.as_ref().map(|worst| worst.community.clone()).into(),
            self.worst.as_ref().map(|worst| worst.shortfall).into(),
        ]
    }
}

/// One cell for a value of several parts.
fn flat(value: &Value) -> Value {
    match value {
        Value::Array(words) => {
            let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            words.join(", ").into()
        }
        Value::Object(groups) => {
            let groups = groups.iter().map(|(id, limit)| format!("{id} = {}", rows::cell(limit)));
            groups.collect::<Vec<_>>().join(", ").into()
        }
        other => other.clone(),
    }
}

fn of([en, fr]: [&str; 2], language: Language) -> &str {
    match language {
        Language::English => en,
        Language::French => fr,
    }
}

fn outcome(word: Option<&str>, language: Language) -> &'static str {
    let words = match word {
        Some("met") => ["met", "atteinte"],
        Some("partly_met") => ["met in part", "atteinte en partie"],
        Some("unmet") => ["unmet", "non atteinte"],
        Some(_) => ["unknown", "inconnu"],
        None => ["does not apply", "ne s’applique pas"],
    };
    of(words, language)
}

fn yes_or_no(truth: bool, language: Language) -> &'static str {
    of(if truth { ["yes", "oui"] } else { ["no", "non"] }, language)
}

fn sheet(name: [&str; 2], columns: &[([&str; 2], u16)], rows: Vec<Vec<Value>>, language: Language) -> Sheet {
    Sheet {
        name: of(name, language).to_owned(),
        columns: columns
            .iter()
            .map(|(title, width)| Column {
                title: of(*title, language).to_owned(),
                width: *width,
            })
            .collect(),
        rows,
    }
}
