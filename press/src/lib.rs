//! Sets a document: as a tagged PDF for print, and as a page for the screen, from the same plain data.
//!
//! Knows nothing of communities, services or definitions. What is set is a [`Document`]: its texts are data and never
//! markup, for either of the two. The PDF is made by a typesetter that is given the document, a template and the two fonts
//! of this crate, and can reach nothing else: no file, no font of the system, no package, no clock. So the same document
//! gets the same bytes. Begin with [`Document`]; [`pdf()`] and [`html()`] set it.

mod document;
mod html;
mod pdf;

pub use document::{
    Block, Cell, Column, Date, Document, Figure, Language, Layout, Run, Sheet, Table, Text, Tone, Word,
};
pub use html::{FONTS, Look, STYLE, html};
pub use pdf::{PressFault, Printed, has_letters, pdf};
