//! What is wrong with a configuration, and where.

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode, SourceSpan};
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

/// One mistake.
#[derive(Debug)]
pub(crate) struct Problem {
    span: Option<Range<usize>>,
    what: String,
    help: String,
}

impl Problem {
    pub(crate) fn at(span: Option<Range<usize>>, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span, what: what.into(), help: help.into() }
    }
}

/// Why a configuration cannot be used.
#[derive(Debug)]
pub(crate) enum ConfigError {
    /// The file cannot be read.
    Unreadable { path: PathBuf, source: std::io::Error },
    /// The file has mistakes.
    Wrong { source: NamedSource<String>, problems: Vec<Located> },
}

/// A mistake, with the text it is in.
#[derive(Debug)]
pub(crate) struct Located {
    problem: Problem,
    source: NamedSource<String>,
}

impl ConfigError {
    pub(crate) fn wrong(name: &str, text: &str, problems: Vec<Problem>) -> Self {
        let source = NamedSource::new(name, text.to_owned());
        let located = |problem| Located { problem, source: source.clone() };
        let problems = problems.into_iter().map(located).collect();
        Self::Wrong { source, problems }
    }

    /// One line a mistake: `file:line:column: what; help`.
    #[cfg(test)]
    pub(crate) fn lines(&self) -> Vec<String> {
        match self {
            Self::Unreadable { .. } => vec![self.to_string()],
            Self::Wrong { source, problems } => problems
                .iter()
                .map(|located| {
                    let start = located.problem.span.as_ref().map_or(0, |span| span.start);
                    let before = source.inner().get(..start).unwrap_or_default();
                    let line = before.matches('\n').count() + 1;
                    let column = start - before.rfind('\n').map_or(0, |at| at + 1) + 1;
                    format!("{}:{line}:{column}: {}; {}", source.name(), located.problem.what, located.problem.help)
                })
                .collect(),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, source } => write!(f, "`{}` cannot be read: {source}", path.display()),
            Self::Wrong { source, problems } => {
                write!(f, "`{}` has {} mistake(s); nothing was started", source.name(), problems.len())
            }
        }
    }
}

impl std::error::Error for ConfigError {}

impl Diagnostic for ConfigError {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        match self {
            Self::Unreadable { .. } => Some(Box::new("write one with `stepgate init`, or name yours with --config")),
            Self::Wrong { .. } => None,
        }
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        match self {
            Self::Unreadable { .. } => None,
            Self::Wrong { problems, .. } => Some(Box::new(problems.iter().map(|problem| problem as &dyn Diagnostic))),
        }
    }
}

impl fmt::Display for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.what.fmt(f)
    }
}

impl std::error::Error for Located {}

impl Diagnostic for Located {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.problem.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = SourceSpan::from(self.problem.span.clone()?);
        Some(Box::new([LabeledSpan::new_with_span(Some("here".to_owned()), span)].into_iter()))
    }
}
