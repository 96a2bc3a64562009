//! The demo's accounts: made at the first start, found again at the next.

use crate::command::CommandError;
use crate::command::user::ticket;
use crate::data_dir::DataDir;
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use stepgate_core::{CredentialId, SubjectId};
use stepgate_server::{Clock as _, DemoAccount, Issuer, Secret, SoftPasskey, SystemClock, SystemRng, hash_password};
use stepgate_store::Storage;
use stepgate_store::passkeys::{AddPasskey, NewPasskey};
use stepgate_store::users::{CreateUser, FindUser, NewUser};
use stepgate_webauthn::soft_key::SoftKey;

/// Seeds of the software passkeys, by account: the demo's page holds the keys, so they are no secret.
const KEYS: &str = "demo-passkeys.json";

/// An account of the demo and its enrolment link.
pub(super) struct Seeded {
    pub(super) account: DemoAccount,
    pub(super) link: String,
}

/// What the demo has to show.
struct Plan {
    login: &'static str,
    name: &'static str,
    password: &'static str,
    note: &'static str,
    has_passkey: bool,
}

const PLANS: [Plan; 3] = [
    Plan {
        login: "alice",
        name: "Alice Adams",
        password: "alice-demo-password",
        note: "has a demo passkey",
        has_passkey: true,
    },
    Plan {
        login: "bob",
        name: "Bob Brown",
        password: "bob-demo-password",
        note: "has a demo passkey of his own",
        has_passkey: true,
    },
    Plan {
        login: "nokey",
        name: "Nora Key",
        password: "nokey-demo-password",
        note: "has no passkey yet",
        has_passkey: false,
    },
];

/// 32 bytes a key is made of, base64url.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Keys(BTreeMap<String, String>);

/// Makes the accounts that are not there yet, and an enrolment link for each.
pub(super) async fn seed(storage: &Storage, data: &DataDir, issuer: &Issuer) -> Result<Vec<Seeded>, CommandError> {
    let mut keys = match data.read(KEYS)? {
        Some(text) => serde_json::from_str(&text).map_err(|error| CommandError::Seed(error.to_string()))?,
        None => Keys::default(),
    };
    let mut seeded = Vec::new();
    for plan in &PLANS {
        let subject = find_or_create(storage, plan).await?;
        let passkey = match plan.has_passkey {
            true => Some(passkey(storage, &mut keys, plan, &subject).await?),
            false => None,
        };
        let account = DemoAccount {
            login: plan.login.to_owned(),
            password: plan.password.to_owned(),
            note: plan.note.to_owned(),
            passkey,
        };
        seeded.push(Seeded { account, link: ticket(storage, issuer, subject).await? });
    }
    let text = serde_json::to_string(&keys).map_err(|error| CommandError::Seed(error.to_string()))?;
    data.write(KEYS, text.as_bytes())?;
    Ok(seeded)
}

async fn find_or_create(storage: &Storage, plan: &Plan) -> Result<SubjectId, CommandError> {
    if let Some(user) = storage.run(FindUser::ByUsername(plan.login.to_owned())).await? {
        return Ok(user.id);
    }
    let subject = SubjectId::new(Secret::draw(&SystemRng).map_err(|_| CommandError::Randomness)?.expose());
    let user = NewUser {
        id: subject.clone(),
        username: plan.login.to_owned(),
        display_name: plan.name.to_owned(),
        password_hash: hash_password(plan.password, &random()?),
    };
    storage.run(CreateUser { user, now: SystemClock.now() }).await?;
    Ok(subject)
}

/// The account's software passkey, registered as a synced one that nobody attested.
async fn passkey(
    storage: &Storage,
    keys: &mut Keys,
    plan: &Plan,
    subject: &SubjectId,
) -> Result<SoftPasskey, CommandError> {
    let seed = match keys.0.get(plan.login) {
        Some(kept) => BASE64URL_NOPAD.decode(kept.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok()),
        None => Some(random()?),
    };
    let seed: [u8; 32] = seed.ok_or_else(|| CommandError::Seed(format!("{KEYS} is not what the demo wrote")))?;
    keys.0.insert(plan.login.to_owned(), BASE64URL_NOPAD.encode(&seed));
    let broken = |_| CommandError::Seed("the software passkey cannot be made".to_owned());
    let key = SoftKey::from_seed(&seed).map_err(broken)?;
    let id = BASE64URL_NOPAD.encode(key.credential_id().as_bytes());
    let registered = NewPasskey {
        id: CredentialId::new(&id),
        subject: subject.clone(),
        name: "Demo passkey".to_owned(),
        public_key: key.cose_public_key().to_vec(),
        algorithm: key.algorithm().cose_id(),
        sign_count: 0,
        backup_eligible: true,
        backed_up: true,
        aaguid: "00000000-0000-0000-0000-000000000000".to_owned(),
        transports: vec!["internal".to_owned()],
        demo: true,
    };
    // At the second start it is there already, which is what was wanted.
    storage.run(AddPasskey { passkey: registered, now: SystemClock.now() }).await?;
    let jwk = key.private_jwk().map_err(broken)?;
    let member = |name: &str| jwk.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    Ok(SoftPasskey {
        credential_id: id,
        user_handle: BASE64URL_NOPAD.encode(subject.as_str().as_bytes()),
        x: member("x"),
        y: member("y"),
        d: member("d"),
    })
}

fn random<const N: usize>() -> Result<[u8; N], CommandError> {
    use stepgate_server::Rng as _;
    let mut bytes = [0; N];
    SystemRng.fill(&mut bytes).map_err(|_| CommandError::Randomness)?;
    Ok(bytes)
}
