//! Documents that every client fetches: discovery and keys.

use crate::Outcome;
use crate::figure::{Figure, Reach};
use crate::floor;
use crate::http::get;
use crate::load::{Load, costs, rates, repeat};
use crate::rounds::{Plan, Turn, take};
use crate::server::{DISCOVERY, Folder, Kind, Server};

const CONNECTIONS: usize = 16;

pub(crate) fn measure(plan: &Plan, folder: &Folder) -> Outcome<Vec<Figure>> {
    let place = folder.place("metadata")?;
    let (server, _) = Server::start(Kind::Serve(&place))?;
    let (bare, _) = Server::start(Kind::Floor)?;
    let requests = 4 * plan.requests;
    let load = |server, path| -> Turn<'_, Load> {
        let server: &Server = server;
        let request = get(server.port, path);
        Box::new(move || repeat(server, &request, CONNECTIONS, requests))
    };
    let sides = [load(&bare, floor::GET), load(&server, "/jwks"), load(&server, DISCOVERY)];
    let [bare, jwks, discovery] = take(plan.rounds, sides)?;
    let cost = |name, loads| Figure::cost(name, "CPU-µs", &costs(loads), ("bare axum, GET", &costs(&bare)));
    let rate = |name, loads| Figure::rate(name, &rates(loads), ("bare axum, GET", &rates(&bare)));
    Ok(vec![
        cost("JWKS", &jwks).reach(Reach::Near(0.8)),
        rate("JWKS, 16 connections", &jwks),
        cost("discovery", &discovery).reach(Reach::Near(0.8)),
        rate("discovery, 16 connections", &discovery),
    ])
}
