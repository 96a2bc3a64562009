//! HTTP/1.1 as a load generator needs it: requests that are written once and sent often, answers with a length.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(10);
/// Longer than any answer that is measured.
const MAX_ANSWER: usize = 64 * 1024;

/// A connection to a server on this machine, kept alive.
pub(crate) struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

/// Status and body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

pub(crate) fn get(port: u16, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost:{port}\r\n\r\n").into_bytes()
}

pub(crate) fn post_form(port: u16, path: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost:{port}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

impl Connection {
    pub(crate) fn open(port: u16) -> io::Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        Ok(Self { stream, read: Vec::with_capacity(4096) })
    }

    /// Sends a request and reads its answer.
    pub(crate) fn exchange(&mut self, request: &[u8]) -> io::Result<Answer> {
        self.stream.write_all(request)?;
        self.read.clear();
        loop {
            if let Some(answer) = parse(&self.read) {
                return Ok(answer);
            }
            let mut part = [0; 4096];
            match self.stream.read(&mut part)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                _ if self.read.len() > MAX_ANSWER => return Err(io::ErrorKind::InvalidData.into()),
                length => self.read.extend_from_slice(part.get(..length).unwrap_or_default()),
            }
        }
    }
}

/// The answer, once all of it is there.
fn parse(read: &[u8]) -> Option<Answer> {
    let end = read.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(read.get(..end)?).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let length = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    })?;
    let body = read.get(end + 4..end + 4 + length)?.to_vec();
    Some(Answer { status, body })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn an_answer_is_read_when_all_of_it_is_there() {
        let text = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nx: y\r\n\r\nok";
        assert!((0..text.len()).all(|length| parse(&text[..length]).is_none()));
        let answer = parse(text).unwrap();
        assert_eq!((answer.status, answer.body), (200, b"ok".to_vec()));
    }
}
