//! Every route on one screen. The service and its `OpenAPI` document both come from this table, and the
//! table is also what a request's parameters are checked against, so that the three cannot differ.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Extension, RawPathParams, Request, State as FromState};
use axum::http::Uri;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get as on_get;
use tower_http::catch_panic::CatchPanicLayer;

use super::answer::{Answer, Outcome};
use super::ask::Ask;
use super::openapi::{self, Operation};
use super::problem::{Kind, Problem};
use super::query::Query;
use super::state::State;
use super::{analysis, basemap, collections, docs, etag, features, headers, health, landing, package, web};

/// Every route that reads, in the order of the document.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/api", openapi::landing(), landing::page),
        get("/api/conformance", openapi::conformance(), landing::conformance),
        get("/api/openapi.json", openapi::document_itself(), openapi::show),
        get("/api/docs", openapi::docs(), docs::page),
        get("/api/docs.css", openapi::docs_style(), docs::style),
        get("/api/package", openapi::package(), package::show),
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
        get("/api/analysis/summary", openapi::summary(), analysis::summary::show).long(),
        get("/api/analysis/trace", openapi::trace(), analysis::trace::show).long(),
        get("/api/analysis/travel", openapi::travel(), analysis::travel::show).long(),
        get("/api/analysis/communities/{id}", openapi::community(), analysis::community::show).long(),
        get("/basemap/{layer}.json", openapi::basemap(), basemap::show).long(),
        get("/healthz", openapi::health(), health::alive),
        get("/readyz", openapi::readiness(), health::ready),
    ]);
    routes
}

type Handler = dyn Fn(&Ask) -> Result<Answer, Problem> + Send + Sync;

/// One route.
#[derive(Clone)]
pub struct Route {
    /// Its path, with variable parts in braces.
    pub path: String,
    /// What it is, for the document.
    pub operation: Operation,
    handler: Arc<Handler>,
    is_long: bool,
}

fn get<O: Outcome>(
    path: impl Into<String>,
    operation: Operation,
    handler: impl Fn(&Ask) -> O + Send + Sync + 'static,
) -> Route {
    Route {
        path: path.into(),
        operation,
        handler: Arc::new(move |ask| handler(ask).outcome()),
        is_long: false,
    }
}

impl Route {
    /// The same, run a few at a time on threads of its own.
    #[must_use]
    pub fn long(mut self) -> Self {
        self.is_long = true;
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

    async fn answer(self, state: State, path: Path, uri: Uri) -> Result<Answer, Problem> {
        let query = Query::read(&uri, &self.operation.parameters)?;
        let id = path.map_err(|_| Problem::not_found("the path is not UTF-8 text"))?;
        let id = id.iter().last().map_or_else(String::new, |(_, id)| id.to_owned());
        let ask = Ask::new(state.clone(), uri.path().to_owned(), id, query);
        let handler = self.handler;
        if self.is_long {
            state.analyse(move || handler(&ask)).await
        } else {
            handler(&ask)
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
    for route in routes {
        let pattern = route.pattern();
        let handler = |FromState(state), path: Path, uri: Uri, Extension(route): Extension<Route>| async move {
            route.answer(state, path, uri).await
        };
        router = router.route(&pattern, on_get(handler).layer(Extension(route)));
    }
    router
        .fallback(elsewhere)
        .method_not_allowed_fallback(wrong_method)
        .with_state(state)
        .layer(from_fn(etag::tag))
        .layer(etag::compression())
        .layer(from_fn(etag::settle))
        .layer(CatchPanicLayer::custom(headers::caught))
        .layer(from_fn(headers::protect))
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
        format!("found {}, expected GET or HEAD", request.method()),
    )
}

#[cfg(test)]
mod tests;
