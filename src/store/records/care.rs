//! The way through care: who may enter, who refers, the steps of pathways; and what studies say.

use crate::model::{
    Entry, Evaluation, Pathway, PathwayStep, Referral, ServiceId, ServiceTypeId, StepId, Subject, Text,
};
use crate::store::record::{Kind, Record, Stored};
use crate::store::table::{Misfit, Row, Table, number, text, whole};

/// Fills the two columns of which exactly one says what a row speaks of.
fn set_subject(row: Row, [service, of_type]: [&str; 2], subject: &Subject) -> Row {
    row.set(service, &subject.service().cloned())
        .set(of_type, &subject.service_type().cloned())
}

fn subject(row: &Row, [service, of_type]: [&str; 2]) -> Result<Subject, Misfit> {
    match (
        row.get::<Option<ServiceId>>(service)?,
        row.get::<Option<ServiceTypeId>>(of_type)?,
    ) {
        (Some(id), None) => Ok(Subject::Service(id)),
        (None, Some(id)) => Ok(Subject::Type(id)),
        _ => Err(row.misfit(service)),
    }
}

pub(super) static ENTRY: Table = Table {
    name: "service_entry",
    owner: &["service_entry_id"],
    columns: &[
        text("service_id"),
        text("service_type_id"),
        text("confidence"),
        text("notes"),
    ],
};

pub(super) static ENTRY_ENTRANCE: Table = Table {
    name: "service_entry_entrance",
    owner: &["service_entry_id"],
    columns: &[whole("position"), text("entrance")],
};

const SUBJECT: [&str; 2] = ["service_id", "service_type_id"];

impl Stored for Entry {
    const KIND: Kind = Kind::Entry;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            set_subject(Row::of(&ENTRY), SUBJECT, &self.of)
                .set("confidence", &self.provenance.confidence)
                .set("notes", &self.provenance.notes),
        );
        record.push_list(&ENTRY_ENTRANCE, "entrance", &self.entrances);
        record.push_sources(&self.provenance.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&ENTRY)?;
        Ok(Self {
            id: record.id.as_str().into(),
            of: subject(row, SUBJECT)?,
            entrances: record.list(&ENTRY_ENTRANCE, "entrance")?,
            provenance: record.provenance(row)?,
        })
    }
}

pub(super) static REFERRAL: Table = Table {
    name: "referral",
    owner: &["referral_id"],
    columns: &[
        text("from_service_id"),
        text("from_service_type_id"),
        text("to_service_id"),
        text("to_service_type_id"),
        text("confidence"),
        text("notes"),
    ],
};

const FROM: [&str; 2] = ["from_service_id", "from_service_type_id"];
const TO: [&str; 2] = ["to_service_id", "to_service_type_id"];

impl Stored for Referral {
    const KIND: Kind = Kind::Referral;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        let row = set_subject(Row::of(&REFERRAL), FROM, &self.from);
        record.push(
            set_subject(row, TO, &self.to)
                .set("confidence", &self.provenance.confidence)
                .set("notes", &self.provenance.notes),
        );
        record.push_sources(&self.provenance.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&REFERRAL)?;
        Ok(Self {
            id: record.id.as_str().into(),
            from: subject(row, FROM)?,
            to: subject(row, TO)?,
            provenance: record.provenance(row)?,
        })
    }
}

pub(super) static PATHWAY: Table = Table {
    name: "pathway",
    owner: &["pathway_id"],
    columns: &[
        text("title_en"),
        text("title_fr"),
        text("standing"),
        text("about_en"),
        text("about_fr"),
    ],
};

pub(super) static PATHWAY_STEP: Table = Table {
    name: "pathway_step",
    owner: &["pathway_id"],
    columns: &[
        whole("position"),
        text("step"),
        text("title_en"),
        text("title_fr"),
        whole("at_home"),
    ],
};

pub(super) static PATHWAY_STEP_TYPE: Table = Table {
    name: "pathway_step_type",
    owner: &["pathway_id"],
    columns: &[whole("position"), text("step"), text("service_type_id")],
};

pub(super) static PATHWAY_STEP_SOURCE: Table = Table {
    name: "pathway_step_source",
    owner: &["pathway_id"],
    columns: &[whole("position"), text("step"), text("source_id")],
};

impl Stored for Pathway {
    const KIND: Kind = Kind::Pathway;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&PATHWAY)
                .set("title_en", &self.title.en)
                .set("title_fr", &self.title.fr)
                .set("standing", &self.standing)
                .set("about_en", &self.about.en)
                .set("about_fr", &self.about.fr),
        );
        for (position, step) in (0_i64..).zip(&self.steps) {
            record.push(
                Row::of(&PATHWAY_STEP)
                    .set("position", &position)
                    .set("step", &step.id)
                    .set("title_en", &step.title.en)
                    .set("title_fr", &step.title.fr)
                    .set("at_home", &step.at_home),
            );
        }
        let steps = self.steps.iter();
        let types = steps
            .clone()
            .flat_map(|step| step.service_types.iter().map(move |one| (step, one)));
        for (position, (step, service_type)) in (0_i64..).zip(types) {
            record.push(
                Row::of(&PATHWAY_STEP_TYPE)
                    .set("position", &position)
                    .set("step", &step.id)
                    .set("service_type_id", service_type),
            );
        }
        let sources = steps.flat_map(|step| step.sources.iter().map(move |one| (step, one)));
        for (position, (step, source)) in (0_i64..).zip(sources) {
            record.push(
                Row::of(&PATHWAY_STEP_SOURCE)
                    .set("position", &position)
                    .set("step", &step.id)
                    .set("source_id", source),
            );
        }
        record.push_sources(&self.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&PATHWAY)?;
        let steps = record.rows_of(&PATHWAY_STEP).map(|row| step(record, row));
        Ok(Self {
            id: record.id.as_str().into(),
            title: words(row, ["title_en", "title_fr"])?,
            standing: row.get("standing")?,
            about: words(row, ["about_en", "about_fr"])?,
            steps: steps.collect::<Result<_, _>>()?,
            sources: record.sources()?,
        })
    }
}

fn step(record: &Record, row: &Row) -> Result<PathwayStep, Misfit> {
    let id: StepId = row.get("step")?;
    Ok(PathwayStep {
        title: words(row, ["title_en", "title_fr"])?,
        at_home: row.get("at_home")?,
        service_types: of_step(record, &PATHWAY_STEP_TYPE, &id, "service_type_id")?,
        sources: of_step(record, &PATHWAY_STEP_SOURCE, &id, "source_id")?,
        id,
    })
}

/// What a table lists of one step.
fn of_step<T: crate::store::cell::Storable>(
    record: &Record,
    table: &'static Table,
    step: &StepId,
    column: &str,
) -> Result<Vec<T>, Misfit> {
    let mut list = Vec::new();
    for row in record.rows_of(table) {
        if row.get::<StepId>("step")? == *step {
            list.push(row.get(column)?);
        }
    }
    Ok(list)
}

fn words(row: &Row, [en, fr]: [&str; 2]) -> Result<Text, Misfit> {
    Ok(Text {
        en: row.get(en)?,
        fr: row.get(fr)?,
    })
}

pub(super) static EVALUATION: Table = Table {
    name: "evaluation",
    owner: &["evaluation_id"],
    columns: &[
        text("service_id"),
        text("service_type_id"),
        text("outcome_en"),
        text("outcome_fr"),
        number("found"),
        whole("is_at_least"),
        text("unit_en"),
        text("unit_fr"),
        text("counts_en"),
        text("counts_fr"),
        text("gained_by_en"),
        text("gained_by_fr"),
        text("share_of"),
        text("period"),
        text("study_en"),
        text("study_fr"),
        whole("studied_in"),
        text("limits_en"),
        text("limits_fr"),
        text("confidence"),
        text("notes"),
    ],
};

impl Stored for Evaluation {
    const KIND: Kind = Kind::Evaluation;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        let maybe = |row: Row, [en, fr]: [&str; 2], words: &Option<Text>| {
            row.set(en, &words.as_ref().map(|one| one.en.clone()))
                .set(fr, &words.as_ref().map(|one| one.fr.clone()))
        };
        let row = set_subject(Row::of(&EVALUATION), SUBJECT, &self.of)
            .set("outcome_en", &self.outcome.en)
            .set("outcome_fr", &self.outcome.fr)
            .set("found", &self.value)
            .set("is_at_least", &self.is_at_least)
            .set("unit_en", &self.unit.en)
            .set("unit_fr", &self.unit.fr)
            .set("share_of", &self.share_of)
            .set("period", &self.period)
            .set("studied_in", &self.studied_in)
            .set("confidence", &self.provenance.confidence)
            .set("notes", &self.provenance.notes);
        let row = maybe(row, ["counts_en", "counts_fr"], &self.counts);
        let row = maybe(row, ["gained_by_en", "gained_by_fr"], &self.gained_by);
        let row = maybe(row, ["study_en", "study_fr"], &self.study);
        record.push(maybe(row, ["limits_en", "limits_fr"], &self.limits));
        record.push_sources(&self.provenance.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&EVALUATION)?;
        let maybe = |[en, fr]: [&str; 2]| match row.get::<Option<String>>(en)? {
            None => Ok(None),
            Some(en) => Ok(Some(Text { en, fr: row.get(fr)? })),
        };
        Ok(Self {
            id: record.id.as_str().into(),
            of: subject(row, SUBJECT)?,
            outcome: words(row, ["outcome_en", "outcome_fr"])?,
            value: row.get("found")?,
            is_at_least: row.get("is_at_least")?,
            unit: words(row, ["unit_en", "unit_fr"])?,
            counts: maybe(["counts_en", "counts_fr"])?,
            gained_by: maybe(["gained_by_en", "gained_by_fr"])?,
            share_of: row.get("share_of")?,
            period: row.get("period")?,
            study: maybe(["study_en", "study_fr"])?,
            studied_in: row.get("studied_in")?,
            limits: maybe(["limits_en", "limits_fr"])?,
            provenance: record.provenance(row)?,
        })
    }
}
