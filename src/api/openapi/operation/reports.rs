//! What the routes of reports are, for the document.

use serde_json::json;

use super::{ANALYSIS, Operation, analysis};
use crate::api::answer::media;
use crate::api::parameters::{
    F_REPORT, ID, LANG_REPORT, LOOK, PRESET, SAMPLES, SCENARIO, SEED, SERVICE_TYPE, STANDARD, WEIGHTS,
};

/// `/api/reports/communities/ID`.
pub fn brief() -> Operation {
    let summary = "The brief of a community, two pages for print: tagged PDF, or an accessible page";
    Operation {
        also: &[media::HTML],
        ..analysis("getBrief", summary, &[&ID, &F_REPORT, &LANG_REPORT]).answers(media::PDF, file())
    }
}

/// `/api/reports/meeting`.
pub fn meeting() -> Operation {
    let summary = "The package for a meeting: the question, maps, communities by kinds of help, what could be done in order, scenarios beside today, the definition in plain words, method and sources";
    let own = [
        &STANDARD,
        &SERVICE_TYPE,
        &PRESET,
        &WEIGHTS,
        &SEED,
        &SAMPLES,
        &SCENARIO,
        &F_REPORT,
        &LANG_REPORT,
    ];
    Operation {
        also: &[media::HTML],
        statuses: vec![422],
        ..analysis("getMeetingPackage", summary, &own).answers(media::PDF, file())
    }
}

/// `/api/reports/look/FILE`.
pub fn report_look() -> Operation {
    let summary = "The look of reports as pages: their style and their fonts";
    Operation {
        also: &[media::FONT],
        ..Operation::new("getReportLook", ANALYSIS, summary, &[&LOOK]).answers(media::CSS, super::text())
    }
}

fn file() -> serde_json::Value {
    json!({ "type": "string", "format": "binary" })
}
