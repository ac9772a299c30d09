//! What clients call: the routes, and the shape of each answer.
//!
//! A handler takes what was asked, looks into a [`View`](crate::snapshot::View), and lists what
//! leaves, field by field, in `wire`. There is no rule here about access, travel or people, and no
//! clock but the one handed in. Begin with `router`: every route is on its one screen, and both the
//! service and its `OpenAPI` document are made from it.

mod access;
mod address;
mod analysis;
mod answer;
mod ask;
mod asker;
mod basemap;
mod body;
mod collections;
mod cookie;
mod crs;
mod decisions;
mod definitions;
mod docs;
mod etag;
mod features;
mod headers;
mod health;
mod in_process;
mod landing;
mod openapi;
mod origin;
mod package;
mod parameters;
mod problem;
mod query;
mod question;
mod requests;
mod router;
mod scenarios;
mod serve;
mod state;
mod storage;
mod throttle;
mod time_span;
mod web;
mod wire;

pub use ask::Ask;
pub use in_process::{Link, answer};
pub use problem::Problem;
pub use question::{PARAMETERS as QUESTION_PARAMETERS, Question, When};
pub use router::app;
pub use serve::serve;
pub use state::{Config, Limits, State, Writing};
pub use web::{Embedded, File, Files};
