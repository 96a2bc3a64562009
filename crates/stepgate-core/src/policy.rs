//! Server policy: the levels, and the rules that put floors under requests.

use crate::levels::Levels;
use crate::requirement::Floor;
use crate::time::MaxAge;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// What a rule speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Everything a client asks for.
    Client(String),
    /// A scope, whoever asks for it.
    Scope(String),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client(id) => write!(f, "client {id}"),
            Self::Scope(name) => write!(f, "scope {name}"),
        }
    }
}

/// A floor, as the configuration writes it.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What it speaks of.
    pub target: Target,
    /// Names of acceptable levels, in order of preference.
    pub require: Vec<String>,
    /// How old the evidence may be, where the level's own limit is not enough.
    pub max_age: Option<MaxAge>,
}

/// The levels and the rules, checked against each other.
#[derive(Clone, Debug)]
pub struct Policy {
    levels: Levels,
    /// In the order of the configuration, each with its target as text.
    rules: Vec<(Rule, Arc<str>)>,
    /// Places in `rules`, so that a request costs the same under ten rules and under ten thousand.
    of_client: HashMap<String, Vec<usize>>,
    of_scope: HashMap<String, Vec<usize>>,
}

/// A rule cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// It names a level that is not defined.
    #[error("the rule for {target} requires unknown level `{level}`")]
    UnknownLevel {
        /// The rule.
        target: Target,
        /// The name it gives.
        level: String,
    },
    /// It accepts no level at all.
    #[error("the rule for {0} names no level")]
    Empty(Target),
}

impl Policy {
    /// Puts levels and rules together.
    pub fn new(levels: Levels, rules: Vec<Rule>) -> Result<Self, PolicyError> {
        for rule in &rules {
            if rule.require.is_empty() {
                return Err(PolicyError::Empty(rule.target.clone()));
            }
            if let Some(level) = rule.require.iter().find(|name| levels.by_name(name).is_none()) {
                return Err(PolicyError::UnknownLevel { target: rule.target.clone(), level: level.clone() });
            }
        }
        let (mut of_client, mut of_scope) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (place, rule) in rules.iter().enumerate() {
            match &rule.target {
                Target::Client(id) => of_client.entry(id.clone()).or_default().push(place),
                Target::Scope(name) => of_scope.entry(name.clone()).or_default().push(place),
            }
        }
        let with_source = |rule: Rule| {
            let source = Arc::from(rule.target.to_string());
            (rule, source)
        };
        Ok(Self { levels, rules: rules.into_iter().map(with_source).collect(), of_client, of_scope })
    }

    /// The levels.
    #[must_use]
    pub const fn levels(&self) -> &Levels {
        &self.levels
    }

    /// The floors under a request of `client` for `scopes`, in the order of the configuration.
    pub fn floors<'p>(&'p self, client: &str, scopes: &[impl AsRef<str>]) -> Vec<Floor<'p>> {
        let of_scopes = scopes.iter().filter_map(|scope| self.of_scope.get(scope.as_ref()));
        let mut places: Vec<usize> =
            self.of_client.get(client).into_iter().chain(of_scopes).flatten().copied().collect();
        places.sort_unstable();
        // A request may name a scope twice.
        places.dedup();
        places.into_iter().filter_map(|place| self.rules.get(place)).map(|rule| self.floor(rule)).collect()
    }

    fn floor(&self, (rule, source): &(Rule, Arc<str>)) -> Floor<'_> {
        Floor {
            any_of: rule.require.iter().filter_map(|name| self.levels.by_name(name)).collect(),
            max_age: rule.max_age,
            source: Arc::clone(source),
        }
    }
}
