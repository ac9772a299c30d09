//! Looks at a text that is not saved: every fault in it, or what it would be.

use crate::model::{Definition, Package};
use crate::package::Fault;
use crate::package::definition::{Known, Parameter, parameters, parse_proposal};

/// What was found in a text.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The definition, or everything that is wrong with the text.
    pub definition: Result<Definition, Vec<Fault>>,
    /// Its numbers with their places in the text; those that can be read even where something else is wrong.
    pub parameters: Vec<Parameter>,
}

/// Checks a text against the facts. Anyone may: nothing is changed.
pub fn check_definition(package: &Package, file: &str, text: &str) -> Checked {
    Checked {
        definition: parse_proposal(file, text, &Known::of(package)),
        parameters: parameters(text),
    }
}
