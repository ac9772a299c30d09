//! Who may enter a service, who refers to whom, ways through care and what studies found: any of them.

use evenreach::model::{Entrance, Entry, Evaluation, Pathway, PathwayStep, Referral, Standing, Subject};

use super::Dice;

impl Dice<'_> {
    fn subject(&mut self) -> Subject {
        if self.flag() {
            Subject::Service(self.text().into())
        } else {
            Subject::Type(self.text().into())
        }
    }

    pub(super) fn entry(&mut self, id: &str) -> Entry {
        Entry {
            id: id.into(),
            of: self.subject(),
            entrances: vec![self.pick(Entrance::ALL)],
            provenance: self.provenance(),
        }
    }

    pub(super) fn referral(&mut self, id: &str) -> Referral {
        Referral {
            id: id.into(),
            from: self.subject(),
            to: self.subject(),
            provenance: self.provenance(),
        }
    }

    pub(super) fn pathway(&mut self, id: &str) -> Pathway {
        let steps = ["b", "a", "c"].map(|step| PathwayStep {
            id: step.into(),
            title: self.words(),
            at_home: self.flag(),
            service_types: self.list(|dice| dice.text().into()),
            sources: self.list(|dice| dice.text().into()),
        });
        Pathway {
            id: id.into(),
            title: self.words(),
            standing: self.pick(Standing::ALL),
            about: self.words(),
            steps: steps.into(),
            sources: self.list(|dice| dice.text().into()),
        }
    }

    pub(super) fn evaluation(&mut self, id: &str) -> Evaluation {
        Evaluation {
            id: id.into(),
            of: self.subject(),
            outcome: self.words(),
            value: self.some(|dice| f64::from(dice.whole()) / 4.0).into(),
            is_at_least: self.flag(),
            unit: self.words(),
            counts: self.some(Self::words),
            gained_by: self.some(Self::words),
            share_of: self.some(|dice| dice.text().into()),
            period: self.some(Self::text),
            study: self.some(Self::words),
            studied_in: self.some(|_| 2020),
            limits: self.some(Self::words),
            provenance: self.provenance(),
        }
    }
}
