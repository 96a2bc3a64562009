//! From `exec` to the first 200 on discovery.

use crate::Outcome;
use crate::figure::{Figure, Reach};
use crate::rounds::{Plan, Turn, take};
use crate::server::{Folder, Kind, Server};
use crate::stopwatch::cpu_once;
use stepgate_server::hash_password;

pub(crate) fn measure(plan: &Plan, folder: &Folder) -> Outcome<Vec<Figure>> {
    // The first turn of each, which is not counted, makes what the others find.
    let (served, shown) = (folder.place("served")?, folder.place("shown")?);
    let anew = || folder.place("anew");
    let sides: [Turn<'_>; 5] = [
        Box::new(|| millis(Kind::Floor)),
        Box::new(|| millis(Kind::Serve(&served))),
        Box::new(|| millis(Kind::Demo(&shown))),
        Box::new(|| millis(Kind::Serve(&anew()?))),
        Box::new(|| millis(Kind::Demo(&anew()?))),
    ];
    let [bare, serve, demo, serve_anew, demo_anew] = take(plan.starts, sides)?;
    let cost = |name, ours| Figure::cost(name, "ms", ours, ("bare axum", &bare));
    Ok(vec![
        cost("serve, with its data", &serve).reach(Reach::AtMost(50.0)),
        cost("demo, with its data", &demo).reach(Reach::AtMost(50.0)),
        cost("serve, first run", &serve_anew).reach(Reach::AtMost(300.0)),
        cost("demo, first run", &demo_anew).reach(Reach::AtMost(300.0)),
        Figure::new("one Argon2id hash: a first run of the demo makes three", "CPU-ms", &hashes(plan)?),
    ])
}

fn millis(kind: Kind<'_>) -> Outcome<f64> {
    let (_server, waited) = Server::start(kind)?;
    Ok(waited.as_secs_f64() * 1e3)
}

fn hashes(plan: &Plan) -> Outcome<Vec<f64>> {
    let hash = || hash_password("correct horse battery staple", &[7; 16]).map(drop).ok_or("argon2 refused".into());
    let [hashes] = take(plan.rounds, [Box::new(|| Ok(cpu_once(hash)? * 1e3)) as Turn<'_>])?;
    Ok(hashes)
}
