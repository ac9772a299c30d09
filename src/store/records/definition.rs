//! Definitions, which are kept as text beside what became of them, and what bodies said of them.

use crate::model::{Definition, Engagement, Life};
use crate::store::ledger::chain::Digest;
use crate::store::record::{Kind, Record, Stored, joined_id};
use crate::store::table::{Misfit, Row, Table, text as text_column};

pub(super) static DEFINITION: Table = Table {
    name: "definition",
    owner: &["definition_id"],
    columns: &[
        text_column("definition"),
        text_column("version"),
        text_column("digest"),
        text_column("document"),
        text_column("standing"),
        text_column("proposed_by"),
        text_column("proposed_on"),
        text_column("engaged_on"),
        text_column("adopted_on"),
        text_column("superseded_on"),
    ],
};

/// A definition as rows: its text, what it is found by, and what became of it.
pub(super) fn to_record(definition: &Definition) -> Record {
    let id = joined_id(&[definition.id.as_str(), &definition.version]);
    let life = &definition.life;
    // A standing that fixes the text is always written: the database keeps that text by it.
    let standing = life
        .moved_to
        .or(definition.standing.is_fixed().then_some(definition.standing));
    let mut record = Record::new(Kind::Definition, id);
    record.push(
        Row::of(&DEFINITION)
            .set("definition", &definition.id)
            .set("version", &definition.version)
            .set("digest", &Digest::of(definition.text.as_bytes()).to_string())
            .set("document", &definition.text)
            .set("standing", &standing)
            .set("proposed_by", &life.proposed_by)
            .set("proposed_on", &life.proposed_on)
            .set("engaged_on", &life.engaged_on)
            .set("adopted_on", &life.adopted_on)
            .set("superseded_on", &life.superseded_on),
    );
    record.settled()
}

/// The text of a definition, once it is sure that it is the text that was kept.
pub(super) fn text(record: &Record) -> Result<String, Misfit> {
    let row = record.main(&DEFINITION)?;
    let text: String = row.get("document")?;
    if row.get::<String>("digest")? == Digest::of(text.as_bytes()).to_string() {
        Ok(text)
    } else {
        Err(row.misfit("digest"))
    }
}

/// Whether what was read from the text is the version that the record is known by.
pub(super) fn names_the_record(record: &Record, definition: &Definition) -> bool {
    record.id == joined_id(&[definition.id.as_str(), &definition.version])
}

/// Adds what became of a definition to what its text says.
pub(super) fn read_life(record: &Record, definition: &mut Definition) -> Result<(), Misfit> {
    let row = record.main(&DEFINITION)?;
    definition.life = Life {
        moved_to: None,
        proposed_by: row.get("proposed_by")?,
        proposed_on: row.get("proposed_on")?,
        engaged_on: row.get("engaged_on")?,
        adopted_on: row.get("adopted_on")?,
        superseded_on: row.get("superseded_on")?,
    };
    // One that its text itself calls agreed was not moved.
    if let Some(standing) = row.get("standing")?
        && standing != definition.begins
    {
        definition.move_to(standing);
    }
    Ok(())
}

pub(super) static ENGAGEMENT: Table = Table {
    name: "engagement",
    owner: &["engagement_id"],
    columns: &[
        text_column("definition"),
        text_column("version"),
        text_column("digest"),
        text_column("body"),
        text_column("said_on"),
        text_column("position_taken"),
        text_column("words"),
        text_column("shown"),
        text_column("recorded_at"),
    ],
};

impl Stored for Engagement {
    const KIND: Kind = Kind::Engagement;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&ENGAGEMENT)
                .set("definition", &self.definition)
                .set("version", &self.version)
                .set("digest", &self.digest)
                .set("body", &self.body)
                .set("said_on", &self.on)
                .set("position_taken", &self.position)
                .set("words", &self.words)
                .set("shown", &self.shown)
                .set("recorded_at", &self.recorded_at),
        );
        record.push_sources(&self.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&ENGAGEMENT)?;
        Ok(Self {
            id: record.id.clone().into(),
            definition: row.get("definition")?,
            version: row.get("version")?,
            digest: row.get("digest")?,
            body: row.get("body")?,
            on: row.get("said_on")?,
            position: row.get("position_taken")?,
            words: row.get("words")?,
            shown: row.get("shown")?,
            recorded_at: row.get("recorded_at")?,
            sources: record.sources()?,
        })
    }
}
