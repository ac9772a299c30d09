//! The list of requests that were taken back, as the words of a command name it.

use std::path::Path;

use super::Failure;
use crate::store::WithdrawnList;

/// The list of a database: the one that is named, or where it is by itself.
pub fn list_of(database: &str, named: Option<&Path>) -> Result<Option<WithdrawnList>, Failure> {
    match named {
        Some(file) => Ok(Some(WithdrawnList::at(file))),
        None => WithdrawnList::of(database).map_err(Failure::input),
    }
}
