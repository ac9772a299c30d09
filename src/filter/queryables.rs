//! What a filter may ask of a record.

/// What a queryable's cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One text.
    Text,
    /// A finite number.
    Number,
    /// True or false.
    Boolean,
    /// A date, known to the day, the month or the year.
    Date,
    /// None, one or several texts.
    TextList,
    /// Nothing yet: a column without a filled cell, which may be compared with anything.
    Blank,
}

impl Kind {
    /// In words, as a fault says it.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Boolean => "true or false",
            Self::Date => "a date",
            Self::TextList => "a list of texts",
            Self::Blank => "blank everywhere",
        }
    }
}

/// Whether `IS NULL` may be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blanks {
    /// No: a blank cell means unknown, and a rule cannot ask for it.
    #[default]
    Refused,
    /// Yes: who browses records may look for those that say nothing.
    Allowed,
}

/// One thing that a filter may ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queryable {
    /// Its name.
    pub name: String,
    /// What its cells hold.
    pub kind: Kind,
    /// Texts that its cells may hold; empty where any.
    pub values: Vec<String>,
    /// Why its kind is not the one that a rule may take it for.
    pub note: Option<String>,
}

/// All that a filter may ask of a kind of record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queryables {
    list: Vec<Queryable>,
    blanks: Blanks,
}

impl Queryables {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more; where the name is taken, the first stays.
    #[must_use]
    pub fn with(self, name: impl Into<String>, kind: Kind) -> Self {
        self.with_note(name, kind, None)
    }

    /// With one more and why it is of that kind.
    #[must_use]
    pub(super) fn with_note(mut self, name: impl Into<String>, kind: Kind, note: Option<String>) -> Self {
        let name = name.into();
        if self.get(&name).is_none() {
            self.list.push(Queryable {
                name,
                kind,
                values: Vec::new(),
                note,
            });
        }
        self
    }

    /// With the texts that a queryable may hold, instead of any; one that is new holds one text. No
    /// texts at all: any again.
    #[must_use]
    pub fn accepting<V: Into<String>>(mut self, name: &str, values: impl IntoIterator<Item = V>) -> Self {
        self = self.with(name, Kind::Text);
        let values = values.into_iter().map(Into::into).collect();
        if let Some(queryable) = self.list.iter_mut().find(|one| one.name == name) {
            queryable.values = values;
        }
        self
    }

    /// With `IS NULL` refused or allowed.
    #[must_use]
    pub fn blanks(mut self, blanks: Blanks) -> Self {
        self.blanks = blanks;
        self
    }

    /// The one of a name.
    pub fn get(&self, name: &str) -> Option<&Queryable> {
        self.list.iter().find(|one| one.name == name)
    }

    /// All of them, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = &Queryable> {
        self.list.iter()
    }

    /// Whether `IS NULL` may be asked.
    pub fn allow_blanks(&self) -> bool {
        self.blanks == Blanks::Allowed
    }

    /// Their names as a fault lists them.
    pub(super) fn names(&self) -> String {
        listed(self.list.iter().map(|one| one.name.as_str()))
    }
}

/// `a, b or c`.
pub(super) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.into_iter().collect();
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
