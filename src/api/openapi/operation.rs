//! What each route is, for the document.

pub mod access;
pub mod compared;
pub mod decisions;
pub mod definitions;
pub mod pathways;
pub mod planning;
pub mod reports;
pub mod requests;
pub mod scenarios;

use serde_json::Value;

use super::schema::{object_of, reference, text};
use crate::api::answer::media;
use crate::api::collections::Collection;
use crate::api::parameters::{
    AFTER, AS_OF, BBOX, BBOX_CRS, BY, COMMUNITY, CRS, DATA_DIGEST, DATE, DATETIME, DETAIL, F, F_EQUITY, FROM, ID,
    IMPEDANCE, LAYER, LIMIT, MODES, Parameter, RANK, SERVICE_TYPE, STANDARD, THRESHOLD, TO, VALUE,
};
use crate::api::question;

/// Groups of operations, with what they are.
pub(super) const TAGS: [(&str, &str); 10] = [
    (API, "The API itself."),
    (ACCESS, "Who asks: signing in and out."),
    (DATA, "The facts, as features."),
    (ANALYSIS, "The facts held against a definition of equitable access."),
    (
        DEFINITIONS,
        "Definitions of equitable access: read, proposed, spoken of, adopted.",
    ),
    (
        REQUESTS,
        "Requests of Indigenous governments: submitted, followed, answered, taken back.",
    ),
    (SCENARIOS, "What if: scenarios that are kept, shared and copied."),
    (DECISIONS, "What the working group decided, and what came of it."),
    (MAP, "What the map is drawn with."),
    (SERVICE, "Whether the service runs."),
];
const API: &str = "api";
const ACCESS: &str = "access";
const DATA: &str = "data";
const ANALYSIS: &str = "analysis";
const DEFINITIONS: &str = "definitions";
const REQUESTS: &str = "requests";
const SCENARIOS: &str = "scenarios";
const DECISIONS: &str = "decisions";
const MAP: &str = "map";
const SERVICE: &str = "service";

/// What a route is.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each stands for one line of the document")]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// Its group.
    pub tag: &'static str,
    /// What it answers, in a line.
    pub summary: String,
    /// Its parameters; a request with others is refused.
    pub parameters: Vec<&'static Parameter>,
    /// What status 200 brings.
    pub answer: &'static str,
    /// Its media type.
    pub media: &'static str,
    /// Its schema.
    pub schema: Value,
    /// Media types beside that one, for those who ask for a table.
    pub also: &'static [&'static str],
    /// Whether the answer names its reference system.
    pub has_crs: bool,
    /// Whether there may be nothing there.
    pub may_be_missing: bool,
    /// Whether it may have to be asked again later.
    pub may_be_unavailable: bool,
    /// Schema of what is sent, where something is.
    pub body: Option<Value>,
    /// Whether a sheet is sent, as CSV or XLSX.
    pub sheet: bool,
    /// Whether it looks at `If-Match`; needed where 428 is among the statuses.
    pub if_match: bool,
    /// Whether it needs an `Idempotency-Key`.
    pub idempotency_key: bool,
    /// Statuses beyond those of every route.
    pub statuses: Vec<u16>,
}

impl Operation {
    fn new(
        id: impl Into<String>,
        tag: &'static str,
        summary: impl Into<String>,
        parameters: &[&'static Parameter],
    ) -> Self {
        Self {
            id: id.into(),
            tag,
            summary: summary.into(),
            parameters: parameters.to_vec(),
            answer: "The answer.",
            media: media::TEXT,
            schema: text(),
            also: &[],
            has_crs: false,
            may_be_missing: parameters.iter().any(|parameter| {
                parameter.place == crate::api::parameters::Place::Path || parameter.name == DATA_DIGEST.name
            }),
            // Earlier facts are looked up one at a time.
            may_be_unavailable: parameters.iter().any(|parameter| parameter.name == DATA_DIGEST.name),
            body: None,
            sheet: false,
            if_match: false,
            idempotency_key: false,
            statuses: Vec::new(),
        }
    }

    fn answers(mut self, media: &'static str, schema: Value) -> Self {
        self.media = media;
        self.schema = schema;
        self
    }
}

/// `/api`.
pub fn landing() -> Operation {
    Operation::new("getLandingPage", API, "The way in", &[&F]).answers(media::JSON, reference("LandingPage"))
}

/// `/api/conformance`.
pub fn conformance() -> Operation {
    let operation = Operation::new(
        "getConformance",
        API,
        "The classes of standards that the API keeps",
        &[&F],
    );
    operation.answers(media::JSON, reference("Conformance"))
}

/// `/api/openapi.json`.
pub fn document_itself() -> Operation {
    Operation::new("getApi", API, "This document", &[&F]).answers(media::OPENAPI, object_of(Value::Bool(true)))
}

/// `/api/docs`.
pub fn docs() -> Operation {
    Operation::new("getDocs", API, "This document as a page", &[]).answers(media::HTML, text())
}

/// `/api/docs.css`.
pub fn docs_style() -> Operation {
    Operation::new("getDocsStyle", API, "The look of that page", &[]).answers(media::CSS, text())
}

/// `/api/package`.
pub fn package() -> Operation {
    let operation = Operation::new("getPackage", DATA, "The package at a glance", &[&F]);
    operation.answers(media::JSON, reference("Package"))
}

/// `/api/collections`.
pub fn collections() -> Operation {
    let operation = Operation::new("getCollections", DATA, "The collections of features", &[&F]);
    operation.answers(media::JSON, reference("Collections"))
}

/// `/api/collections/ID`.
pub fn collection(collection: &dyn Collection) -> Operation {
    let about = collection.about();
    let operation = Operation::new(format!("describe.{}", about.id), DATA, about.description, &[&F]);
    operation.answers(media::JSON, reference("Collection"))
}

/// `/api/collections/ID/items`.
pub fn items(collection: &dyn Collection) -> Operation {
    let about = collection.about();
    let common = [&F, &LIMIT, &BBOX, &BBOX_CRS, &CRS, &DATETIME, &AFTER, &DATA_DIGEST];
    let parameters = [&common, about.parameters].concat();
    let operation = Operation::new(
        format!("get.{}", about.id),
        DATA,
        format!("{}, page by page", about.title),
        &parameters,
    );
    Operation {
        has_crs: true,
        ..operation.answers(media::GEOJSON, reference(&format!("{}Page", about.schema)))
    }
}

/// `/api/collections/ID/items/FEATURE`.
pub fn item(collection: &dyn Collection) -> Operation {
    let about = collection.about();
    let parameters = [&[&ID, &F, &CRS, &DATA_DIGEST], about.parameters].concat();
    let summary = format!("{}: one feature", about.title);
    let operation = Operation::new(format!("getOne.{}", about.id), DATA, summary, &parameters);
    Operation {
        has_crs: true,
        ..operation.answers(media::GEOJSON, reference(&format!("{}Feature", about.schema)))
    }
}

/// `/api/analysis/gaps`.
pub fn gaps() -> Operation {
    let own = [&SERVICE_TYPE, &STANDARD, &BBOX, &BBOX_CRS, &CRS];
    Operation {
        has_crs: true,
        ..analysis("getGaps", "Every gap, with the question that is answered", &own)
            .answers(media::GEOJSON, reference("Gaps"))
    }
}

/// `/api/analysis/summary`.
pub fn summary() -> Operation {
    analysis(
        "getSummary",
        "Communities and people by outcome, for the whole and by region",
        &[],
    )
    .answers(media::JSON, reference("Summary"))
}

/// `/api/analysis/equity`.
pub fn equity() -> Operation {
    let own = [
        &BY,
        &VALUE,
        &RANK,
        &THRESHOLD,
        &STANDARD,
        &SERVICE_TYPE,
        &F_EQUITY,
        &CRS,
    ];
    Operation {
        has_crs: true,
        ..analysis(
            "getEquity",
            "What each standard comes to for groups of communities side by side: people and places, coverage, quantiles, inequality and its curves",
            &own,
        )
        .answers(media::JSON, reference("Equity"))
    }
}

/// `/api/analysis/communities/ID`.
pub fn community() -> Operation {
    let operation = analysis(
        "getCommunity",
        "One community in full: outcomes, reasons, ways, services, routes, requests and sources",
        &[&CRS],
    );
    let parameters = [&[&ID], operation.parameters.as_slice()].concat();
    Operation {
        parameters,
        has_crs: true,
        may_be_missing: true,
        ..operation.answers(media::JSON, reference("CommunityInFull"))
    }
}

/// `/api/analysis/trace`.
pub fn trace() -> Operation {
    let operation = analysis(
        "getTrace",
        "One community, one standard and one day, taken apart: every requirement with what was found, and what would settle it",
        &[&COMMUNITY, &STANDARD, &CRS],
    );
    Operation {
        has_crs: true,
        may_be_missing: true,
        ..operation.answers(media::JSON, reference("Trace"))
    }
}

/// `/api/analysis/travel`.
pub fn travel() -> Operation {
    let summary = "Minutes from a community to all others on a day, or routes to one of them through the year";
    let parameters = [&FROM, &TO, &AS_OF, &DATE, &MODES, &IMPEDANCE, &CRS, &DATA_DIGEST];
    Operation {
        may_be_unavailable: true,
        ..Operation::new("getTravel", ANALYSIS, summary, &parameters).answers(media::JSON, reference("Travel"))
    }
}

/// An analysis with the parameters that all share, and its own.
fn analysis(id: &str, summary: &str, own: &[&'static Parameter]) -> Operation {
    let parameters: Vec<&'static Parameter> = question::PARAMETERS
        .iter()
        .copied()
        .chain(own.iter().copied())
        .collect();
    Operation {
        may_be_unavailable: true,
        may_be_missing: true,
        ..Operation::new(id, ANALYSIS, summary, &parameters)
    }
}

/// `/basemap/LAYER.json`.
pub fn basemap() -> Operation {
    let summary = "A layer under the map, in whole metres of the package's projection";
    Operation::new("getBasemap", MAP, summary, &[&LAYER, &DETAIL]).answers(media::JSON, reference("Basemap"))
}

/// `/healthz`.
pub fn health() -> Operation {
    Operation::new("isAlive", SERVICE, "Whether the process lives", &[])
}

/// `/readyz`.
pub fn readiness() -> Operation {
    Operation {
        may_be_unavailable: true,
        ..Operation::new("isReady", SERVICE, "Whether new work should come here", &[])
    }
}
