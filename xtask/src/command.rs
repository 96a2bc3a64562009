//! Other programs: run one and say in a sentence what went wrong.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{self, Stdio};

use crate::root;
use crate::tally::Tally;

/// A program with its arguments, run from the top of the checkout unless told otherwise.
#[derive(Debug)]
pub struct Command {
    line: String,
    inner: process::Command,
}

impl Command {
    /// `program` is looked up in `PATH`.
    #[must_use]
    pub fn new(program: &str, arguments: &[&str]) -> Self {
        let mut inner = process::Command::new(program);
        inner.current_dir(root());
        Self { line: program.to_owned(), inner }.args(arguments)
    }

    /// Appends arguments.
    #[must_use]
    pub fn args(mut self, arguments: &[&str]) -> Self {
        for argument in arguments {
            self.line.push(' ');
            self.line.push_str(argument);
        }
        self.inner.args(arguments);
        self
    }

    /// Runs in `folder`, relative to the top of the checkout.
    #[must_use]
    pub fn within(mut self, folder: &str) -> Self {
        self.inner.current_dir(root().join(folder));
        self.line = format!("cd {folder} && {}", self.line);
        self
    }

    /// Sets an environment variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.inner.env(name, value.into());
        self
    }

    /// Takes an environment variable away.
    #[must_use]
    pub fn without_env(mut self, name: &str) -> Self {
        self.inner.env_remove(name);
        self
    }

    /// Runs with the terminal's input and output.
    ///
    /// # Errors
    /// When the program cannot be started or does not exit with 0; the sentence holds the command to repeat.
    pub fn run(mut self) -> Result<(), String> {
        let status = self.inner.status().map_err(|e| self.not_started(&e))?;
        self.judge(status)
    }

    /// Runs a test command: passes its output on, line by line, and adds what it reports to `tally`.
    ///
    /// # Errors
    /// As [`Command::run`]; also when no test ran at all, because then nothing was tested.
    pub fn run_tests(mut self, tally: &mut Tally) -> Result<(), String> {
        let mut child = self.inner.stdout(Stdio::piped()).spawn().map_err(|e| self.not_started(&e))?;
        let mut counted = Tally::default();
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                counted.read(&line);
            }
        }
        let status = child.wait().map_err(|e| self.not_started(&e))?;
        tally.add(counted);
        self.judge(status)?;
        if counted == Tally::default() {
            return Err(format!("`{}` ran no test", self.line));
        }
        Ok(())
    }

    /// Runs quietly and gives what the program printed.
    ///
    /// # Errors
    /// As [`Command::run`].
    pub fn output(mut self) -> Result<String, String> {
        let output = self.inner.stderr(Stdio::inherit()).output().map_err(|e| self.not_started(&e))?;
        self.judge(output.status)?;
        String::from_utf8(output.stdout).map_err(|_| format!("`{}` printed something that is not text", self.line))
    }

    fn not_started(&self, error: &std::io::Error) -> String {
        format!("`{}` could not be run: {error}", self.line)
    }

    fn judge(&self, status: process::ExitStatus) -> Result<(), String> {
        if status.success() { Ok(()) } else { Err(format!("`{}` failed: {status}", self.line)) }
    }
}

/// The full path of `program`, if one of the folders in `PATH` has it.
#[must_use]
pub fn find(program: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| Path::is_file(file))
}
