//! Engagement: who was asked about a version of a definition, when, and what they said.

use jiff::Timestamp;
use jiff::civil::Date;

use super::service::words;
use super::{BodyId, DefinitionId, EngagementId, GovernmentId, SourceKey, Text};

words! {
    /// What a body said. `Agree < AskForChange < Object`: the later stands more in the way.
    Position {
        /// It agrees.
        Agree = "agree",
        /// It asks for a change.
        AskForChange = "ask_for_change",
        /// It objects.
        Object = "object",
    }
}

words! {
    /// How much of an engagement everyone may see; the body chooses.
    WordsShown {
        /// The position and the words.
        All = "all",
        /// The position without the words.
        Position = "position",
        /// Nothing: not even that it took place.
        Nothing = "nothing",
    }
}

/// Which bodies are asked about definitions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EngagementRules {
    /// The bodies, in the order of the file.
    pub bodies: Vec<EngagementBody>,
    /// What in this list is still a choice to be made.
    pub choice: Option<Text>,
}

/// A body that is asked about definitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngagementBody {
    /// Its id.
    pub id: BodyId,
    /// Its name.
    pub name: Text,
    /// Whether a definition is adopted only with its agreement.
    pub required: bool,
    /// The Indigenous government that it is, where it is one: its people may record its words themselves.
    pub government: Option<GovernmentId>,
}

/// What a body said of exactly one text of a version of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// Its id.
    pub id: EngagementId,
    /// The definition that it is about.
    pub definition: DefinitionId,
    /// The version.
    pub version: String,
    /// SHA-256 of the text that was before the body, in hexadecimal digits: the text of a draft may have changed since.
    pub digest: String,
    /// Who.
    pub body: BodyId,
    /// When.
    pub on: Date,
    /// What it said.
    pub position: Position,
    /// In which words; empty where none are on record.
    pub words: String,
    /// How much of it everyone may see.
    pub shown: WordsShown,
    /// When it was written down; `None` for one that came with the package.
    pub recorded_at: Option<Timestamp>,
    /// Where it is published, where it is.
    pub sources: Vec<SourceKey>,
}

impl Engagement {
    /// Those about a version of a definition, in the order in which they were said. Of two words of one day the later
    /// record comes later; where that is not known, the one that stands more in the way.
    pub fn about<'a>(all: &'a [Self], id: &DefinitionId, version: &str) -> Vec<&'a Self> {
        let mut about: Vec<_> = all
            .iter()
            .filter(|one| one.definition == *id && one.version == version)
            .collect();
        about.sort_by(|one, other| {
            let order = |one: &Self| (one.on, one.recorded_at, one.position);
            order(one).cmp(&order(other)).then_with(|| one.id.cmp(&other.id))
        });
        about
    }

    /// Whether another says the same in every word, whatever its id and whenever it was written down.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let said = |one: &Self| {
            let about = (one.definition.clone(), one.version.clone(), one.digest.clone());
            (
                about,
                one.body.clone(),
                one.on,
                one.position,
                one.words.clone(),
                one.shown,
            )
        };
        said(self) == said(other)
    }
}
