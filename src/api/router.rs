//! Every route on one screen. The service and its `OpenAPI` document both come from this table, and the
//! table is also what a request's parameters are checked against, so that the three cannot differ.

use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Extension, MatchedPath, RawPathParams, Request, State as FromState};
use axum::http::{Method, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodFilter, on};
use tower_http::catch_panic::CatchPanicLayer;

use super::answer::{Answer, Outcome, PRIVATE};
use super::ask::{Ask, Asked};
use super::asker::Asker;
use super::body::Sent;
use super::openapi::{self, Operation};
use super::parameters::DATA_DIGEST;
use super::problem::{Kind, Problem};
use super::query::Query;
use super::state::State;
use super::{
    access, address, analysis, basemap, collections, decisions, definitions, docs, etag, features, headers, health,
    landing, origin, package, requests, scenarios, web,
};
use crate::model::Scope;
use crate::snapshot::Viewer;

/// Every route, in the order of the document.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/api", openapi::landing(), landing::page),
        get("/api/conformance", openapi::conformance(), landing::conformance),
        get("/api/openapi.json", openapi::document_itself(), openapi::show),
        get("/api/docs", openapi::docs(), docs::page),
        get("/api/docs.css", openapi::docs_style(), docs::style),
        get("/api/package", openapi::package(), package::show),
        get("/api/me", openapi::me(), access::me::show),
        write(Method::POST, "/api/session", openapi::sign_in(), access::session::begin),
        write(Method::DELETE, "/api/session", openapi::sign_out(), access::session::end),
        write(Method::POST, "/api/session/claim", openapi::claim_link(), access::session::claim),
        write(Method::POST, "/api/session/password", openapi::change_password(), access::session::change_password),
        waits("/api/session/organisation", openapi::organisation(), access::organisation::show),
        write(Method::POST, "/api/session/organisation", openapi::set_out(), access::organisation::set_out),
        waits("/api/session/organisation/return", openapi::come_back(), access::organisation::come).with_others_parameters(),
        waits("/api/tokens", openapi::tokens(), access::tokens::list),
        write(Method::POST, "/api/tokens", openapi::make_token(), access::tokens::make),
        write(Method::DELETE, "/api/tokens/{id}", openapi::end_token(), access::tokens::end),
        waits("/api/accounts", openapi::accounts(), access::accounts::list),
        write(Method::POST, "/api/accounts", openapi::add_account(), access::accounts::add),
        write(Method::PATCH, "/api/accounts/{id}", openapi::change_account(), access::accounts::change),
        write(Method::POST, "/api/accounts/{id}/link", openapi::make_link(), access::accounts::link),
        get("/api/definitions", openapi::definitions(), definitions::show::all),
        post("/api/definitions/check", openapi::check_definition(), definitions::check::check),
        write(Method::POST, "/api/definitions", openapi::propose_definition(), definitions::propose::propose),
        get("/api/definitions/{id}", openapi::definition_versions(), definitions::show::versions),
        get("/api/definitions/{id}/{version}", openapi::definition(), definitions::show::one),
        write(Method::PUT, "/api/definitions/{id}/{version}", openapi::edit_definition(), definitions::edit::edit),
        get("/api/definitions/{id}/{version}/text", openapi::definition_text(), definitions::show::text),
        write(Method::POST, "/api/definitions/{id}/{version}/engagement", openapi::record_engagement(), definitions::engage::record),
        write(Method::POST, "/api/definitions/{id}/{version}/standing", openapi::move_definition(), definitions::moving::change),
        get("/api/definitions/{id}/{version}/diff", openapi::diff(), analysis::diff::show).long(),
        post("/api/definitions/{id}/{version}/diff", openapi::diff_with_text(), analysis::diff::with_text).long(),
        waits("/api/requests", openapi::requests(), requests::read::all),
        write(Method::POST, "/api/requests", openapi::submit_request(), requests::submit::submit),
        waits("/api/requests/export", openapi::export_requests(), requests::export::show),
        write(Method::POST, "/api/requests/import", openapi::import_requests(), requests::import::import).takes_file(),
        get("/api/requests/template", openapi::request_template(), requests::template::show),
        waits("/api/requests/{id}", openapi::request(), requests::read::one),
        write(Method::PATCH, "/api/requests/{id}", openapi::change_request(), requests::change::change),
        write(Method::PUT, "/api/requests/{id}/correction", openapi::correct_record(), requests::correction::put),
        write(Method::DELETE, "/api/requests/{id}/correction", openapi::withdraw_correction(), requests::correction::withdraw),
        write(Method::POST, "/api/requests/{id}/transitions", openapi::move_request(), requests::moving::change),
        waits("/api/requests/{id}/history", openapi::request_history(), requests::history::show),
        waits("/api/requests/{id}/access", openapi::request_access(), requests::access::show),
        waits("/api/scenarios", openapi::scenarios(), scenarios::read::all),
        write(Method::POST, "/api/scenarios", openapi::keep_scenario(), scenarios::keep::keep),
        waits("/api/scenarios/{id}", openapi::scenario(), scenarios::read::one),
        write(Method::PUT, "/api/scenarios/{id}", openapi::replace_scenario(), scenarios::change::replace),
        write(Method::DELETE, "/api/scenarios/{id}", openapi::remove_scenario(), scenarios::change::remove),
        write(Method::POST, "/api/scenarios/{id}/fork", openapi::fork_scenario(), scenarios::keep::fork),
        waits("/api/decisions", openapi::decisions(), decisions::all),
        write(Method::POST, "/api/decisions", openapi::record_decision(), decisions::record),
        waits("/api/decisions/{id}", openapi::decision(), decisions::one),
        write(Method::PUT, "/api/decisions/{id}", openapi::change_decision(), decisions::change),
        waits("/api/decisions/{id}/history", openapi::decision_history(), decisions::history),
        get("/api/collections", openapi::collections(), features::list),
    ];
    for one in collections::ALL {
        let path = format!("/api/collections/{}", one.about().id);
        routes.push(get(&path, openapi::collection(one), move |ask| features::describe(one, ask)));
        routes.push(get(format!("{path}/items"), openapi::items(one), move |ask| features::items(one, ask)));
        routes.push(get(format!("{path}/items/{{id}}"), openapi::item(one), move |ask| features::item(one, ask)));
    }
    routes.extend([
        get("/api/analysis/gaps", openapi::gaps(), analysis::gaps::show).long(),
        post("/api/analysis/gaps", openapi::gaps_of_text(), analysis::gaps::of_text).long(),
        get("/api/analysis/summary", openapi::summary(), analysis::summary::show).long(),
        get("/api/analysis/equity", openapi::equity(), analysis::groups::show).long(),
        get("/api/analysis/requests", openapi::heard(), analysis::requests::all).long(),
        get("/api/analysis/requests/{id}", openapi::effect(), analysis::requests::one).long(),
        post("/api/analysis/scenario", openapi::analyse_scenario(), analysis::scenario::show).long(),
        post("/api/analysis/siting", openapi::siting(), analysis::siting::answer).long(),
        post("/api/analysis/circuit", openapi::circuit(), analysis::circuit::answer).long(),
        get("/api/analysis/priorities", openapi::priorities(), analysis::priorities::show).long(),
        post("/api/analysis/priorities", openapi::weigh_priorities(), analysis::priorities::ask).long(),
        get("/api/analysis/trace", openapi::trace(), analysis::trace::show).long(),
        get("/api/analysis/travel", openapi::travel(), analysis::travel::show).long(),
        get("/api/analysis/communities/{id}", openapi::community(), analysis::community::show).long(),
        get("/api/analysis/trend", openapi::trend(), analysis::trend::show).long(),
        get("/api/analysis/pathways", openapi::pathways(), analysis::pathways::all).long(),
        get("/api/analysis/pathways/{id}", openapi::pathway(), analysis::pathways::one).long(),
        get("/api/reports/communities/{id}", openapi::brief(), analysis::report::brief).long(),
        waits("/api/reports/meeting", openapi::meeting(), analysis::report::meeting).long(),
        get("/api/reports/look/{file}", openapi::report_look(), analysis::report::look),
        get("/basemap/{layer}.json", openapi::basemap(), basemap::show).long(),
        get("/healthz", openapi::health(), health::alive),
        get("/readyz", openapi::readiness(), health::ready),
    ]);
    routes
}

/// What answers.
#[derive(Clone)]
enum Handler {
    /// Looks into the facts.
    Looks(Arc<Look>),
    /// Waits for the store.
    Waits(Arc<dyn Fn(Ask) -> Waiting + Send + Sync>),
}

/// A function from a request to its answer.
type Look = dyn Fn(&Ask) -> Result<Answer, Problem> + Send + Sync;

/// An answer that waits for the store.
type Waiting = Pin<Box<dyn Future<Output = Result<Answer, Problem>> + Send>>;

/// What a route takes beside what every route does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    WhatItKnows,
    /// A file, which the handler reads.
    File,
    /// Parameters that somebody else's service adds.
    OthersParameters,
}

/// One route.
#[derive(Clone)]
pub struct Route {
    /// Its method; what answers GET answers HEAD too.
    pub method: Method,
    /// Its path, with variable parts in braces.
    pub path: String,
    /// What it is, for the document.
    pub operation: Operation,
    handler: Handler,
    is_long: bool,
    is_write: bool,
    takes: Takes,
}

fn get<O: Outcome>(
    path: impl Into<String>,
    operation: Operation,
    handler: impl Fn(&Ask) -> O + Send + Sync + 'static,
) -> Route {
    looks(Method::GET, path, operation, handler)
}

/// A question that is too large for an address: it has a body and changes nothing.
fn post<O: Outcome>(
    path: impl Into<String>,
    operation: Operation,
    handler: impl Fn(&Ask) -> O + Send + Sync + 'static,
) -> Route {
    looks(Method::POST, path, operation, handler)
}

fn looks<O: Outcome>(
    method: Method,
    path: impl Into<String>,
    operation: Operation,
    handler: impl Fn(&Ask) -> O + Send + Sync + 'static,
) -> Route {
    Route {
        method,
        path: path.into(),
        operation,
        handler: Handler::Looks(Arc::new(move |ask| handler(ask).outcome())),
        is_long: false,
        is_write: false,
        takes: Takes::WhatItKnows,
    }
}

/// A look at what only the store knows.
fn waits<F: Future<Output = Result<Answer, Problem>> + Send + 'static>(
    path: impl Into<String>,
    operation: Operation,
    handler: impl Fn(Ask) -> F + Send + Sync + 'static,
) -> Route {
    Route {
        is_write: false,
        ..write(Method::GET, path, operation, handler)
    }
}

/// A change. Only from the service's own pages, whoever may make it.
fn write<F: Future<Output = Result<Answer, Problem>> + Send + 'static>(
    method: Method,
    path: impl Into<String>,
    operation: Operation,
    handler: impl Fn(Ask) -> F + Send + Sync + 'static,
) -> Route {
    Route {
        method,
        path: path.into(),
        operation,
        handler: Handler::Waits(Arc::new(move |ask| Box::pin(handler(ask)))),
        is_long: false,
        is_write: true,
        takes: Takes::WhatItKnows,
    }
}

impl Route {
    /// The same, run a few at a time on threads of its own.
    #[must_use]
    pub fn long(mut self) -> Self {
        self.is_long = true;
        self
    }

    /// The same for a file: it is read by the handler, once that knows that whoever asks may send one.
    #[must_use]
    const fn takes_file(mut self) -> Self {
        self.takes = Takes::File;
        self
    }

    /// The same for an address to which somebody else's service sends browsers: what it adds for others is passed over.
    #[must_use]
    fn with_others_parameters(mut self) -> Self {
        self.takes = Takes::OthersParameters;
        self
    }

    /// Whether it can be refused because too many run.
    pub const fn is_long(&self) -> bool {
        self.is_long
    }

    /// The path as the router reads it: a variable part ends at a slash, so `{layer}.json` is one
    /// part, and the handler takes the ending off.
    fn pattern(&self) -> String {
        self.path
            .strip_suffix(".json")
            .filter(|path| path.ends_with('}'))
            .unwrap_or(&self.path)
            .to_owned()
    }

    /// Whether it has a body.
    pub fn has_body(&self) -> bool {
        self.method != Method::GET && self.method != Method::DELETE
    }

    /// The answer, kept by no cache where it is for whoever has signed in.
    async fn answer(self, state: State, path: Path, request: Request) -> Response {
        let mut is_private = false;
        let mut response = self.settle(state, path, request, &mut is_private).await.into_response();
        if is_private {
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, PRIVATE);
            headers.insert(header::VARY, etag::WHO_ASKS);
        }
        response
    }

    async fn settle(
        self,
        state: State,
        path: Path,
        request: Request,
        is_private: &mut bool,
    ) -> Result<Answer, Problem> {
        let query = if self.takes == Takes::OthersParameters {
            Query::read_known(request.uri(), &self.operation.parameters)?
        } else {
            Query::read(request.uri(), &self.operation.parameters)?
        };
        let path = path.map_err(|_| Problem::not_found("the path is not UTF-8 text"))?;
        let parts = path.iter().map(|(_, part)| part.to_owned()).collect();
        let asked = request.uri().path().to_owned();
        let address = address::of(&request, state.proxies());
        let sent = if self.takes == Takes::File {
            Sent::file(request)
        } else if self.has_body() {
            Sent::read(request).await?
        } else {
            Sent::without_body(request)
        };
        let asker = Asker::read(&state, &sent.headers).await?;
        let viewer = Viewer::of(&asker.party);
        *is_private = asker.party.account.is_some() || viewer != Viewer::Public;
        asker.check_scope(if self.is_write { Scope::Write } else { Scope::Read })?;
        // A token is sent by a program and never by a browser that somebody else's page has talked into it.
        let by_itself = asker.is_sent_by_itself() && self.method != Method::GET;
        if by_itself || (self.is_write && !asker.is_token()) {
            origin::check_same(&state, &sent.headers)?;
        }
        let view = state.picture(viewer, query.text(DATA_DIGEST.name)).await?;
        let ask = Ask::new(
            state.clone(),
            view,
            Asked {
                asker,
                address,
                path: asked,
                parts,
                query,
                sent,
            },
        );
        match self.handler {
            Handler::Waits(handler) => handler(ask).await,
            Handler::Looks(handler) if self.is_long => state.analyse(move || handler(&ask)).await,
            Handler::Looks(handler) => handler(&ask),
        }
    }
}

type Path = Result<RawPathParams, axum::extract::rejection::RawPathParamsRejection>;

/// The whole service over `state`.
pub fn app(state: State) -> Router {
    serve_routes(routes(), state)
}

/// The service of these routes: what surrounds them is the same for all.
pub(super) fn serve_routes(routes: Vec<Route>, state: State) -> Router {
    let mut router = Router::new();
    let protected = state.clone();
    for route in routes {
        let pattern = route.pattern();
        let handler = |FromState(state), path: Path, Extension(route): Extension<Route>, request: Request| async move {
            route.answer(state, path, request).await
        };
        let method = MethodFilter::try_from(route.method.clone()).expect("a method that routes can have");
        router = router.route(&pattern, on(method, handler).layer(Extension(route)));
    }
    router
        .fallback(elsewhere)
        .method_not_allowed_fallback(wrong_method)
        .with_state(state)
        .layer(from_fn(etag::tag))
        .layer(etag::compression())
        .layer(from_fn(etag::settle))
        .layer(CatchPanicLayer::custom(headers::caught))
        .layer(from_fn(move |request, next| {
            let state = protected.clone();
            async move { headers::protect(state.public_url(), request, next).await }
        }))
}

/// The map's pages, and whatever does not exist.
async fn elsewhere(FromState(state): FromState<State>, request: Request) -> Response {
    let path = request.uri().path();
    if path == "/api/" {
        // Clients of the standard put a slash behind the root.
        let query = request
            .uri()
            .query()
            .map_or_else(String::new, |query| format!("?{query}"));
        return Redirect::permanent(&format!("/api{query}")).into_response();
    }
    if path.starts_with("/api/") || path.starts_with("/basemap/") {
        Problem::not_found(format!("there is nothing at {path}; /api links to what there is")).into_response()
    } else {
        web::page(state.files(), &request).into_response()
    }
}

async fn wrong_method(request: Request) -> Problem {
    Problem::new(
        Kind::MethodNotAllowed,
        format!("found {}, expected {}", request.method(), methods_of(&request)),
    )
}

/// The methods of the routes at a path, in words.
fn methods_of(request: &Request) -> String {
    let pattern = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let here = routes()
        .into_iter()
        .filter(|route| Some(route.pattern().as_str()) == pattern);
    let methods = here.flat_map(|route| match route.method {
        Method::GET => vec!["GET".to_owned(), "HEAD".to_owned()],
        other => vec![other.to_string()],
    });
    let methods: Vec<_> = methods.collect();
    if methods.is_empty() {
        "one of the methods in the Allow header".to_owned()
    } else {
        methods.join(" or ")
    }
}

#[cfg(test)]
mod tests;
