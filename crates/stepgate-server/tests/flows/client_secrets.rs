//! Client secrets: guessed at, and not found.

use crate::http::{Answer, Call};
use crate::world::{SHOP_SECRET, World};
use data_encoding::BASE64;

const ATTACKER: &str = "198.51.100.7";
const AT_HOME: &str = "192.0.2.1";

async fn with_secret(world: &World, client: &str, secret: &str, from: &str) -> Answer {
    let basic = BASE64.encode(format!("{client}:{secret}").as_bytes());
    let call = Call::post("/introspect").form(&[("token", "x")]).header("authorization", format!("Basic {basic}"));
    world.send(Call { peer: Some(from.parse().unwrap()), ..call }).await
}

#[tokio::test]
async fn c10_a_thousand_wrong_secrets_are_not_looked_at_and_lock_nobody_else_out() {
    let world = World::new().await;
    let mut statuses = [0, 0];
    for n in 0..1_000 {
        match with_secret(&world, "shop", &format!("guess-{n}"), ATTACKER).await.status.as_u16() {
            401 => statuses[0] += 1,
            429 => statuses[1] += 1,
            other => panic!("{other}"),
        }
    }
    assert_eq!(statuses, [100, 900]);
    // Even the right one: otherwise the answer tells which guess it was.
    let limited = with_secret(&world, "shop", SHOP_SECRET, ATTACKER).await;
    assert_eq!(limited.refusal(), (429, "temporarily_unavailable".into()));
    assert_eq!(limited.header("retry-after"), Some("600"));
    assert_eq!(with_secret(&world, "shop", SHOP_SECRET, AT_HOME).await.status, 200);
    assert_eq!(with_secret(&world, "ledger", "wrong", ATTACKER).await.status, 401, "another client is not concerned");
    world.pass(600);
    assert_eq!(with_secret(&world, "shop", SHOP_SECRET, ATTACKER).await.status, 200);
}

#[tokio::test]
async fn c10_only_wrong_secrets_of_clients_that_have_one_count() {
    let world = World::new().await;
    for _ in 0..200 {
        assert_eq!(with_secret(&world, "shop", SHOP_SECRET, AT_HOME).await.status, 200);
        for client in ["bank", "nobody"] {
            let answer = with_secret(&world, client, "x", AT_HOME).await;
            assert_eq!(answer.refusal(), (401, "invalid_client".into()));
        }
    }
}
