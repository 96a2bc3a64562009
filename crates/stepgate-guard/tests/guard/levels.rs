//! Strength and freshness: RFC 9470, and what the provider publishes of its levels.

use crate::world::{JWKS_URL, METADATA_URL, NOW, World, challenge_of, changed, metadata};
use serde_json::json;
use stepgate_guard::{Denied, Reason, Require};

async fn outcome(world: &World, acr: &str, age: i64, require: &Require) -> String {
    match world.call(json!({ "acr": acr, "auth_time": NOW - age }), require).await {
        Ok(_) => "ok".to_owned(),
        Err(denied) => denied.name().to_owned(),
    }
}

#[tokio::test]
async fn a_level_is_met_by_itself_and_by_what_covers_it() {
    let world = World::new();
    let table = [
        ("phr", 10, Require::acr(["phr"]), "ok"),
        ("mfa", 10, Require::acr(["phr"]), "level_too_low"),
        ("mfa", 10, Require::acr(["phr", "mfa"]), "ok"),
        ("phr", 10, Require::acr(["mfa"]), "ok"),
        ("phr", 1200, Require::acr(["mfa"]), "ok"),
        ("phr", 10, Require::acr(["basic"]), "ok"),
        // An undated cover says nothing of when the weaker factor was used.
        ("phr", 10, Require::acr(["basic"]).max_age(300), "level_too_low"),
        ("basic", 10, Require::acr(["mfa"]), "level_too_low"),
        ("loa9", 10, Require::acr(["basic"]), "level_too_low"),
    ];
    for (acr, age, require, expected) in table {
        assert_eq!(outcome(&world, acr, age, &require).await, expected, "{acr} {age} {require:?}");
    }
}

/// Where a provider says both, the weaker statement counts.
#[tokio::test]
async fn a_cover_that_is_also_undated_is_undated() {
    let world = World::new();
    let both = json!({ "stepgate_levels": [{ "acr": "basic" },
        { "acr": "phr", "covers": ["basic"], "covers_undated": ["basic"] }] });
    world.wire.answer(METADATA_URL, Ok((200, changed(metadata(), both).to_string())));
    assert_eq!(outcome(&world, "phr", 10, &Require::acr(["basic"])).await, "ok");
    assert_eq!(outcome(&world, "phr", 10, &Require::acr(["basic"]).max_age(300)).await, "level_too_low");
}

#[tokio::test]
async fn a_level_decays_by_its_own_age_and_by_the_one_asked_for() {
    let world = World::new();
    let table = [
        (930, Require::acr(["phr"]), "ok"),
        (931, Require::acr(["phr"]), "too_old"),
        (931, Require::acr(["phr"]).max_age(3600), "too_old"),
        (330, Require::acr(["phr"]).max_age(300), "ok"),
        (331, Require::acr(["phr"]).max_age(300), "too_old"),
    ];
    for (age, require, expected) in table {
        assert_eq!(outcome(&world, "phr", age, &require).await, expected, "{age} {require:?}");
    }
}

#[tokio::test]
async fn an_age_may_be_asked_for_without_a_level() {
    let world = World::new();
    let require = Require::token().max_age(300);
    assert_eq!(outcome(&world, "basic", 330, &require).await, "ok");
    assert_eq!(outcome(&world, "basic", 331, &require).await, "too_old");
    let challenge = challenge_of(world.call(json!({ "auth_time": NOW - 400 }), &require).await.unwrap_err());
    assert_eq!((challenge.acr_values.len(), challenge.max_age), (0, Some(300)));
    let challenge = challenge_of(world.call(json!({ "auth_time": null }), &require).await.unwrap_err());
    assert_eq!((challenge.acr_values.len(), challenge.max_age), (0, Some(300)));
}

/// B06 at the guard: a ceremony of this second is no stronger for it.
#[tokio::test]
async fn b06_recency_is_not_strength() {
    let world = World::new();
    assert_eq!(outcome(&world, "mfa", 0, &Require::acr(["phr"]).max_age(300)).await, "level_too_low");
}

#[tokio::test]
async fn a_provider_that_publishes_no_levels_is_compared_by_value() {
    let world = World::with(|builder| builder.keys_at(JWKS_URL.parse().unwrap(), None));
    let table = [
        ("gold", 10, Require::acr(["gold", "silver"]), "ok"),
        ("silver", 100_000, Require::acr(["gold", "silver"]), "ok"),
        ("silver", 331, Require::acr(["gold", "silver"]).max_age(300), "too_old"),
        ("bronze", 10, Require::acr(["gold", "silver"]), "level_too_low"),
        ("bronze", 10, Require::token().max_age(300), "ok"),
        ("bronze", 331, Require::token().max_age(300), "too_old"),
    ];
    for (acr, age, require, expected) in table {
        assert_eq!(outcome(&world, acr, age, &require).await, expected, "{acr} {age} {require:?}");
    }
}

/// Without published levels a token that does not say when its user was asked is asked for one that does; values that can be nobody's are
/// not.
#[tokio::test]
async fn where_no_levels_are_published_an_age_can_be_asked_for_and_a_value_that_is_none_cannot() {
    let world = World::with(|builder| builder.keys_at(JWKS_URL.parse().unwrap(), None));
    let silent = json!({ "acr": null, "auth_time": null });
    let denied = world.call(silent.clone(), &Require::token().max_age(300)).await.unwrap_err();
    let challenge = challenge_of(denied);
    assert_eq!((challenge.acr_values.len(), challenge.max_age), (0, Some(300)));
    for changes in [silent, json!({ "acr": "gold" })] {
        let denied = world.call(changes, &Require::acr(["not an acr"])).await.unwrap_err();
        assert_eq!((denied.status().as_u16(), denied.challenge()), (403, None));
    }
}

/// B20: a guard that asks for what nobody can give would be asked, and would ask, for ever.
#[tokio::test]
async fn b20_a_level_that_the_provider_does_not_have_is_not_asked_for() {
    let world = World::new();
    for require in [Require::acr(["gold"]), Require::acr(Vec::<&str>::new()), Require::acr(["not an acr"])] {
        for acr in [json!("phr"), json!("gold"), json!(null)] {
            let denied = world.call(json!({ "acr": acr }), &require).await.unwrap_err();
            assert_eq!((denied.status().as_u16(), denied.challenge()), (403, None), "{require:?} {acr}");
        }
    }
    let denied = world.call(json!({ "acr": "mfa" }), &Require::acr(["gold", "phr"])).await.unwrap_err();
    assert_eq!(challenge_of(denied).acr_values, ["phr"]);
}

#[tokio::test]
async fn the_reason_says_what_is_missing() {
    let world = World::new();
    let denied = world.call(json!({ "auth_time": NOW - 1000 }), &Require::acr(["phr"])).await.unwrap_err();
    let Denied::StepUp(step_up) = denied else { panic!("{denied:?}") };
    assert!(matches!(step_up.reason, Reason::TooOld { age: 1000, .. }), "{:?}", step_up.reason);
}
