//! What the routes of comparisons and trends are, for the document.

use serde_json::{Value, json};

use super::super::schema::{object, reference, text};
use super::{ANALYSIS, Operation, analysis};
use crate::api::answer::media;
use crate::api::parameters::{
    AS_OF, DATA_DIGEST, DATE, F_TABLE, FROM_QUARTER, ID, LANG, ONE_STANDARD, SEASON, SUPPLY, TO_QUARTER, VERSION_PART,
    WITH, WITH_AS_OF, WITH_SUPPLY,
};

/// `/api/analysis/trend`.
pub fn trend() -> Operation {
    let own = [&ONE_STANDARD, &FROM_QUARTER, &TO_QUARTER];
    let summary = "One standard through the years: communities by outcome at the end of each quarter, and since when each gap has been open";
    analysis("getTrend", summary, &own).answers(media::JSON, reference("Trend"))
}

/// `/api/definitions/ID/VERSION/diff`.
pub fn diff() -> Operation {
    let summary = "Two versions of a definition, or one on two dates or for two supplies: what differs, whose outcome, and what did it";
    let parameters = [
        &ID,
        &VERSION_PART,
        &WITH,
        &AS_OF,
        &WITH_AS_OF,
        &SUPPLY,
        &WITH_SUPPLY,
        &DATE,
        &SEASON,
        &F_TABLE,
        &LANG,
        &DATA_DIGEST,
    ];
    Operation {
        also: &[media::CSV, media::XLSX],
        ..Operation::new("getDiff", ANALYSIS, summary, &parameters).answers(media::JSON, reference("Diff"))
    }
}

/// POST `/api/definitions/ID/VERSION/diff`.
pub fn diff_with_text() -> Operation {
    let summary = "A version against a text that is not saved, of all standards or of one; nothing is kept";
    Operation {
        body: Some(question_of_text(&[])),
        statuses: vec![413, 415, 422],
        ..Operation::new("diffWithText", ANALYSIS, summary, &[&ID, &VERSION_PART])
            .answers(media::JSON, reference("Diff"))
    }
}

/// POST `/api/analysis/gaps`.
pub fn gaps_of_text() -> Operation {
    let summary = "Every gap under a definition that is not saved, of all its standards or of one; nothing is kept";
    Operation {
        body: Some(question_of_text(&[("crs?", text())])),
        statuses: vec![413, 415, 422],
        has_crs: true,
        ..Operation::new("getGapsOfText", ANALYSIS, summary, &[]).answers(media::GEOJSON, reference("Gaps"))
    }
}

/// What is asked of a text: the parameters of a question, as fields.
fn question_of_text(more: &[(&'static str, Value)]) -> Value {
    let date = json!({ "type": "string", "format": "date" });
    let own = [
        ("text", json!({ "type": "string", "maxLength": 65536 })),
        ("as_of?", date),
        ("date?", (DATE.schema)()),
        ("season?", text()),
        ("supply?", (SUPPLY.schema)()),
        ("standard?", text()),
    ];
    object(&[&own, more].concat())
}
