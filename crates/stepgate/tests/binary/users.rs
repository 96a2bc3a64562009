//! `stepgate user …`

use crate::process::{Folder, printed, run};

fn told(line: &str, folder: &Folder) -> String {
    printed(&run(line, &folder.0))
}

#[test]
fn b27_an_account_is_closed_and_opened_again() {
    let folder = Folder::new("users");
    told("stepgate init", &folder);
    told("stepgate user add alice --name Alice", &folder);
    assert!(told("stepgate user disable Alice", &folder).contains("every session has ended"));
    let listed = told("stepgate user list", &folder);
    assert!(listed.contains("alice") && listed.contains("disabled"), "{listed}");
    let link = run("stepgate user enrol-link alice", &folder.0);
    assert!(!link.status.success() && printed(&link).contains("stepgate user enable alice"), "{}", printed(&link));
    told("stepgate user enable alice", &folder);
    assert!(told("stepgate user enrol-link alice", &folder).contains("http://localhost:8080/enrol/"));
}

#[test]
fn nobody_is_nobody() {
    let folder = Folder::new("nobody");
    told("stepgate init", &folder);
    for command in ["disable", "enable", "enrol-link"] {
        let output = run(&format!("stepgate user {command} alice"), &folder.0);
        assert!(!output.status.success() && printed(&output).contains("stepgate user list"), "{}", printed(&output));
    }
}
