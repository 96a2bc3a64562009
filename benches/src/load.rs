//! A closed loop: connections that send the next request when the last was answered. It tells what an operation costs and how
//! many there can be; it does not tell how long a user waits.

use crate::Outcome;
use crate::http::{Answer, Connection};
use crate::server::Server;
use crate::stopwatch::{Stopwatch, process_cpu};
use std::sync::Barrier;

/// What a loop came to.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    /// CPU microseconds of the server per request.
    pub(crate) cpu_micros: f64,
    pub(crate) per_second: f64,
}

/// Runs one client per connection, all at once. Each answers how many requests it made; they are connected before time is taken.
pub(crate) fn run<C>(server: &Server, clients: Vec<C>) -> Outcome<Load>
where
    C: FnOnce(&mut Connection) -> Outcome<usize> + Send,
{
    let ready = Barrier::new(clients.len() + 1);
    std::thread::scope(|scope| {
        let mut running = Vec::with_capacity(clients.len());
        for client in clients {
            let ready = &ready;
            let mut connection = Connection::open(server.port);
            running.push(scope.spawn(move || {
                ready.wait();
                client(connection.as_mut().map_err(|error| error.to_string())?)
            }));
        }
        let cpu = process_cpu(server.pid());
        ready.wait();
        let watch = Stopwatch::start();
        let mut requests = 0;
        for client in running {
            requests += client.join().map_err(|_| "a client panicked")??;
        }
        let seconds = watch.elapsed().as_secs_f64();
        let cpu = process_cpu(server.pid())?.saturating_sub(cpu?);
        let requests = f64::from(u32::try_from(requests)?);
        Ok(Load { cpu_micros: cpu.as_secs_f64() * 1e6 / requests, per_second: requests / seconds })
    })
}

/// `requests` times the same request over `connections` connections.
pub(crate) fn repeat(server: &Server, request: &[u8], connections: usize, requests: usize) -> Outcome<Load> {
    let each = requests / connections;
    let client = |connection: &mut Connection| {
        for _ in 0..each {
            succeeded(connection.exchange(request)?)?;
        }
        Ok(each)
    };
    run(server, vec![client; connections])
}

/// Anything but 200 spoils a measurement.
pub(crate) fn succeeded(answer: Answer) -> Outcome<Vec<u8>> {
    match answer.status {
        200 => Ok(answer.body),
        status => Err(format!("{status}: {}", String::from_utf8_lossy(&answer.body)).into()),
    }
}

pub(crate) fn costs(loads: &[Load]) -> Vec<f64> {
    loads.iter().map(|load| load.cpu_micros).collect()
}

pub(crate) fn rates(loads: &[Load]) -> Vec<f64> {
    loads.iter().map(|load| load.per_second).collect()
}
