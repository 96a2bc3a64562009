//! What holds for every policy, session and request. 12 000 cases each; the oracle tries every choice of evidence by brute
//! force and shares no line with the code it checks.

mod anything;
mod oracle;

use anything::{Asked, Question, anything};
use oracle::{dates, is_fresh, meets_ages_aside};
use proptest::prelude::*;
use stepgate_core::{
    Coverage, Decision, Evidence, MaxAge, Method, Moment, Reach, Requirement, Timestamp, Wanted, decide,
};

fn allowed(question: &Question, session: &[Evidence]) -> Option<stepgate_core::Assurance> {
    match decide(&question.levels, &question.requirement(), session, question.reach(), question.moment()) {
        Decision::Allow(assurance) => Some(assurance),
        Decision::Challenge(_) | Decision::Refuse(_) => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_clock_and_any_age_is_decided(question in anything(), now in any::<i64>(), at in any::<i64>(), age in any::<u32>()) {
        let moment = Moment::Provider { now: Timestamp::from_millis(now), requested_at: Timestamp::from_millis(at) };
        let levels: Vec<_> = question.levels.iter().collect();
        let asked = Requirement::new(&question.levels, Wanted::Need(levels), Some(MaxAge::seconds(age)), &question.floors());
        for moment in [moment, Moment::Guard { now: Timestamp::from_millis(now) }] {
            let decision = decide(&question.levels, &asked, &question.session[..], question.reach(), moment);
            let is_refused = matches!(decision, Decision::Refuse(_));
            prop_assert!(!is_refused || matches!(question.reach(), Reach::Usable(_)) || question.names_no_level());
        }
    }

    #[test]
    fn more_evidence_never_loses_an_allow(question in anything(), more in anything::evidence()) {
        let mut session = question.session.clone();
        if allowed(&question, &session).is_some() {
            session.push(more);
            prop_assert!(allowed(&question, &session).is_some());
        }
    }

    #[test]
    fn an_allow_rests_on_evidence_that_meets_the_level_and_every_floor(question in anything()) {
        if let Some(assurance) = allowed(&question, &question.session) {
            let level = question.levels.by_acr(&assurance.record().acr).unwrap();
            let fresh = |level, asked| dates(&question, level, &question.session).iter().any(|set| is_fresh(&question, set, level, asked));
            prop_assert!(fresh(level, question.max_age));
            for floor in question.floors() {
                let asked = MaxAge::tighter(question.max_age, floor.max_age);
                prop_assert!(floor.any_of.iter().any(|level| fresh(level, asked)));
            }
        }
    }

    #[test]
    fn acr_auth_time_and_amr_are_of_one_set_of_ceremonies(question in anything()) {
        if let Some(assurance) = allowed(&question, &question.session) {
            let record = assurance.record();
            let level = question.levels.by_acr(&record.acr).unwrap();
            let amr: Vec<&str> = record.amr.iter().map(AsRef::as_ref).collect();
            let sets = dates(&question, level, &question.session);
            prop_assert!(sets.iter().any(|set| set.at == record.auth_time && set.amr == amr), "{record:?}");
        }
    }

    #[test]
    fn a_needed_level_is_allowed_exactly_when_the_oracle_finds_it(question in anything()) {
        let Asked::Need(wanted) = question.asked() else { return Ok(()) };
        let bare = Question { floors: Vec::new(), ..question.clone() };
        let fresh = |level| dates(&bare, level, &bare.session).iter().any(|set| is_fresh(&bare, set, level, bare.max_age));
        let first = wanted.iter().find(|level| fresh(level)).map(|level| level.acr.clone());
        prop_assert_eq!(allowed(&bare, &bare.session).map(|a| a.record().acr.clone()), first);
    }

    #[test]
    fn a_request_never_lowers_a_floor(question in anything()) {
        if allowed(&question, &question.session).is_some() {
            let floors_alone = Question { asked: None, max_age: None, ..question.clone() };
            prop_assert!(allowed(&floors_alone, &question.session).is_some());
        }
    }

    #[test]
    fn a_guard_accepts_what_was_just_asserted(question in anything()) {
        let question = Question { requested_before: 0, ..question };
        if let Some(assurance) = allowed(&question, &question.session) {
            let level = question.levels.by_acr(&assurance.record().acr).unwrap();
            let same = Requirement::any_of(&question.levels, vec![level], question.max_age);
            let moment = Moment::Guard { now: question.now };
            let decision = decide(&question.levels, &same, &assurance.asserted(), Reach::Unknown, moment);
            prop_assert!(matches!(decision, Decision::Allow(_)), "{decision:?}");
        }
    }

    #[test]
    fn max_age_zero_takes_a_ceremony_made_for_the_request(question in anything()) {
        let question = Question { max_age: Some(MaxAge::ZERO), ..question };
        if let Some(assurance) = allowed(&question, &question.session) {
            prop_assert!(assurance.record().auth_time >= question.requested_at());
        }
    }

    #[test]
    fn coverage_is_implication_and_its_date_is_safe(question in anything()) {
        let (levels, session) = (&question.levels, &question.session[..]);
        for a in levels.iter() {
            prop_assert_eq!(levels.coverage(&a.acr, &a.acr), Coverage::Dated);
            for b in levels.iter().filter(|b| levels.covers(a, b)) {
                prop_assert!(!meets_ages_aside(&question, a, session) || meets_ages_aside(&question, b, session));
                if levels.coverage(&a.acr, &b.acr) == Coverage::Dated {
                    let newest = |level| dates(&question, level, session).iter().map(|set| set.at).max();
                    prop_assert!(newest(a) <= newest(b));
                }
            }
        }
    }

    #[test]
    fn coverage_is_transitive(question in anything()) {
        let levels = &question.levels;
        for (a, b) in levels.iter().flat_map(|a| levels.iter().map(move |b| (a, b))) {
            for c in levels.iter() {
                let through_b = levels.coverage(&a.acr, &b.acr).min(levels.coverage(&b.acr, &c.acr));
                prop_assert!(levels.coverage(&a.acr, &c.acr) >= through_b);
            }
        }
    }

    /// The loop that others have: the ceremony that was asked for is never asked for again.
    #[test]
    fn whoever_answers_every_challenge_gets_through(question in anything()) {
        let question = Question { floors: Vec::new(), ..question };
        let mut session = question.session.clone();
        for _ in 0..6 {
            match decide(&question.levels, &question.requirement(), &session[..], question.reach(), question.moment()) {
                Decision::Challenge(challenge) if !challenge.methods.is_empty() => {
                    // A user with a choice of authenticators may take any; each may be too weak by itself, all of them are not.
                    let usable = |named: &Method| question.usable().iter().filter(|held| held.method.counts_as(named)).collect::<Vec<_>>();
                    let answers = challenge.methods.iter().map(usable).find(|held| !held.is_empty()).unwrap();
                    session.extend(answers.into_iter().map(|held| anything::answered(held, question.now)));
                }
                Decision::Allow(_) => return Ok(()),
                Decision::Challenge(_) => {
                    prop_assert!(question.reach_is_unknown());
                    return Ok(());
                }
                Decision::Refuse(_) => {
                    prop_assert_eq!(session.len(), question.session.len());
                    return Ok(());
                }
            }
        }
        prop_assert!(false, "still challenged: {session:?}");
    }
}
