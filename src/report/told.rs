//! What a report is made of.

use evenreach_press as press;

use crate::disclosure::People;
use crate::equity::{Basis, Finding, Language, Question, Scope};
use crate::model::{Community, Definition, Package, Source, SourceKey, Text};
use crate::snapshot::{Found, View};

use super::words::{self, Words};

/// What a report is told: the facts as its reader may see them, what was asked, and what was found.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The facts as the reader may see them.
    pub view: &'a View,
    /// Against which definition.
    pub definition: &'a Definition,
    /// The digest of its text.
    pub definition_digest: &'a str,
    /// As of when, and which supply.
    pub question: Question,
    /// The days asked about.
    pub scope: &'a Scope,
    /// What was found: of one community, or of all, in the order of communities and then of standards.
    pub findings: &'a [Finding<'a>],
    /// In which language it is told.
    pub language: Language,
}

impl<'a> Told<'a> {
    pub(super) fn package(&self) -> &'a Package {
        self.view.package()
    }

    pub(super) const fn basis(&self) -> &'a Basis {
        self.view.basis()
    }

    pub(super) fn words(&self) -> &'static Words {
        words::of(self.language)
    }

    /// The words of the language that it is told in.
    pub(super) fn own<'t>(&self, text: &'t Text) -> &'t str {
        match self.language {
            Language::English => &text.en,
            Language::French => &text.fr,
        }
    }

    pub(super) const fn press_language(&self) -> press::Language {
        match self.language {
            Language::English => press::Language::En,
            Language::French => press::Language::Fr,
        }
    }

    pub(super) fn territory(&self) -> &'a str {
        self.own(&self.package().settings.name)
    }

    /// A source, where the package has it.
    pub(super) fn source(&self, key: &SourceKey) -> Option<&'a Source> {
        self.view.find(key)
    }

    /// How many people live in a community, as far as that may be told.
    pub(super) fn people(&self, people: &People, community: usize) -> String {
        let one = &self.package().communities[community];
        let words = self.words();
        if let Some(whole) = self.whole(one) {
            return words.counted_with.replace("{}", &whole.name);
        }
        let Some(count) = one.counts.first() else {
            return words.not_published.to_owned();
        };
        let Some(number) = people.at(community).get().copied() else {
            return words.withheld.to_owned();
        };
        let number = words::count(self.language, number);
        match count.year {
            Some(year) => format!("{number} ({year})"),
            None => number,
        }
    }

    /// The community whose count includes the people of this one, where this one has no count of its own.
    fn whole(&self, one: &Community) -> Option<&'a Community> {
        let id = one.part_of.as_ref().filter(|_| one.counts.is_empty())?;
        self.view.find(id)
    }

    /// The language of a community's own name, where it has exactly one.
    pub(super) fn language_of_name(community: &Community) -> Option<&str> {
        match community.indigenous_languages.as_slice() {
            [only] => Some(only.as_str()),
            _ => None,
        }
    }

    /// The day that the report is dated with: the one on which its facts were put together, where the package says it.
    pub(super) fn date(&self) -> press::Date {
        let date = self.package().settings.made_on.unwrap_or(self.question.as_of);
        press::Date {
            year: u16::try_from(date.year()).unwrap_or(0),
            month: date.month().unsigned_abs(),
            day: date.day().unsigned_abs(),
        }
    }
}
