//! "Now your app" of the README, command by command, and what the binary says when something is in the way.
//!
//! The one liberty taken is the port: 8080 may be somebody else's on the machine that tests.

use crate::process::{Folder, Running, command, free_port, get, patiently, printed, run};
use std::net::TcpListener;
use std::process::Stdio;

const README: &str = include_str!("../../../../README.md");

/// The README's section for an application, a fenced block at a time.
fn block(language: &str) -> &'static str {
    block_of("## Now your app", language)
}

fn block_of(section: &str, language: &str) -> &'static str {
    let section = README.split(section).nth(1).unwrap();
    let block = section.split(&format!("```{language}\n")).nth(1).unwrap();
    block.split("\n```").next().unwrap()
}

#[test]
fn now_your_app_works_as_written() {
    let (folder, port) = (Folder::new("app"), free_port());
    let mut lines = block("sh").lines();
    let config = folder.0.join("stepgate.toml");

    let init = run(lines.next().unwrap(), &folder.0);
    assert!(init.status.success(), "{}", printed(&init));
    let written = std::fs::read_to_string(&config).unwrap();
    assert!(written.contains(block("toml")), "the README shows what init writes");
    std::fs::write(&config, written.replace("8080", &port.to_string())).unwrap();

    let added = printed(&run(lines.next().unwrap(), &folder.0));
    let link = added.split_whitespace().find(|word| word.contains("/enrol/")).unwrap();
    let link = link.strip_prefix(&format!("http://localhost:{port}")).unwrap();

    let mut serve = command(lines.next().unwrap(), &folder.0);
    let _running = Running(serve.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    assert_eq!(lines.next(), None, "every command was run");
    let metadata = patiently(port, "/.well-known/openid-configuration");
    assert!(metadata.starts_with("HTTP/1.1 200") && metadata.contains("\"phr\""), "{metadata}");
    let page = get(port, link).unwrap();
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Add a passkey") && page.contains("alice"), "{page}");
}

#[test]
fn more_applications_and_people_work_as_written() {
    let folder = Folder::new("more");
    assert!(run("stepgate init", &folder.0).status.success());
    assert!(run("stepgate user add alice", &folder.0).status.success());
    for line in block_of("## More applications, more people", "sh").lines() {
        let output = run(line, &folder.0);
        assert!(output.status.success(), "{line}: {}", printed(&output));
    }
    let listed = ["stepgate client list", "stepgate user list"].map(|line| printed(&run(line, &folder.0)));
    assert!(listed.iter().all(|list| list.contains("disabled")), "{listed:?}");
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let folder = Folder::new("twice");
    assert!(run("stepgate init", &folder.0).status.success());
    std::fs::write(folder.0.join("stepgate.toml"), "mine").unwrap();
    let again = run("stepgate init", &folder.0);
    assert!(!again.status.success() && printed(&again).contains("exists"), "{}", printed(&again));
    assert_eq!(std::fs::read_to_string(folder.0.join("stepgate.toml")).unwrap(), "mine");
}

#[test]
fn a_mistake_is_shown_with_its_line_and_a_way_out() {
    let folder = Folder::new("mistake");
    assert!(run("stepgate init", &folder.0).status.success());
    let config = folder.0.join("stepgate.toml");
    let text = std::fs::read_to_string(&config).unwrap().replace("require = [\"phr\"]", "require = [\"prh\"]");
    std::fs::write(&config, text).unwrap();
    let shown = printed(&run("stepgate serve", &folder.0));
    for part in ["no such level `prh`", "stepgate.toml:24:12", "defined levels: basic, mfa, phr, phrh"] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
}

#[test]
fn without_a_file_it_says_how_to_get_one() {
    let folder = Folder::new("none");
    for line in ["stepgate serve", "stepgate user add alice"] {
        let output = run(line, &folder.0);
        assert!(!output.status.success() && printed(&output).contains("stepgate init"), "{}", printed(&output));
    }
}

#[test]
fn a_name_is_given_once_and_has_a_form() {
    let folder = Folder::new("names");
    assert!(run("stepgate init", &folder.0).status.success());
    assert!(run("stepgate user add Alice", &folder.0).status.success());
    let again = run("stepgate user add alice", &folder.0);
    assert!(!again.status.success() && printed(&again).contains("called `alice` already"), "{}", printed(&again));
    let odd = run("stepgate user add al/ice", &folder.0);
    assert!(!odd.status.success() && printed(&odd).contains("letters a to z"), "{}", printed(&odd));
}

/// The first letter is Cyrillic.
#[test]
fn e11_nobody_is_called_what_looks_like_another_name() {
    let folder = Folder::new("twins");
    assert!(run("stepgate init", &folder.0).status.success());
    let twin = run("stepgate user add аdmin", &folder.0);
    assert!(!twin.status.success() && printed(&twin).contains("letters a to z"), "{}", printed(&twin));
}

#[test]
fn a_taken_port_is_named_with_its_flag() {
    let (folder, taken) = (Folder::new("port"), TcpListener::bind("127.0.0.1:0").unwrap());
    let (taken, free) = (taken.local_addr().unwrap().port(), (taken, free_port()));
    let data = folder.0.join("demo");
    for (line, flag) in [
        (format!("stepgate demo --data-dir {} --port {taken} --bank-port {}", data.display(), free.1), "--port"),
        (format!("stepgate demo --data-dir {} --port {} --bank-port {taken}", data.display(), free.1), "--bank-port"),
    ] {
        let output = run(&line, &folder.0);
        assert!(!output.status.success(), "{line}");
        let shown = printed(&output);
        assert!(shown.contains(&format!("port {taken} on this machine is taken")) && shown.contains(flag), "{shown}");
        assert!(!data.exists(), "a demo that did not start leaves nothing behind");
    }
}

#[test]
fn reset_removes_nothing_that_the_demo_did_not_make() {
    let folder = Folder::new("reset");
    std::fs::write(folder.0.join("thesis.txt"), "years of work").unwrap();
    let line = format!("stepgate demo --reset --data-dir {} --port 1", folder.0.display());
    let output = run(&line, &folder.0);
    assert!(!output.status.success() && printed(&output).contains("not a folder that the demo made"));
    assert_eq!(std::fs::read_to_string(folder.0.join("thesis.txt")).unwrap(), "years of work");
}
