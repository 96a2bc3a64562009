//! The keys of a provider in tests.

use std::sync::LazyLock;
use stepgate_protocol::client::Client;
use stepgate_protocol::jwt::{Algorithm, SigningKey, SigningKeys};

/// Private keys by algorithm, each made once per process and only where a client wants it: RSA takes its time.
static KEYS: [(Algorithm, LazyLock<Vec<u8>>); 4] = [
    (Algorithm::ES256, LazyLock::new(|| new_key(Algorithm::ES256))),
    (Algorithm::EdDSA, LazyLock::new(|| new_key(Algorithm::EdDSA))),
    (Algorithm::RS256, LazyLock::new(|| new_key(Algorithm::RS256))),
    (Algorithm::PS256, LazyLock::new(|| new_key(Algorithm::PS256))),
];

fn new_key(algorithm: Algorithm) -> Vec<u8> {
    SigningKey::generate_for(algorithm).unwrap().0.as_ref().to_vec()
}

/// What these clients need.
pub(crate) fn signing_keys(clients: &[Client]) -> SigningKeys {
    let read = |(algorithm, der): &(Algorithm, LazyLock<Vec<u8>>)| SigningKey::from_pkcs8_for(der, *algorithm).unwrap();
    let wanted = |algorithm| clients.iter().any(|client| client.id_token_signed_response_alg == algorithm);
    let [access_tokens, others @ ..] = &KEYS;
    SigningKeys::new(read(access_tokens), others.iter().filter(|(alg, _)| wanted(*alg)).map(read).collect()).unwrap()
}
