//! Whether a wrong client secret takes longer the more of it is right (C10): Welch's t over calls of both kinds in random order.
//!
//! Below 4.5 nothing can be told from that many calls (the bound of the dudect method). The slowest tenth of the calls is left out
//! on both sides alike: an interrupt says nothing about a secret.

use crate::Outcome;
use crate::figure::{Figure, Reach};
use crate::rounds::Plan;
use crate::server::Folder;
use crate::stopwatch::Stopwatch;
use std::hint::black_box;
use stepgate_protocol::client::{Client, ClientAuth};
use stepgate_protocol::hash::Sha256;
use stepgate_protocol::params::Params;
use stepgate_protocol::token::Presented;

/// Calls of both kinds together, in one turn.
const CALLS: usize = 200_000;
const SECRET: &str = "sgc_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ";

pub(crate) fn measure(plan: &Plan, _: &Folder) -> Outcome<Vec<Figure>> {
    let client = Client::new("shop", ClientAuth::Secret(Sha256::of(SECRET.as_bytes())), "https://api.example.com");
    let nothing_right = form(&"x".repeat(SECRET.len()));
    let last_wrong = form(&format!("{}x", SECRET.get(..SECRET.len() - 1).unwrap_or_default()));
    let mut values = Vec::new();
    for round in 0..plan.rounds {
        values.push(t_of(round, &client, [&nothing_right, &last_wrong])?);
    }
    let name = "wrong client secret, nothing right against all but one letter, |t|";
    Ok(vec![Figure::new(name, "", &values).reach(Reach::AtMost(4.5))])
}

fn form(secret: &str) -> Params {
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("client_id", "shop")
        .append_pair("client_secret", secret)
        .finish();
    Params::parse(body.as_bytes())
}

/// |t| between the times of the two kinds.
fn t_of(round: usize, client: &Client, kinds: [&Params; 2]) -> Outcome<f64> {
    let mut times = [const { Vec::new() }; 2];
    // Any order that the branch predictor does not know will do (Knuth's MMIX generator).
    let mut state = u64::try_from(round)?.wrapping_add(1);
    for _ in 0..CALLS {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let kind = usize::from(state >> 63 == 1);
        if let (Some(params), Some(times)) = (kinds.get(kind), times.get_mut(kind)) {
            let watch = Stopwatch::start();
            let refused = Presented::parse(None, black_box(params)).and_then(|presented| presented.prove(client));
            let nanos = watch.elapsed().as_nanos();
            if black_box(refused).is_ok() {
                return Err("a wrong secret was taken".into());
            }
            times.push(u32::try_from(nanos).unwrap_or(u32::MAX));
        }
    }
    let [a, b] = times;
    let mut all: Vec<u32> = a.iter().chain(&b).copied().collect();
    all.sort_unstable();
    let most = all.get(all.len() * 9 / 10).copied().unwrap_or(u32::MAX);
    Ok(welch(&moments(&a, most), &moments(&b, most)))
}

/// How many, their mean, and their variance.
struct Moments {
    count: f64,
    mean: f64,
    variance: f64,
}

fn moments(times: &[u32], most: u32) -> Moments {
    let kept: Vec<f64> = times.iter().filter(|time| **time <= most).map(|time| f64::from(*time)).collect();
    let count = kept.iter().map(|_| 1.0).sum::<f64>();
    let mean = kept.iter().sum::<f64>() / count;
    let variance = kept.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
    Moments { count, mean, variance }
}

fn welch(a: &Moments, b: &Moments) -> f64 {
    ((a.mean - b.mean) / (a.variance / a.count + b.variance / b.count).sqrt()).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_and_what_does_not_is_not() {
        let times = |from: u32| (0..10_000).map(|n| from + n % 100).collect::<Vec<_>>();
        let t = |a: u32, b: u32| welch(&moments(&times(a), u32::MAX), &moments(&times(b), u32::MAX));
        assert!(t(1000, 1000) < 0.1);
        assert!(t(1000, 1005) > 4.5);
        assert_eq!(moments(&[1, 2, 3, 900], 100).mean, 2.0);
    }
}
