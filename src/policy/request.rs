//! Who may read a request, and who may move it where. Pure.

use crate::model::{ActedFor, GovernmentId, Request, RequestState, Visibility};

use super::roles::{Party, Role};
use super::table::{Action, AnswerRequest, Name, WithdrawRequest, allow, holds, rule};

/// As whom somebody reads: everything that decides which requests they may read, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reader {
    roles: Vec<Role>,
    government: Option<GovernmentId>,
}

impl Reader {
    /// Anyone.
    pub fn public() -> Self {
        Self::of(&Party::public())
    }

    /// As a party reads. Parties who may read the same are the same reader.
    pub fn of(party: &Party) -> Self {
        let decides = |role: &Role| {
            let mut reads = [Name::ReadGroupRequest, Name::ReadOwnRequest].into_iter();
            reads.any(|action| rule(*role, action) != rule(Role::Public, action))
        };
        let roles: Vec<_> = party.roles.iter().copied().filter(decides).collect();
        let government = roles.contains(&Role::Government).then(|| party.government.clone());
        Self {
            roles,
            government: government.flatten(),
        }
    }

    /// Whether nothing but what everyone may read can be read.
    pub fn is_public(&self) -> bool {
        self.roles.is_empty()
    }

    /// The government whose people read, where they are one's.
    pub const fn government(&self) -> Option<&GovernmentId> {
        self.government.as_ref()
    }

    /// Whether a request may be read.
    pub fn reads(&self, request: &Request) -> bool {
        let action = match request.visibility {
            _ if request.is_draft() => Name::ReadOwnRequest,
            Visibility::Public => Name::ReadPublished,
            Visibility::WorkingGroup => Name::ReadGroupRequest,
            Visibility::Owner => Name::ReadOwnRequest,
        };
        let owner = request.submission.as_ref().map(|submission| &submission.government);
        let everyone = rule(Role::Public, action) == super::Rule::Yes;
        everyone || holds(&self.roles, self.government.as_ref(), action, owner)
    }
}

/// Who may move a request from one state to another; `None` where no way leads there. The one table.
pub const fn mover(from: RequestState, to: RequestState) -> Option<ActedFor> {
    use RequestState::{
        Accepted, Acknowledged, Declined, Draft, Fulfilled, InDelivery, Submitted, UnderReview, Withdrawn,
    };
    match (from, to) {
        (Withdrawn, _) => None,
        // Its owner asks, asks again what was declined, and takes back whatever it is.
        (Draft | Declined, Submitted) | (_, Withdrawn) => Some(ActedFor::Government),
        (Submitted, Acknowledged)
        | (Acknowledged, UnderReview)
        | (UnderReview, Accepted | Declined)
        | (Accepted, InDelivery)
        | (InDelivery, Fulfilled) => Some(ActedFor::WorkingGroup),
        _ => None,
    }
}

/// Where a party may move a request of a government that stands in a state, in the order of the states.
pub fn moves(party: &Party, owner: &GovernmentId, from: RequestState) -> Vec<RequestState> {
    let may = |by: ActedFor| match by {
        ActedFor::Government => may::<WithdrawRequest>(party, owner),
        ActedFor::WorkingGroup => may::<AnswerRequest>(party, owner),
    };
    let all = RequestState::ALL.iter().copied();
    all.filter(|&to| mover(from, to).is_some_and(may)).collect()
}

/// The government of a party, where a publicly recorded call names it: as whose own the call is for it to set right. Who is of
/// the working group as well speaks for that, as the table has it.
pub fn named<'a>(party: &'a Party, request: &Request) -> Option<&'a GovernmentId> {
    party.government.as_ref().filter(|own| request.names.contains(own))
}

fn may<A: Action>(party: &Party, owner: &GovernmentId) -> bool {
    allow::<A>(party, Some(owner)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::table::CorrectRecord;
    use super::*;
    use crate::model::{
        Fact, Provenance, RequestAction, RequestDeed, RequestInput, RequestOrigin, RequestStatus, Submission,
        VersionTag,
    };
    use jiff::civil::date;

    fn submission(state: RequestState, visibility: Visibility) -> Submission {
        Submission {
            government: "tlicho".into(),
            input: RequestInput {
                service_type: "counselling".into(),
                communities: Vec::new(),
                regions: Vec::new(),
                delivery_mode: None,
                languages: Vec::new(),
                cultural_grounding: String::new(),
                why: String::new(),
                since: None,
                evidence: Vec::new(),
                labels: Vec::new(),
                visibility,
            },
            state,
            answers: Vec::new(),
            submitted_on: None,
            changed_on: date(2026, 3, 12),
            deed: RequestDeed {
                action: RequestAction::Created,
                by: ActedFor::Government,
                reason: String::new(),
            },
            version: VersionTag::default(),
        }
    }

    fn request(state: RequestState, visibility: Visibility) -> Request {
        Request::submitted(
            "r1".into(),
            "Tłı̨chǫ Government".to_owned(),
            submission(state, visibility),
        )
    }

    fn party(role: Role, government: Option<&str>) -> Party {
        Party {
            roles: vec![role],
            government: government.map(Into::into),
            name: "somebody".to_owned(),
            ..Party::public()
        }
    }

    /// Everybody whom the table of reading tells apart, by the names of its columns.
    fn everybody() -> [(&'static str, Party); 6] {
        [
            ("public", Party::public()),
            ("planner", party(Role::Planner, None)),
            ("group", party(Role::WorkingGroup, None)),
            ("owner", party(Role::Government, Some("tlicho"))),
            ("other", party(Role::Government, Some("deh-cho"))),
            ("admin", party(Role::Administrator, None)),
        ]
    }

    /// Who reads what, as it was read in review. Changed by hand, and then on purpose.
    const READING: &str = "\
draft         owner
owner         owner
working_group group owner
public        public planner group owner other admin
";

    #[test]
    fn who_reads_what_is_what_was_read_in_review() {
        let mut found = Vec::new();
        let mut line = |name: &str, request: &Request| {
            let readers = everybody();
            let readers = readers.iter().filter(|(_, party)| Reader::of(party).reads(request));
            let names: Vec<_> = [name].into_iter().chain(readers.map(|(name, _)| *name)).collect();
            found.push(names.join(" "));
        };
        line("draft", &request(RequestState::Draft, Visibility::Public));
        for &visibility in Visibility::ALL {
            line(visibility.as_str(), &request(RequestState::Declined, visibility));
        }
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(found, READING.lines().map(words).collect::<Vec<_>>());
    }

    #[test]
    fn what_nobody_owns_is_read_by_the_working_group_or_by_everyone_or_by_nobody() {
        let called = |visibility| Request {
            submission: None,
            origin: RequestOrigin::PublicRecord,
            status: RequestStatus::Open,
            delivery_mode: Fact::Unknown,
            provenance: Provenance::default(),
            ..request(RequestState::Submitted, visibility)
        };
        let readers = |visibility| {
            let request = called(visibility);
            let readers = everybody()
                .into_iter()
                .filter(|(_, party)| Reader::of(party).reads(&request));
            readers.map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(readers(Visibility::Owner), [""; 0]);
        assert_eq!(readers(Visibility::WorkingGroup), ["group"]);
        assert_eq!(readers(Visibility::Public).len(), 6);
    }

    #[test]
    fn a_public_record_is_set_right_by_the_working_group_and_by_the_government_that_it_names() {
        let called = Request {
            submission: None,
            origin: RequestOrigin::PublicRecord,
            names: vec!["tlicho".into(), "sahtu".into()],
            ..request(RequestState::Submitted, Visibility::Public)
        };
        let may = |request: &Request| {
            let all = everybody();
            let may = all.iter().filter(|(_, party)| {
                let named = named(party, request);
                allow::<CorrectRecord>(party, named).is_ok()
            });
            may.map(|(name, _)| *name).collect::<Vec<_>>()
        };
        assert_eq!(may(&called), ["group", "owner"]);
        let nameless = Request {
            names: Vec::new(),
            ..called
        };
        assert_eq!(may(&nameless), ["group"]);
    }

    #[test]
    fn parties_who_may_read_the_same_are_the_same_reader() {
        let [public, planner, group, owner, other, admin] = everybody().map(|(_, party)| Reader::of(&party));
        assert!(public.is_public() && planner == public && admin == public);
        assert!(!group.is_public() && owner != other && owner != group);
        assert_eq!(owner.government().map(GovernmentId::as_str), Some("tlicho"));
    }

    /// The table of states as it was read in review: for each state where it leads, and who moves it there.
    const STATES: &str = "\
draft         submitted:government withdrawn:government
submitted     acknowledged:working_group withdrawn:government
acknowledged  under_review:working_group withdrawn:government
under_review  accepted:working_group declined:working_group withdrawn:government
accepted      in_delivery:working_group withdrawn:government
declined      submitted:government withdrawn:government
in_delivery   fulfilled:working_group withdrawn:government
fulfilled     withdrawn:government
withdrawn
";

    #[test]
    fn the_table_of_states_is_the_one_that_was_read_in_review() {
        let line = |from: &RequestState| {
            let to = RequestState::ALL.iter().filter_map(|&to| Some((to, mover(*from, to)?)));
            let to = to.map(|(to, by)| format!("{}:{}", to.as_str(), by.as_str()));
            [from.as_str().to_owned()].into_iter().chain(to).collect::<Vec<_>>()
        };
        let found: Vec<_> = RequestState::ALL.iter().map(line).collect();
        let expected: Vec<Vec<_>> = STATES
            .lines()
            .map(|line| line.split_whitespace().map(str::to_owned).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_moves_only_what_the_table_gives_them() {
        let moved = |from| {
            let to = everybody().map(|(name, party)| {
                let to = moves(&party, &"tlicho".into(), from);
                (name, to.into_iter().map(RequestState::as_str).collect::<Vec<_>>())
            });
            to.into_iter().filter(|(_, to)| !to.is_empty()).collect::<Vec<_>>()
        };
        let withdrawn = ("owner", vec!["withdrawn"]);
        assert_eq!(
            moved(RequestState::UnderReview),
            [("group", vec!["accepted", "declined"]), withdrawn]
        );
        assert_eq!(
            moved(RequestState::Declined),
            [("owner", vec!["submitted", "withdrawn"])]
        );
        assert_eq!(moved(RequestState::Withdrawn), []);
    }
}
