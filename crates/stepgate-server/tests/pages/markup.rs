//! Enough of an HTML reader for the assertions: tags with their attributes, as a browser splits them.

/// One start tag.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// The start tags of a page, in order. The templates quote every attribute value with `"`.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    html.split('<').skip(1).filter(|part| part.starts_with(|c: char| c.is_ascii_alphabetic())).map(tag).collect()
}

fn tag(text: &str) -> Tag {
    let name: String = text.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    let mut rest = &text[name.len()..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() || rest.starts_with('>') || rest.starts_with('/') {
            return Tag { name, attributes };
        }
        let end = rest.find(|c: char| c == '=' || c == '>' || c.is_whitespace()).unwrap_or(rest.len());
        let key = rest[..end].to_owned();
        rest = &rest[end..];
        let Some(quoted) = rest.strip_prefix("=\"") else {
            attributes.push((key, String::new()));
            continue;
        };
        let close = quoted.find('"').unwrap();
        attributes.push((key, quoted[..close].to_owned()));
        rest = &quoted[close + 1..];
    }
}

/// Everything but attribute values and text: what must stay the same whatever the values are.
pub(crate) fn skeleton(html: &str) -> Vec<String> {
    tags(html)
        .into_iter()
        .map(|tag| format!("{} {:?}", tag.name, tag.attributes.iter().map(|(n, _)| n).collect::<Vec<_>>()))
        .collect()
}

/// The text between `<element …>` and its first end tag.
pub(crate) fn inner<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let from = html.find(start).unwrap_or_else(|| panic!("no {start}"));
    let rest = &html[from..];
    let open = rest.find('>').unwrap() + 1;
    &rest[open..open + rest[open..].find(end).unwrap()]
}
