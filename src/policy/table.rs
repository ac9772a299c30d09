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
    /// Keeps one's own account: its password and its tokens.
    KeepOwnAccount,
    /// Reads which accounts there are.
    ReadAccounts,
    /// Adds, changes and disables accounts, and ends tokens of others.
    ManageAccounts,
    /// Reads why the service does not work as it should.
    ReadCondition,
    /// Reads a request that its owner shows to the working group.
    ReadGroupRequest,
    /// Reads a request that its owner shows to nobody, and any draft.
    ReadOwnRequest,
    /// Reads a request's whole history and who opened it, and takes everything away in a file.
    ReadRequestLog,
    /// Writes down a request and asks it.
    SubmitRequest,
    /// Gives a request other words.
    CorrectRequest,
    /// Says beside a publicly recorded call what is so, and takes that back.
    CorrectRecord,
    /// Chooses who may see a request.
    RestrictRequest,
    /// Takes a request back, so that no words of it are left.
    WithdrawRequest,
    /// Answers a request and moves it along.
    AnswerRequest,
    /// Keeps a scenario, shares it, and takes it away again.
    KeepScenario,
    /// Reads a scenario that whoever keeps it shows to the working group.
    ReadGroupScenario,
    /// Reads what was decided and is not public.
    ReadDecision,
    /// Records what was decided on something that could be done, and changes that.
    RecordDecision,
}

impl Name {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 22] = [
        Self::ReadPublished,
        Self::ReadUnpublished,
        Self::ProposeDefinition,
        Self::RecordEngagement,
        Self::MoveDefinition,
        Self::KeepOwnAccount,
        Self::ReadAccounts,
        Self::ManageAccounts,
        Self::ReadCondition,
        Self::ReadGroupRequest,
        Self::ReadOwnRequest,
        Self::ReadRequestLog,
        Self::SubmitRequest,
        Self::CorrectRequest,
        Self::CorrectRecord,
        Self::RestrictRequest,
        Self::WithdrawRequest,
        Self::AnswerRequest,
        Self::KeepScenario,
        Self::ReadGroupScenario,
        Self::ReadDecision,
        Self::RecordDecision,
    ];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadPublished => "read_published",
            Self::ReadUnpublished => "read_unpublished",
            Self::ProposeDefinition => "propose_definition",
            Self::RecordEngagement => "record_engagement",
            Self::MoveDefinition => "move_definition",
            Self::KeepOwnAccount => "keep_own_account",
            Self::ReadAccounts => "read_accounts",
            Self::ManageAccounts => "manage_accounts",
            Self::ReadCondition => "read_condition",
            Self::ReadGroupRequest => "read_group_request",
            Self::ReadOwnRequest => "read_own_request",
            Self::ReadRequestLog => "read_request_log",
            Self::SubmitRequest => "submit_request",
            Self::CorrectRequest => "correct_request",
            Self::CorrectRecord => "correct_record",
            Self::RestrictRequest => "restrict_request",
            Self::WithdrawRequest => "withdraw_request",
            Self::AnswerRequest => "answer_request",
            Self::KeepScenario => "keep_scenario",
            Self::ReadGroupScenario => "read_group_scenario",
            Self::ReadDecision => "read_decision",
            Self::RecordDecision => "record_decision",
        }
    }

    /// Whether it changes something.
    pub const fn is_write(self) -> bool {
        match self {
            Self::ReadPublished
            | Self::ReadUnpublished
            | Self::ReadAccounts
            | Self::ReadCondition
            | Self::ReadGroupRequest
            | Self::ReadOwnRequest
            | Self::ReadRequestLog
            | Self::ReadGroupScenario
            | Self::ReadDecision => false,
            Self::ProposeDefinition
            | Self::RecordEngagement
            | Self::MoveDefinition
            | Self::KeepOwnAccount
            | Self::ManageAccounts
            | Self::SubmitRequest
            | Self::CorrectRequest
            | Self::CorrectRecord
            | Self::RestrictRequest
            | Self::WithdrawRequest
            | Self::AnswerRequest
            | Self::KeepScenario
            | Self::RecordDecision => true,
        }
    }
}

/// What the table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Always.
    Yes,
    /// Only for the government whose words they are, or whose people.
    Own,
    /// Never.
    No,
}

impl Rule {
    /// The word of the golden table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Own => "own",
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
        Name::ReadUnpublished
        | Name::RecordEngagement
        | Name::ReadGroupRequest
        | Name::CorrectRecord
        // A government sees the answer to what it asked, whether or not others do.
        | Name::ReadDecision => match role {
            WorkingGroup => Rule::Yes,
            Government => Rule::Own,
            Public | Planner | Administrator => Rule::No,
        },
        // Administrators run the service and read no words of anybody.
        Name::ReadOwnRequest
        | Name::ReadRequestLog
        | Name::SubmitRequest
        | Name::CorrectRequest
        | Name::RestrictRequest
        | Name::WithdrawRequest => match role {
            Government => Rule::Own,
            Public | Planner | WorkingGroup | Administrator => Rule::No,
        },
        Name::ProposeDefinition | Name::MoveDefinition | Name::AnswerRequest | Name::RecordDecision => match role {
            WorkingGroup => Rule::Yes,
            Public | Planner | Government | Administrator => Rule::No,
        },
        Name::ReadGroupScenario => match role {
            WorkingGroup => Rule::Yes,
            Public | Planner | Government | Administrator => Rule::No,
        },
        // Each their own: whose a scenario is, is looked at beside.
        Name::KeepOwnAccount | Name::KeepScenario => match role {
            Planner | WorkingGroup | Government | Administrator => Rule::Yes,
            Public => Rule::No,
        },
        // A government sees who can act in its name: an account that nobody asked it about must not pass unseen.
        Name::ReadAccounts => match role {
            Administrator => Rule::Yes,
            Government => Rule::Own,
            Public | Planner | WorkingGroup => Rule::No,
        },
        Name::ManageAccounts | Name::ReadCondition => match role {
            Administrator => Rule::Yes,
            Public | Planner | WorkingGroup | Government => Rule::No,
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
    /// Keeps one's own account: its password and its tokens.
    KeepOwnAccount,
    /// Reads which accounts there are.
    ReadAccounts,
    /// Adds, changes and disables accounts, and ends tokens of others.
    ManageAccounts,
    /// Reads why the service does not work as it should.
    ReadCondition,
    /// Reads a request that its owner shows to the working group.
    ReadGroupRequest,
    /// Reads a request that its owner shows to nobody, and any draft.
    ReadOwnRequest,
    /// Reads a request's whole history and who opened it, and takes everything away in a file.
    ReadRequestLog,
    /// Writes down a request and asks it.
    SubmitRequest,
    /// Gives a request other words.
    CorrectRequest,
    /// Says beside a publicly recorded call what is so, and takes that back.
    CorrectRecord,
    /// Chooses who may see a request.
    RestrictRequest,
    /// Takes a request back, so that no words of it are left.
    WithdrawRequest,
    /// Answers a request and moves it along.
    AnswerRequest,
    /// Keeps a scenario, shares it, and takes it away again.
    KeepScenario,
    /// Reads a scenario that whoever keeps it shows to the working group.
    ReadGroupScenario,
    /// Reads what was decided and is not public.
    ReadDecision,
    /// Records what was decided on something that could be done, and changes that.
    RecordDecision,
}

/// Permission for one action, held by the party that has it. Only [`allow`] makes one.
#[derive(Clone, Debug)]
pub struct Allowed<A> {
    party: Party,
    own: Option<GovernmentId>,
    action: PhantomData<A>,
}

impl<A: Action> Allowed<A> {
    /// Who has it.
    pub const fn party(&self) -> &Party {
        &self.party
    }

    /// The one government for whose words or people it is; none where it is for everybody's.
    pub const fn own(&self) -> Option<&GovernmentId> {
        self.own.as_ref()
    }

    /// Whether it holds for what a government owns, or for what no government does.
    pub fn holds_for(&self, owner: Option<&GovernmentId>) -> bool {
        self.own.is_none() || self.own.as_ref() == owner
    }
}

/// A party may not do this.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is not for the {}", action.as_str(), in_words(roles))]
pub struct Forbidden {
    /// The action.
    pub action: Name,
    /// The roles that may not; none for the public.
    pub roles: Vec<Role>,
}

fn in_words(roles: &[Role]) -> String {
    let words: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    match words.as_slice() {
        [] => format!("role {}", Role::Public.as_str()),
        [one] => format!("role {one}"),
        several => format!("roles {}", several.join(", ")),
    }
}

/// Permission for an action, where the table gives it to one of the party's roles. `owner` is the government whose words
/// or people it is about, where it is about one's. A rule for everybody's goes before a rule for one's own.
pub fn allow<A: Action>(party: &Party, owner: Option<&GovernmentId>) -> Result<Allowed<A>, Forbidden> {
    let has =
        |wanted: Rule| has_what_it_takes(party, A::NAME) && party.all_roles().any(|role| rule(role, A::NAME) == wanted);
    let is_own = party.government.is_some() && party.government.as_ref() == owner;
    let own = if has(Rule::Yes) {
        None
    } else if has(Rule::Own) && is_own {
        owner.cloned()
    } else {
        return Err(Forbidden {
            action: A::NAME,
            roles: party.roles.clone(),
        });
    };
    Ok(Allowed {
        party: party.clone(),
        own,
        action: PhantomData,
    })
}

/// Whether the table gives an action to somebody in these roles, of whom `government` are the people.
pub(super) fn holds(
    roles: &[Role],
    government: Option<&GovernmentId>,
    action: Name,
    owner: Option<&GovernmentId>,
) -> bool {
    roles.iter().any(|&role| match rule(role, action) {
        Rule::Yes => true,
        Rule::Own => owner.is_some() && government == owner,
        Rule::No => false,
    })
}

/// Permission for an action, for everybody's where the table gives that, else for the party's own.
pub fn allow_own<A: Action>(party: &Party) -> Result<Allowed<A>, Forbidden> {
    allow(party, party.government.as_ref())
}

/// Whether the table gives an action to one of the party's roles, be it for their own alone.
pub fn may(party: &Party, action: Name) -> bool {
    has_what_it_takes(party, action)
        && party.all_roles().any(|role| match rule(role, action) {
            Rule::Yes => true,
            Rule::Own => party.government.is_some(),
            Rule::No => false,
        })
}

/// Whoever acts on the machine itself has roles and no account of their own to keep.
fn has_what_it_takes(party: &Party, action: Name) -> bool {
    action != Name::KeepOwnAccount || party.account.is_some()
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
keep_own_account    no     yes     yes           yes        yes
read_accounts       no     no      no            own        yes
manage_accounts     no     no      no            no         yes
read_condition      no     no      no            no         yes
read_group_request  no     no      yes           own        no
read_own_request    no     no      no            own        no
read_request_log    no     no      no            own        no
submit_request      no     no      no            own        no
correct_request     no     no      no            own        no
correct_record      no     no      yes           own        no
restrict_request    no     no      no            own        no
withdraw_request    no     no      no            own        no
answer_request      no     no      yes           no         no
keep_scenario       no     yes     yes           yes        yes
read_group_scenario no     no      yes           no         no
read_decision       no     no      yes           own        no
record_decision     no     no      yes           no         no
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
            roles: vec![Role::Government],
            government: Some("tlicho".into()),
            name: "Tłı̨chǫ Government".to_owned(),
            ..Party::public()
        };
        assert!(allow::<RecordEngagement>(&party, Some(&"tlicho".into())).is_ok());
        assert!(allow::<RecordEngagement>(&party, Some(&"deh-cho".into())).is_err());
        assert!(
            allow::<RecordEngagement>(&party, None).is_err(),
            "words of no government"
        );
        let nameless = Party {
            government: None,
            ..party.clone()
        };
        assert!(
            allow::<RecordEngagement>(&nameless, None).is_err(),
            "bound to no government"
        );
        assert!(allow_own::<RecordEngagement>(&nameless).is_err(), "nothing is its own");
        let own = allow_own::<RecordEngagement>(&party).expect("its own words");
        assert!(own.holds_for(Some(&"tlicho".into())));
        assert!(!own.holds_for(Some(&"deh-cho".into())) && !own.holds_for(None));
    }

    #[test]
    fn roles_combine_and_each_gives_what_it_gives_alone() {
        let both = Party {
            roles: vec![Role::WorkingGroup, Role::Government],
            government: Some("tlicho".into()),
            name: "Somebody".to_owned(),
            ..Party::public()
        };
        let allowed = allow::<RecordEngagement>(&both, Some(&"deh-cho".into())).expect("as of the working group");
        assert!(allowed.holds_for(Some(&"deh-cho".into())) && allowed.holds_for(None));
        assert_eq!(
            allow_own::<ReadAccounts>(&both).expect("its own").own(),
            Some(&"tlicho".into())
        );
        assert!(allow::<ManageAccounts>(&both, None).is_err());
        assert!(allow::<KeepOwnAccount>(&both, None).is_err(), "there is none to keep");
        let with_account = Party {
            account: Some("0a".into()),
            ..both.clone()
        };
        assert!(allow::<KeepOwnAccount>(&with_account, None).is_ok());
        for action in Name::ALL {
            let alone = |role| {
                let party = Party {
                    roles: vec![role],
                    ..both.clone()
                };
                may(&party, action)
            };
            assert_eq!(
                may(&both, action),
                alone(Role::WorkingGroup) || alone(Role::Government),
                "{}",
                action.as_str()
            );
        }
    }

    #[test]
    fn permission_is_refused_with_the_role_and_the_action() {
        let refused = allow::<MoveDefinition>(&Party::public(), None).expect_err("refused");
        assert_eq!(refused.to_string(), "move_definition is not for the role public");
        let several = Party {
            roles: vec![Role::Planner, Role::Administrator],
            ..Party::working_group("x")
        };
        let refused = allow::<MoveDefinition>(&several, None).expect_err("refused");
        assert_eq!(
            refused.to_string(),
            "move_definition is not for the roles planner, administrator"
        );
        assert!(allow::<MoveDefinition>(&Party::working_group("desk"), None).is_ok());
    }
}
