//! What is set: a document as plain data.

use serde::Serialize;

/// A language of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
}

impl Language {
    /// Its code: `en`, `fr`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }
}

/// A civil date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Date {
    /// Year, 0 or later.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

/// How a document fills its pages in print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// Every sheet is exactly one page: its letters are made as large as the page has room for.
    Sheets,
    /// Every sheet begins a page and takes as many as it needs.
    Flow,
}

/// A document in one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// Its language.
    pub language: Language,
    /// Its title.
    pub title: Text,
    /// What stands below the title.
    pub subtitle: Text,
    /// What is said on every page, above.
    pub notice: String,
    /// What is said on every page, below.
    pub footer: String,
    /// Words around the number of a page and the number of pages: `Page `, ` of `.
    pub page_words: [String; 2],
    /// The day that it is dated with.
    pub date: Date,
    /// How it fills its pages.
    pub layout: Layout,
    /// Its parts.
    pub sheets: Vec<Sheet>,
}

/// A part of a document that begins a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    /// Whether the page lies on its side.
    pub is_wide: bool,
    /// What is on it, from above.
    pub blocks: Vec<Block>,
}

/// A part of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A heading; level 1 is the one right below the title.
    Heading {
        /// 1 or 2.
        level: u8,
        /// Its words.
        text: Text,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        text: Text,
        /// Whether it is set smaller than the rest: notes and sources.
        is_small: bool,
    },
    /// A list without order.
    List {
        /// Its items, at least one.
        items: Vec<Text>,
        /// Whether it is set smaller than the rest.
        is_small: bool,
    },
    /// Things and what is said of each.
    Facts {
        /// Pairs, at least one.
        pairs: Vec<(Text, Text)>,
    },
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// Two columns, the first of them `share` of the width.
    Beside {
        /// Between 0 and 1.
        share: f64,
        /// What is in each.
        columns: [Vec<Block>; 2],
    },
}

/// A table. Its first cells head their rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: Text,
    /// Its columns, at least one.
    pub columns: Vec<Column>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Whether it is set smaller than the rest.
    pub is_small: bool,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Its heading.
    pub heading: Text,
    /// Its share of the width beside those of the others; more than 0.
    pub share: f64,
    /// Whether its cells are figures that are read down the column.
    pub is_number: bool,
}

impl Column {
    /// One of words.
    pub fn words(heading: impl Into<Text>, share: f64) -> Self {
        Self {
            heading: heading.into(),
            share,
            is_number: false,
        }
    }

    /// One of figures.
    pub fn number(heading: impl Into<Text>, share: f64) -> Self {
        Self {
            is_number: true,
            ..Self::words(heading, share)
        }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cell {
    /// Its words.
    pub text: Text,
    /// What it means beside its words, which say it too.
    pub tone: Option<Tone>,
}

/// What a cell means: a ground that makes a table readable at a glance. The words of the cell say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// As it should be.
    Good,
    /// In part.
    Partly,
    /// Not as it should be.
    Bad,
    /// Nobody can tell.
    Unknown,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The picture as SVG 1.1, `width` by `height` units from its left upper corner, without words and without references to
    /// anything but its own parts.
    pub svg: String,
    /// Its width in units, more than 0.
    pub width: f64,
    /// Its height in units, more than 0.
    pub height: f64,
    /// The words on it. They are no part of the SVG: PDF cannot say of letters with marks within one what they are.
    pub words: Vec<Word>,
    /// Its share of the width that there is, more than 0 and at most 1.
    pub share: f64,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What stands below it.
    pub caption: Text,
}

/// A word on a picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Word {
    /// Where it begins, in units from the left.
    pub x: f64,
    /// Its base line, in units from above.
    pub y: f64,
    /// The size of its letters, in units.
    pub size: f64,
    /// Whether it is set strong.
    pub is_strong: bool,
    /// The word.
    pub text: String,
}

/// Words, in runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Text(pub Vec<Run>);

/// Words that are set alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Their language, where it is not the document's and known: a BCP 47 tag.
    pub language: Option<String>,
    /// Whether they are set strong.
    pub is_strong: bool,
    /// Where they lead, if anywhere: an address of http or https. Others lead nowhere.
    pub link: Option<String>,
}

impl Text {
    /// The same with more words after it.
    #[must_use]
    pub fn then(mut self, more: impl Into<Self>) -> Self {
        self.0.extend(more.into().0);
        self
    }

    /// Words that stand out.
    pub fn strong(words: impl Into<String>) -> Self {
        Self(vec![Run {
            text: words.into(),
            is_strong: true,
            ..Run::default()
        }])
    }

    /// Words of a language, where it is known.
    pub fn of(words: impl Into<String>, language: Option<&str>) -> Self {
        Self(vec![Run {
            text: words.into(),
            language: language.map(ToOwned::to_owned),
            ..Run::default()
        }])
    }

    /// Words that lead somewhere.
    pub fn link(words: impl Into<String>, address: impl Into<String>) -> Self {
        Self(vec![Run {
            text: words.into(),
            link: Some(address.into()),
            ..Run::default()
        }])
    }

    /// All of its words.
    pub fn plain(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::of(words, None)
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl Run {
    /// Where it leads, where that is on the web.
    pub(crate) fn address(&self) -> Option<&str> {
        let link = self.link.as_deref()?;
        (link.starts_with("https://") || link.starts_with("http://")).then_some(link)
    }
}

impl From<Text> for Cell {
    fn from(text: Text) -> Self {
        Self { text, tone: None }
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Text::from(words).into()
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Text::from(words).into()
    }
}
