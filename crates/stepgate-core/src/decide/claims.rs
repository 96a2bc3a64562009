//! What is known, on the guard's side: the claims of one verified token.

use crate::assurance::{Accepted, Asserted};
use crate::decide::Asking;
use crate::decide::known::{Hold, Known, Sealed};
use crate::level::MethodSet;
use crate::levels::Coverage;
use crate::method::Method;
use crate::requirement::Goal;
use std::sync::Arc;

impl Sealed for Asserted {}

#[expect(private_interfaces, reason = "see the trait")]
impl Known for Asserted {
    type Proof = Accepted;

    fn is_nobody(&self) -> bool {
        false
    }

    fn hold(&self, goal: &Goal<'_>, asking: Asking<'_>) -> Hold {
        match (asking.levels.coverage(&self.acr, &goal.level.acr), goal.limit()) {
            (Coverage::No, _) => Hold::Absent,
            (Coverage::Dated | Coverage::Undated, None) => Hold::Fresh,
            // The token does not say when this level's own factor was used.
            (Coverage::Undated, Some(_)) => Hold::Absent,
            (Coverage::Dated, limit) if asking.moment.is_fresh(self.auth_time, limit) => Hold::Fresh,
            (Coverage::Dated, Some(limit)) => Hold::Stale { at: self.auth_time, limit },
        }
    }

    fn missing<'s>(&self, _: &Goal<'_>, set: &'s MethodSet, _: Asking<'_>) -> Vec<&'s Method> {
        set.methods().collect()
    }

    fn prove(&self, goal: &Goal<'_>, _: Asking<'_>) -> Option<Accepted> {
        Some(Accepted { level: Arc::clone(&goal.level.acr), asserted: self.clone() })
    }
}
