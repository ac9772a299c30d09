//! The layers under the map.

use crate::spatial::Detail;

use super::answer::{Answer, media};
use super::ask::Ask;
use super::parameters::DETAIL;
use super::problem::Problem;

/// A layer in the package's projection.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let missing = || Problem::not_found(format!("the package has no layer at {}", ask.path));
    let layer = ask.id().strip_suffix(".json").ok_or_else(missing)?;
    let detail = match ask.query.text(DETAIL.name) {
        None => Detail::Overview,
        Some(word) => Detail::parse(word).ok_or_else(|| Problem::bad(DETAIL.name, word, "overview or full"))?,
    };
    let drawn = ask.view.basemap(layer, detail).ok_or_else(missing)?;
    let text = drawn.map_err(|fault| {
        tracing::error!(layer, %fault, "a layer of the basemap cannot be drawn");
        Problem::internal()
    })?;
    // Not application/geo+json, which is for degrees: these are metres of the map's projection.
    Ok(Answer::bytes(media::JSON, text.as_bytes()))
}
