//! Who may do what, and what may become of a definition. One pure table, so that it can be run through whole.
//!
//! Permission is a value: what changes something asks for an [`Allowed`] of that action, and only [`allow`] makes one, so
//! that forgetting to ask does not compile. Begin with [`table`]; [`standing`] has the rules by which a definition moves.

mod password;
mod request;
mod roles;
mod scenario;
mod standing;
mod table;

pub use password::{LONGEST, SHORTEST, Weakness, local_words, weakness};
pub use request::{Reader, mover, moves, named};
pub use roles::{Party, Role};
pub use scenario::{circle, owns, reads_scenario, scenario_owner};
pub use standing::{Immovable, Missing, Unchangeable, check_change, check_move, check_proposal, missing_agreements};
pub use table::{
    Action, Allowed, AnswerRequest, CorrectRecord, CorrectRequest, Forbidden, KeepOwnAccount, KeepScenario,
    ManageAccounts, MoveDefinition, Name, ProposeDefinition, ReadAccounts, ReadCondition, ReadDecision,
    ReadGroupRequest, ReadGroupScenario, ReadOwnRequest, ReadPublished, ReadRequestLog, ReadUnpublished,
    RecordDecision, RecordEngagement, RestrictRequest, Rule, SubmitRequest, WithdrawRequest, allow, allow_own, may,
    rule,
};
