//! Scenarios that come with a package, each as its document.

use crate::model::ShippedScenario;
use crate::store::record::{Kind, Record, Stored};
use crate::store::table::{Misfit, Row, Table, text};

pub(super) static SCENARIO: Table = Table {
    name: "scenario",
    owner: &["scenario_id"],
    columns: &[text("document")],
};

impl Stored for ShippedScenario {
    const KIND: Kind = Kind::Scenario;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(Row::of(&SCENARIO).set("document", &self.document));
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        Ok(Self {
            id: record.id.clone().into(),
            document: record.main(&SCENARIO)?.get("document")?,
        })
    }
}
