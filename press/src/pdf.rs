//! A document as a tagged PDF.

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{Date, Document};

const TEMPLATE: &str = include_str!("report.typ");

/// A document in print.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The file: PDF 1.7, tagged, conforming to PDF/UA-1.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Why a document cannot be set. Each is a mistake of ours: documents are data, and the template is fixed.
#[derive(Debug, thiserror::Error)]
pub enum PressFault {
    /// The document is no JSON.
    #[error("the document cannot be written down")]
    Unwritable(#[from] serde_json::Error),
    /// The typesetter refuses it.
    #[error("the typesetter refuses the document: {0}")]
    Refused(String),
}

/// Sets a document. The same document gets the same bytes.
///
/// # Errors
/// Where the typesetter refuses it: a date that there is not, a picture that is none, or a fault of the template.
pub fn pdf(document: &Document) -> Result<Printed, PressFault> {
    let bench = Bench::new(document)?;
    let set = typst::compile::<PagedDocument>(&bench);
    let paged = set.output.map_err(|faults| refused(&faults))?;
    // What it only warns of would be seen on paper: a letter that the fonts do not have, a page that never settles.
    if !set.warnings.is_empty() {
        return Err(refused(&set.warnings));
    }
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
    let options = PdfOptions {
        ident: Smart::Custom(bench.data_name()),
        creator: Smart::Custom(Some("Evenreach".to_owned())),
        timestamp: midnight(document.date).map(Timestamp::new_utc),
        standards: standards.map_err(|fault| PressFault::Refused(fault.message().to_string()))?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&paged, &options).map_err(|faults| refused(&faults))?;
    let pages = paged.pages().len();
    // What the typesetter remembers to be faster the next time; a service would keep all that it ever set.
    typst::comemo::evict(8);
    Ok(Printed { bytes, pages })
}

fn midnight(date: Date) -> Option<Datetime> {
    Datetime::from_ymd_hms(i32::from(date.year), date.month, date.day, 0, 0, 0)
}

fn refused(faults: &[SourceDiagnostic]) -> PressFault {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    PressFault::Refused(messages.join("; "))
}

/// Everything that the typesetter can reach, but for the document: made once.
static EQUIPMENT: LazyLock<Equipment> = LazyLock::new(|| {
    let fonts = crate::FONTS.map(|(_, bytes)| Font::new(Bytes::new(bytes), 0));
    let fonts: Vec<Font> = fonts.into_iter().flatten().collect();
    let features = [Feature::A11yExtras].into_iter().collect();
    let file = |name: &str| {
        let path = VirtualPath::new(name).expect("a plain path");
        RootedPath::new(VirtualRoot::Project, path).intern()
    };
    Equipment {
        library: LazyHash::new(Library::builder().with_features(features).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::new(file("/report.typ"), TEMPLATE.to_owned()),
        document: file("/document.json"),
    }
});

/// Writes out by its number each letter that the fonts do not have: words that people send may have any, and a report must
/// not fail for them, nor leave them out.
fn make_printable(value: &mut Value) {
    match value {
        Value::String(words) => {
            if !words.chars().all(is_printable) {
                *words = words.chars().map(printable).collect();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(make_printable),
        Value::Object(members) => members.values_mut().for_each(make_printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether the fonts have every letter of these words.
pub fn has_letters(words: &str) -> bool {
    words.chars().all(is_printable)
}

fn is_printable(letter: char) -> bool {
    let has = |font: &Font| font.info().coverage.contains(u32::from(letter));
    EQUIPMENT.fonts.iter().all(has)
}

fn printable(letter: char) -> String {
    match letter {
        _ if is_printable(letter) => letter.to_string(),
        _ if letter.is_whitespace() || letter.is_control() => " ".to_owned(),
        _ => format!("[U+{:04X}]", u32::from(letter)),
    }
}

struct Equipment {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    document: FileId,
}

/// The equipment with one document.
struct Bench {
    document: Bytes,
}

impl Bench {
    fn new(document: &Document) -> Result<Self, PressFault> {
        let mut written = serde_json::to_value(document)?;
        make_printable(&mut written);
        Ok(Self {
            document: Bytes::new(serde_json::to_vec(&written)?),
        })
    }

    /// Names the document by its data, so that two that differ in anything are two.
    fn data_name(&self) -> String {
        format!("{:032x}", typst::utils::hash128(&self.document))
    }
}

impl World for Bench {
    fn library(&self) -> &LazyHash<Library> {
        &EQUIPMENT.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &EQUIPMENT.book
    }

    fn main(&self) -> FileId {
        EQUIPMENT.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() {
            Ok(EQUIPMENT.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == EQUIPMENT.document {
            Ok(self.document.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        EQUIPMENT.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
