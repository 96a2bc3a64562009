//! Memory of an idle server.

use crate::Outcome;
use crate::figure::{Figure, Reach};
use crate::http::get;
use crate::load::repeat;
use crate::rounds::Plan;
use crate::server::{DISCOVERY, Folder, Kind, Server};
use std::fs;
use std::thread::sleep;
use std::time::Duration;

const SETTLE: Duration = Duration::from_secs(2);

pub(crate) fn measure(_: &Plan, folder: &Folder) -> Outcome<Vec<Figure>> {
    let (served, shown) = (folder.place("served")?, folder.place("shown")?);
    // A first run makes keys and accounts; what is measured is the second.
    drop((Server::start(Kind::Serve(&served))?, Server::start(Kind::Demo(&shown))?));
    let (serve, _) = Server::start(Kind::Serve(&served))?;
    let (demo, _) = Server::start(Kind::Demo(&shown))?;
    let (bare, _) = Server::start(Kind::Floor)?;
    sleep(SETTLE);
    let floor = [resident(&bare)?];
    let mut figures = Vec::new();
    for (name, server) in [("serve", &serve), ("demo", &demo)] {
        let mib = |name, mib| Figure::cost(name, "MiB", &[mib], ("bare axum", &floor)).reach(Reach::AtMost(20.0));
        figures.push(mib(format!("{name}, resident, 2 s after start"), resident(server)?));
        if let Some(pss) = proportional(server) {
            figures.push(Figure::new(format!("{name}, proportional set, 2 s after start"), "MiB", &[pss]));
        }
        repeat(server, &get(server.port, DISCOVERY), 4, 100)?;
        figures.push(mib(format!("{name}, resident, after 100 requests"), resident(server)?));
    }
    Ok(figures)
}

/// `VmRSS`: pages in memory, shared ones included.
fn resident(server: &Server) -> Outcome<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", server.pid()))?;
    Ok(mebibytes(&status, "VmRSS:").ok_or("no VmRSS")?)
}

/// `Pss`: shared pages counted in part. Not every kernel tells.
fn proportional(server: &Server) -> Option<f64> {
    mebibytes(&fs::read_to_string(format!("/proc/{}/smaps_rollup", server.pid())).ok()?, "Pss:")
}

fn mebibytes(text: &str, name: &str) -> Option<f64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::mebibytes;

    #[test]
    fn kilobytes_are_read_by_name() {
        let text = "VmHWM:\t    4096 kB\nVmRSS:\t    2560 kB\n";
        assert_eq!(mebibytes(text, "VmRSS:"), Some(2.5));
        assert_eq!(mebibytes(text, "Pss:"), None);
    }
}
