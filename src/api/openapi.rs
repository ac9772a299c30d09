//! The `OpenAPI` 3.0 document, made from the table of routes.
//!
//! Everything it refers to is in it, so that it can be read without a network. 3.0 and not 3.1, because
//! that is the version for which the OGC standards have a conformance class.

mod operation;
mod schema;
mod schemas;

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::answer::{Answer, media};
use super::ask::Ask;
use super::parameters::{Parameter, Place};
use super::router::{Route, routes};

pub use operation::access::{
    accounts, add_account, change_account, change_password, claim_link, come_back, end_token, make_link, make_token,
    me, organisation, set_out, sign_in, sign_out, tokens,
};
pub use operation::compared::{diff, diff_with_text, gaps_of_text, trend};
pub use operation::decisions::{change_decision, decision, decision_history, decisions, record_decision};
pub use operation::definitions::{
    check_definition, definition, definition_text, definition_versions, definitions, edit_definition, move_definition,
    propose_definition, record_engagement,
};
pub use operation::pathways::{pathway, pathways};
pub use operation::planning::{circuit, effect, heard, priorities, siting, weigh_priorities};
pub use operation::reports::{brief, meeting, report_look};
pub use operation::requests::{
    change_request, correct_record, export_requests, import_requests, move_request, request, request_access,
    request_history, request_template, requests, submit_request, withdraw_correction,
};
pub use operation::scenarios::{
    analyse_scenario, fork_scenario, keep_scenario, remove_scenario, replace_scenario, scenario, scenarios,
};
pub use operation::{
    Operation, basemap, collection, collections, community, conformance, docs, docs_style, document_itself, equity,
    gaps, health, item, items, landing, package, readiness, summary, trace, travel,
};

const DESCRIPTION: &str = "Who can reach addictions care, service by service and season by season, measured against \
a definition of equitable access. Every GET also answers HEAD. Answers carry strong entity tags: the same facts and the \
same question give the same bytes. `null` means that nobody knows or that there is nothing; it never stands for zero.";

/// The document.
pub fn show(ask: &Ask) -> Answer {
    Answer::json(media::OPENAPI, &document(&routes(), &ask.state.address("")))
}

/// The document of these routes at a base address.
pub fn document(routes: &[Route], base: &str) -> Value {
    let mut paths = Map::new();
    for route in routes {
        let methods = paths.entry(route.path.clone()).or_insert_with(|| json!({}));
        methods[route.method.as_str().to_lowercase()] = operation(route);
    }
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "Evenreach",
            "version": env!("CARGO_PKG_VERSION"),
            "description": DESCRIPTION,
        },
        "servers": [{ "url": if base.is_empty() { "/" } else { base } }],
        "tags": operation::TAGS.map(|(name, description)| json!({ "name": name, "description": description })),
        "paths": paths,
        "components": { "schemas": schemas::all() },
    })
}

fn operation(route: &Route) -> Value {
    let operation = &route.operation;
    let mut parameters: Vec<_> = operation.parameters.iter().map(|one| parameter(one)).collect();
    if operation.idempotency_key {
        parameters.push(json!({
            "name": "Idempotency-Key",
            "in": "header",
            "description": "A key of the client's own: what is sent with it is done once, however often it is sent.",
            "required": !operation.sheet,
            "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
        }));
    }
    if operation.if_match {
        parameters.push(json!({
            "name": "If-Match",
            "in": "header",
            "description": "The ETag of what was read, so that nobody overwrites what they have not seen.",
            "required": operation.statuses.contains(&428),
            "schema": { "type": "string" },
        }));
    }
    let mut described = json!({
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "parameters": parameters,
    });
    if let Some(body) = &operation.body {
        described["requestBody"] = json!({ "required": true, "content": { media::JSON: { "schema": body } } });
    }
    if operation.sheet {
        let file = json!({ "schema": { "type": "string", "format": "binary" } });
        described["requestBody"] = json!({ "required": true, "content": { "text/csv": file, media::XLSX: file } });
    }
    described["responses"] = responses(route);
    described
}

fn parameter(parameter: &Parameter) -> Value {
    let schema = (parameter.schema)();
    let mut described = json!({
        "name": parameter.name,
        "in": match parameter.place {
            Place::Path => "path",
            Place::Query => "query",
        },
        "description": parameter.description,
        "required": parameter.place == Place::Path,
    });
    if schema["type"] == "array" {
        described["style"] = json!("form");
        described["explode"] = json!(false);
    }
    described["schema"] = schema;
    described
}

/// Every status that the route can answer with.
fn responses(route: &Route) -> Value {
    let operation = &route.operation;
    let mut content = json!({ operation.media: { "schema": operation.schema } });
    for media in operation.also {
        content[*media] = json!({ "schema": { "type": "string", "format": "binary" } });
    }
    let mut tag = json!({ "ETag": header("Strong entity tag of these bytes.") });
    if operation.has_crs {
        tag["Content-Crs"] = header("Coordinate reference system of the answer, in angle brackets.");
    }
    let mut responses = json!({
        "200": { "description": operation.answer, "headers": tag, "content": content },
        "400": problem("A parameter is unknown, or its value or the body cannot be read."),
    });
    if route.method == Method::GET {
        responses["304"] = json!({ "description": "The client has these bytes already." });
    }
    for status in &operation.statuses {
        responses[status.to_string()] = match status {
            201 => responses["200"].clone(),
            204 | 303 => json!({ "description": operation.answer }),
            401 => problem("Not signed in, or the name, password or token is wrong."),
            410 => problem("It was here, and is no more."),
            429 => busy("Too often: try again after the seconds in Retry-After."),
            403 => problem("Not for whoever asks, or not from where it was asked."),
            409 => problem("Not possible as things stand; the errors say what stands in the way."),
            412 => problem("It has changed since it was read."),
            413 => problem("The body is too large."),
            415 if operation.sheet => problem("The file is neither CSV nor XLSX."),
            415 => problem("The body is not JSON."),
            422 => problem("The content is wrong; the errors name each fault and its place."),
            428 => problem("If-Match is missing."),
            _ => problem("Refused."),
        };
    }
    if operation.may_be_missing {
        responses["404"] = problem("There is no such thing, or none that the reader may know of.");
    }
    responses["500"] = problem("Something went wrong on the server.");
    if operation.may_be_unavailable || route.is_long() {
        responses["503"] = busy("Not now: try again after the seconds in Retry-After.");
    }
    if operation.statuses.iter().any(|status| matches!(status, 204 | 303))
        && let Some(responses) = responses.as_object_mut()
    {
        responses.remove("200");
        responses.remove("304");
    }
    responses
}

fn busy(description: &str) -> Value {
    let mut busy = problem(description);
    busy["headers"] = json!({ "Retry-After": header("Seconds.") });
    busy
}

fn header(description: &str) -> Value {
    json!({ "description": description, "schema": { "type": "string" } })
}

fn problem(description: &str) -> Value {
    json!({
        "description": description,
        "content": { media::PROBLEM: { "schema": schema::reference("Problem") } },
    })
}
