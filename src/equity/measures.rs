//! Measures of equity, one a file: each says its formula, its units, what it is where there is nothing
//! to measure, and where it comes from.

pub mod access;
pub mod coverage;
pub mod gini;
