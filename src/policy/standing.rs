//! What may become of a version of a definition, and whose agreement it still needs. Pure.

use crate::model::{Definition, Engagement, EngagementBody, EngagementRules, Position, Standing};

/// A body whose agreement is needed and is not on record for exactly this text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing<'a> {
    /// The body.
    pub body: &'a EngagementBody,
    /// The last that it said of this text; `None` where it said nothing.
    pub latest: Option<Position>,
}

/// Required bodies whose latest word on exactly this text is not that they agree. What was said of an earlier text of
/// the same version does not count: those words were about other words.
pub fn missing_agreements<'a>(
    definition: &Definition,
    rules: &'a EngagementRules,
    engagements: &[Engagement],
) -> Vec<Missing<'a>> {
    let digest = definition.digest();
    let about = Engagement::about(engagements, &definition.id, &definition.version);
    let required = rules.bodies.iter().filter(|body| body.required);
    let latest = required.map(|body| {
        let said = about.iter().rfind(|one| one.body == body.id && one.digest == digest);
        let latest = said.map(|one| one.position);
        Missing { body, latest }
    });
    latest.filter(|one| one.latest != Some(Position::Agree)).collect()
}

/// Why a definition may not go to another standing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Immovable<'a> {
    /// No way leads there from where it stands.
    #[error("found the standing {}, from which {} cannot be reached", from.as_str(), to.as_str())]
    NoWay {
        /// Where it stands.
        from: Standing,
        /// Where it should have gone.
        to: Standing,
    },
    /// The package lists no body whose agreement is needed, so that nobody could have agreed.
    #[error("the package lists no body whose agreement is required, so that nobody can adopt for the communities")]
    NobodyToAgree,
    /// Agreement is missing.
    #[error("the agreement of {} is not on record for this text", names(missing))]
    Disagreement {
        /// Whose.
        missing: Vec<Missing<'a>>,
    },
}

fn names(missing: &[Missing<'_>]) -> String {
    let names: Vec<&str> = missing.iter().map(|one| one.body.name.en.as_str()).collect();
    names.join(" and ")
}

/// Whether a definition may go to another standing; going where it is already is no move, and allowed.
///
/// It goes forward only: into engagement, to agreed once every required body agrees with exactly this text, and to
/// superseded. What is agreed can only be superseded, and what is superseded stays so.
pub fn check_move<'a>(
    definition: &Definition,
    to: Standing,
    rules: &'a EngagementRules,
    engagements: &[Engagement],
) -> Result<(), Immovable<'a>> {
    use Standing::{Agreed, Draft, Illustrative, InEngagement, Superseded};
    let from = definition.standing;
    match (from, to) {
        _ if from == to => Ok(()),
        (Illustrative | Draft, InEngagement) | (Illustrative | Draft | InEngagement | Agreed, Superseded) => Ok(()),
        (Illustrative | Draft | InEngagement, Agreed) => {
            if !rules.bodies.iter().any(|body| body.required) {
                return Err(Immovable::NobodyToAgree);
            }
            let missing = missing_agreements(definition, rules, engagements);
            if missing.is_empty() {
                Ok(())
            } else {
                Err(Immovable::Disagreement { missing })
            }
        }
        _ => Err(Immovable::NoWay { from, to }),
    }
}

/// Why the text of a definition may not be another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unchangeable {
    /// People have agreed to it.
    #[error("the text of an agreed definition never changes; propose another version")]
    Agreed,
    /// People had agreed to it, or it was laid aside.
    #[error("the text of a superseded definition never changes; propose another version")]
    Superseded,
    /// It belongs to the package's files.
    #[error("this version came with the package and changes with its files alone; propose another version")]
    OfThePackage,
}

/// Whether the text of a version may be replaced by another: only while it is a proposal.
pub fn check_change(definition: &Definition) -> Result<(), Unchangeable> {
    match definition.standing {
        Standing::Agreed => Err(Unchangeable::Agreed),
        Standing::Superseded => Err(Unchangeable::Superseded),
        Standing::Illustrative | Standing::Draft | Standing::InEngagement => {
            if definition.life.proposed_by.is_some() {
                Ok(())
            } else {
                Err(Unchangeable::OfThePackage)
            }
        }
    }
}

/// Whether a text that somebody proposes may begin where it says: nobody can have agreed to it yet.
pub fn check_proposal(begins: Standing) -> Result<(), &'static str> {
    match begins {
        Standing::Illustrative | Standing::Draft | Standing::InEngagement => Ok(()),
        Standing::Agreed | Standing::Superseded => Err(
            "illustrative, draft or in_engagement: a definition is agreed by what bodies say of it, not by its own word",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Impedance, Life, Text, WordsShown};
    use jiff::civil::date;

    fn definition(standing: Standing) -> Definition {
        Definition {
            id: "ours".into(),
            version: "1".to_owned(),
            standing,
            begins: standing,
            life: Life::default(),
            title: Text::default(),
            description: Text::default(),
            impedance: Impedance::Travel,
            modes: Vec::new(),
            groups: Vec::new(),
            stale_after_days: None,
            standards: Vec::new(),
            text: "the text".to_owned(),
        }
    }

    fn rules() -> EngagementRules {
        let body = |id: &str, required| EngagementBody {
            id: id.into(),
            name: Text {
                en: format!("The {id}"),
                fr: format!("Le {id}"),
            },
            required,
            government: None,
        };
        EngagementRules {
            bodies: vec![body("council", true), body("towns", true), body("group", false)],
            choice: None,
        }
    }

    fn said(body: &str, day: i8, position: Position) -> Engagement {
        Engagement {
            id: format!("{body}-{day}").into(),
            definition: "ours".into(),
            version: "1".to_owned(),
            digest: definition(Standing::Draft).digest(),
            body: body.into(),
            on: date(2026, 11, day),
            position,
            words: String::new(),
            shown: WordsShown::All,
            recorded_at: None,
            sources: Vec::new(),
        }
    }

    fn missing(engagements: &[Engagement]) -> Vec<(String, Option<Position>)> {
        let rules = rules();
        let missing = missing_agreements(&definition(Standing::Draft), &rules, engagements);
        missing
            .iter()
            .map(|one| (one.body.id.to_string(), one.latest))
            .collect()
    }

    #[test]
    fn each_required_body_has_to_agree_and_no_other() {
        use Position::{Agree, Object};
        let council = ("council".to_owned(), None);
        let towns = ("towns".to_owned(), None);
        assert_eq!(missing(&[]), [council, towns.clone()]);
        assert_eq!(missing(&[said("council", 1, Agree)]), [towns]);
        let both = [said("council", 1, Agree), said("towns", 2, Agree)];
        assert_eq!(missing(&both), []);
        let with_objection = [both.to_vec(), vec![said("group", 3, Object)]].concat();
        assert_eq!(
            missing(&with_objection),
            [],
            "a body that is not required does not block"
        );
    }

    #[test]
    fn the_latest_word_counts_whatever_the_order_of_the_records() {
        use Position::{Agree, AskForChange, Object};
        let towns = said("towns", 1, Agree);
        let taken_back = [said("council", 5, Object), said("council", 1, Agree), towns.clone()];
        assert_eq!(missing(&taken_back), [("council".to_owned(), Some(Object))]);
        let won_over = [
            said("council", 5, Agree),
            said("council", 1, AskForChange),
            towns.clone(),
        ];
        assert_eq!(missing(&won_over), []);
        let same_day = [said("council", 5, Object), said("council", 5, Agree), towns];
        assert_eq!(
            missing(&same_day),
            [("council".to_owned(), Some(Object))],
            "in doubt they have not agreed"
        );
    }

    #[test]
    fn of_two_words_of_one_day_the_later_record_counts() {
        let at = |time: &str| Some(time.parse().expect("an instant"));
        let first = Engagement {
            recorded_at: at("2026-11-05T08:00:00Z"),
            ..said("council", 5, Position::Object)
        };
        let then = Engagement {
            recorded_at: at("2026-11-05T09:00:00Z"),
            ..said("council", 5, Position::Agree)
        };
        assert_eq!(missing(&[then, first, said("towns", 1, Position::Agree)]), []);
    }

    #[test]
    fn what_was_said_of_another_text_or_version_does_not_count() {
        let older = Engagement {
            digest: "0".repeat(64),
            ..said("council", 1, Position::Agree)
        };
        let other = Engagement {
            version: "2".to_owned(),
            ..said("council", 1, Position::Agree)
        };
        let towns = said("towns", 1, Position::Agree);
        assert_eq!(missing(&[older, other, towns]), [("council".to_owned(), None)]);
    }

    #[test]
    fn a_definition_goes_forward_only_and_is_agreed_only_with_agreement() {
        let agreements = [said("council", 1, Position::Agree), said("towns", 2, Position::Agree)];
        let rules = rules();
        let may = |from, to, said: &[Engagement]| check_move(&definition(from), to, &rules, said).is_ok();
        for &from in Standing::ALL {
            for &to in Standing::ALL {
                use Standing::{Agreed, Draft, Illustrative, InEngagement, Superseded};
                let expected = match (from, to) {
                    _ if from == to => true,
                    (Superseded, _) | (_, Draft | Illustrative) | (Agreed, InEngagement) => false,
                    _ => true,
                };
                assert_eq!(may(from, to, &agreements), expected, "{from:?} to {to:?}");
                assert_eq!(
                    may(from, to, &[]),
                    expected && (to != Agreed || from == Agreed),
                    "{from:?} to {to:?}"
                );
            }
        }
        let nobody = EngagementRules::default();
        let refused = check_move(&definition(Standing::Draft), Standing::Agreed, &nobody, &[]);
        assert_eq!(refused, Err(Immovable::NobodyToAgree));
    }

    #[test]
    fn only_a_proposal_changes_its_text() {
        let proposed = |standing| {
            let mut definition = definition(standing);
            definition.life.proposed_by = Some("desk".to_owned());
            check_change(&definition)
        };
        assert_eq!(proposed(Standing::Draft), Ok(()));
        assert_eq!(proposed(Standing::InEngagement), Ok(()));
        assert_eq!(proposed(Standing::Agreed), Err(Unchangeable::Agreed));
        assert_eq!(proposed(Standing::Superseded), Err(Unchangeable::Superseded));
        assert_eq!(
            check_change(&definition(Standing::Illustrative)),
            Err(Unchangeable::OfThePackage)
        );
        assert!(check_proposal(Standing::Agreed).is_err() && check_proposal(Standing::Superseded).is_err());
    }
}
