//! Whose a scenario is, who may read it, and what it may name while others read it. Pure.

use crate::model::{KeptScenario, ScenarioOwner, Sharing};

use super::request::Reader;
use super::roles::Party;
use super::table::{Name, may};

/// Whose a scenario is that a party keeps: their government's, where they are one's people, else their account's. At the desk
/// there are no accounts, and one owner. `None` for the public.
pub fn scenario_owner(party: &Party) -> Option<ScenarioOwner> {
    if !may(party, Name::KeepScenario) {
        return None;
    }
    let own = party.government.clone().map(ScenarioOwner::Government);
    let account = || party.account.clone().map(ScenarioOwner::Account);
    Some(own.or_else(account).unwrap_or(ScenarioOwner::Desk))
}

/// Whether a scenario is a party's own. What somebody kept before they came to a government stays theirs.
pub fn owns(party: &Party, owner: &ScenarioOwner) -> bool {
    may(party, Name::KeepScenario)
        && match owner {
            ScenarioOwner::Account(account) => party.account.as_ref() == Some(account),
            ScenarioOwner::Government(government) => party.government.as_ref() == Some(government),
            ScenarioOwner::Desk => party.account.is_none() && party.government.is_none(),
        }
}

/// Whether a party may read a scenario.
pub fn reads_scenario(party: &Party, scenario: &KeptScenario) -> bool {
    let is_shown = match scenario.shared {
        Sharing::Own => false,
        Sharing::WorkingGroup => may(party, Name::ReadGroupScenario),
        Sharing::Public => true,
    };
    is_shown || owns(party, &scenario.owner)
}

/// As whom those read with whom a scenario is shared: it may name no request that they may not read. `None` where it is shared
/// with nobody.
pub fn circle(shared: Sharing) -> Option<Reader> {
    match shared {
        Sharing::Own => None,
        Sharing::WorkingGroup => Some(Reader::of(&Party::working_group(String::new()))),
        Sharing::Public => Some(Reader::public()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Role, VersionTag};
    use jiff::civil::date;

    fn everybody() -> [(&'static str, Party); 7] {
        let party = |role, account: Option<&str>, government: Option<&str>| Party {
            account: account.map(Into::into),
            roles: vec![role],
            government: government.map(Into::into),
            name: "somebody".to_owned(),
        };
        [
            ("public", Party::public()),
            ("planner", party(Role::Planner, Some("a1"), None)),
            ("group", party(Role::WorkingGroup, Some("a2"), None)),
            ("owner", party(Role::Government, Some("a3"), Some("tlicho"))),
            ("other", party(Role::Government, Some("a4"), Some("deh-cho"))),
            ("admin", party(Role::Administrator, Some("a5"), None)),
            ("desk", Party::working_group("desk")),
        ]
    }

    fn kept(owner: ScenarioOwner, shared: Sharing) -> KeptScenario {
        KeptScenario {
            id: "s1".into(),
            owner,
            kept_by: "somebody".to_owned(),
            shared,
            document: String::new(),
            forked_from: None,
            changed_on: date(2026, 3, 12),
            version: VersionTag::default(),
        }
    }

    /// Who reads what, as it was read in review. Changed by hand, and then on purpose.
    const READING: &str = "\
own government           owner
own account              planner
own desk                 desk
working_group government group owner desk
working_group account    planner group desk
working_group desk       group desk
public government        public planner group owner other admin desk
public account           public planner group owner other admin desk
public desk              public planner group owner other admin desk
";

    #[test]
    fn who_reads_what_is_what_was_read_in_review() {
        let owners = [
            ("government", ScenarioOwner::Government("tlicho".into())),
            ("account", ScenarioOwner::Account("a1".into())),
            ("desk", ScenarioOwner::Desk),
        ];
        let mut found = Vec::new();
        for &shared in Sharing::ALL {
            for (name, owner) in &owners {
                let scenario = kept(owner.clone(), shared);
                let all = everybody();
                let readers = all.iter().filter(|(_, party)| reads_scenario(party, &scenario));
                let line: Vec<_> = [shared.as_str(), name]
                    .into_iter()
                    .chain(readers.map(|(name, _)| *name))
                    .collect();
                found.push(line.join(" "));
            }
        }
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(found, READING.lines().map(words).collect::<Vec<_>>());
    }

    #[test]
    fn whoever_keeps_a_scenario_owns_it_and_nobody_else_does() {
        for (name, party) in everybody() {
            let owner = scenario_owner(&party);
            assert_eq!(owner.is_none(), name == "public", "{name}");
            let Some(owner) = owner else { continue };
            let all = everybody();
            let owning: Vec<_> = all
                .iter()
                .filter(|(_, one)| owns(one, &owner))
                .map(|(name, _)| *name)
                .collect();
            assert_eq!(owning, [name]);
        }
    }
}
