//! What is wrong with a filter, for the person who wrote it.

/// Where a filter goes wrong, what stands there and what could.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: found {found}, expected {expected}")]
pub struct FilterFault {
    /// Bytes of the text before it.
    pub offset: usize,
    /// Line of the text, counted from 1.
    pub line: usize,
    /// Character of that line, counted from 1.
    pub column: usize,
    /// What stands there.
    pub found: String,
    /// What could.
    pub expected: String,
}

impl FilterFault {
    /// A fault at a byte of a text; the byte must begin a character or end the text.
    pub(super) fn at(text: &str, offset: usize, found: impl Into<String>, expected: impl Into<String>) -> Self {
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            offset,
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            found: found.into(),
            expected: expected.into(),
        }
    }
}
