//! The one table: which role may do what.

use std::marker::PhantomData;

use crate::model::GovernmentId;

use super::roles::{Party, Role};

/// An action, as the table and the contract name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// Reads what everyone may see: the map, gaps, definitions, what was said of them in public.
    ReadPublished,
    /// Reads engagements that are not published.
    ReadUnpublished,
    /// Proposes a definition, or edits one that is not agreed.
    ProposeDefinition,
    /// Records what a body said of a definition.
    RecordEngagement,
    /// Moves a definition to another standing.
    MoveDefinition,
}

impl Name {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 5] = [
        Self::ReadPublished,
        Self::ReadUnpublished,
        Self::ProposeDefinition,
        Self::RecordEngagement,
        Self::MoveDefinition,
    ];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadPublished => "read_published",
            Self::ReadUnpublished => "read_unpublished",
            Self::ProposeDefinition => "propose_definition",
            Self::RecordEngagement => "record_engagement",
            Self::MoveDefinition => "move_definition",
        }
    }

    /// Whether it changes something.
    pub const fn is_write(self) -> bool {
        match self {
            Self::ReadPublished | Self::ReadUnpublished => false,
            Self::ProposeDefinition | Self::RecordEngagement | Self::MoveDefinition => true,
        }
    }
}

/// What the table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Always.
    Yes,
    /// Only for the government whose words they are.
    OwnWords,
    /// Never.
    No,
}

impl Rule {
    /// The word of the golden table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::OwnWords => "own",
            Self::No => "no",
        }
    }
}

/// The table. A role or an action that is new has to be given its place here before anything compiles.
pub const fn rule(role: Role, action: Name) -> Rule {
    use Role::{Administrator, Government, Planner, Public, WorkingGroup};
    match action {
        Name::ReadPublished => match role {
            Public | Planner | WorkingGroup | Government | Administrator => Rule::Yes,
        },
        Name::ReadUnpublished | Name::RecordEngagement => match role {
            WorkingGroup => Rule::Yes,
            Government => Rule::OwnWords,
            Public | Planner | Administrator => Rule::No,
        },
        Name::ProposeDefinition | Name::MoveDefinition => match role {
            WorkingGroup => Rule::Yes,
            Public | Planner | Government | Administrator => Rule::No,
        },
    }
}

mod sealed {
    pub trait Sealed {}
}

/// An action as a type, so that permission for one is not permission for another.
pub trait Action: sealed::Sealed {
    /// Its place in the table.
    const NAME: Name;
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl sealed::Sealed for $name {}

        impl Action for $name {
            const NAME: Name = Name::$name;
        }
    )+};
}

actions! {
    /// Reads what everyone may see.
    ReadPublished,
    /// Reads engagements that are not published.
    ReadUnpublished,
    /// Proposes a definition, or edits one that is not agreed.
    ProposeDefinition,
    /// Records what a body said of a definition.
    RecordEngagement,
    /// Moves a definition to another standing.
    MoveDefinition,
}

/// Permission for one action, held by the party that has it. Only [`allow`] makes one.
#[derive(Clone, Debug)]
pub struct Allowed<A> {
    party: Party,
    action: PhantomData<A>,
}

impl<A: Action> Allowed<A> {
    /// Who has it.
    pub const fn party(&self) -> &Party {
        &self.party
    }
}

/// A party may not do this.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is not for the role {}", action.as_str(), role.as_str())]
pub struct Forbidden {
    /// The action.
    pub action: Name,
    /// The role that may not.
    pub role: Role,
}

/// Permission for an action, where the table gives it. `owner` is the government whose words they are, where they are one's.
pub fn allow<A: Action>(party: &Party, owner: Option<&GovernmentId>) -> Result<Allowed<A>, Forbidden> {
    let holds = match rule(party.role, A::NAME) {
        Rule::Yes => true,
        Rule::OwnWords => owner.is_some() && party.government.as_ref() == owner,
        Rule::No => false,
    };
    if holds {
        Ok(Allowed {
            party: party.clone(),
            action: PhantomData,
        })
    } else {
        Err(Forbidden {
            action: A::NAME,
            role: party.role,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table as people read it in review. Changed by hand, and then on purpose.
    const TABLE: &str = "\
action              public planner working_group government administrator
read_published      yes    yes     yes           yes        yes
read_unpublished    no     no      yes           own        no
propose_definition  no     no      yes           no         no
record_engagement   no     no      yes           own        no
move_definition     no     no      yes           no         no
";

    #[test]
    fn the_table_is_the_one_that_was_read_in_review() {
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let expected: Vec<_> = TABLE.lines().map(words).collect();
        let mut header = vec!["action".to_owned()];
        header.extend(Role::ALL.map(|role| role.as_str().to_owned()));
        let mut found = vec![header];
        for action in Name::ALL {
            let mut line = vec![action.as_str().to_owned()];
            line.extend(Role::ALL.map(|role| rule(role, action).as_str().to_owned()));
            found.push(line);
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn a_government_speaks_for_itself_alone() {
        let party = Party {
            role: Role::Government,
            government: Some("tlicho".into()),
            name: "Tłı̨chǫ Government".to_owned(),
        };
        assert!(allow::<RecordEngagement>(&party, Some(&"tlicho".into())).is_ok());
        assert!(allow::<RecordEngagement>(&party, Some(&"deh-cho".into())).is_err());
        assert!(
            allow::<RecordEngagement>(&party, None).is_err(),
            "words of no government"
        );
        let nameless = Party {
            government: None,
            ..party
        };
        assert!(
            allow::<RecordEngagement>(&nameless, None).is_err(),
            "bound to no government"
        );
    }

    #[test]
    fn permission_is_refused_with_the_role_and_the_action() {
        let refused = allow::<MoveDefinition>(&Party::public(), None).expect_err("refused");
        assert_eq!(refused.to_string(), "move_definition is not for the role public");
        assert!(allow::<MoveDefinition>(&Party::working_group("desk"), None).is_ok());
    }
}
