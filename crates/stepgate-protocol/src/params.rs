//! Request parameters, from a query or a form body.

/// `application/x-www-form-urlencoded` parameters, in the order sent, as nobody has checked them.
#[derive(Clone, Debug, Default)]
pub struct Params(Vec<(String, String)>);

/// A parameter was sent twice (RFC 6749 §3.1: "MUST NOT be included more than once").
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a parameter was sent more than once")]
pub struct Repeated;

impl Params {
    /// Decodes a query or a body.
    #[must_use]
    pub fn parse(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The one value of a parameter. One without a value counts as omitted (RFC 6749 §3.1).
    ///
    /// # Errors
    /// [`Repeated`] where it was sent more than once, even with the same value: two readers must never see two requests.
    pub fn one(&self, name: &str) -> Result<Option<&str>, Repeated> {
        let mut values = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (_, Some(_)) => Err(Repeated),
            (value, None) => Ok(value.filter(|v| !v.is_empty())),
        }
    }

    /// Whether no parameter occurs twice. `resource` may (RFC 8707 §2).
    ///
    /// # Errors
    /// [`Repeated`].
    pub fn check_repeats(&self) -> Result<(), Repeated> {
        let mut names: Vec<&str> = self.0.iter().map(|(key, _)| key.as_str()).filter(|n| *n != "resource").collect();
        names.sort_unstable();
        if names.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) { Err(Repeated) } else { Ok(()) }
    }

    /// The parameters, encoded again.
    #[must_use]
    pub fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }
}

/// Splits a space-separated list (scopes, acr values, prompts) and drops repeats, keeping the order.
pub fn space_list(value: &str) -> Vec<String> {
    value.split(' ').filter(|item| !item.is_empty()).fold(Vec::new(), |mut list, item| {
        if !list.iter().any(|known| known == item) {
            list.push(item.to_owned());
        }
        list
    })
}
