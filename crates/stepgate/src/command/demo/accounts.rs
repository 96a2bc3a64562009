//! The demo's accounts: made at the first start, found again at the next.

use super::software_key::SoftwareKey;
use crate::command::CommandError;
use crate::command::user::ticket;
use crate::data_dir::DataDir;
use data_encoding::BASE64URL_NOPAD;
use std::collections::BTreeMap;
use stepgate_core::{CredentialId, SubjectId};
use stepgate_protocol::hash::Sha256;
use stepgate_server::{
    Clock as _, DemoAccount, Issuer, Rng as _, Secret, SoftPasskey, SystemClock, SystemRng, hash_password,
};
use stepgate_store::Storage;
use stepgate_store::audit::AuditEvent;
use stepgate_store::passkeys::{AddPasskey, NewPasskey};
use stepgate_store::users::{CreateUser, FindUser, NewUser};

/// The software passkeys, by account: the demo's page holds the keys, so they are no secret.
const KEYS: &str = "demo-passkeys.json";
/// COSE algorithm (RFC 9053 §2.1).
const ES256: i64 = -7;

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
        note: "has a demo passkey, too",
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

type Keys = BTreeMap<String, SoftwareKey>;

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
        password_hash: hash_password(plan.password, &salt()?),
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
    let broken = || CommandError::Seed("a software passkey cannot be made".to_owned());
    let key = match keys.get(plan.login) {
        Some(kept) => kept.clone(),
        None => SoftwareKey::generate().map_err(|_| broken())?,
    };
    keys.insert(plan.login.to_owned(), key.clone());
    let public_key = key.cose().ok_or_else(broken)?;
    // An authenticator draws a credential id; one made from the key is found again at the next start.
    let id = Sha256::of(&public_key).base64url();
    let registered = NewPasskey {
        id: CredentialId::new(&id),
        subject: subject.clone(),
        name: "Demo passkey".to_owned(),
        public_key,
        algorithm: ES256,
        sign_count: 0,
        backup_eligible: true,
        backed_up: true,
        aaguid: "00000000-0000-0000-0000-000000000000".to_owned(),
        transports: vec!["internal".to_owned()],
        demo: true,
        attested: false,
        ceiling: None,
    };
    // At the second start it is there already, which is what was wanted.
    let audit = AuditEvent::new("passkey_added").about(subject).with(&[("credential", &id)]);
    storage.run(AddPasskey { passkey: registered, session: None, now: SystemClock.now(), audit }).await?;
    let user_handle = BASE64URL_NOPAD.encode(subject.as_str().as_bytes());
    Ok(SoftPasskey { credential_id: id, user_handle, x: key.x, y: key.y, d: key.d })
}

fn salt() -> Result<[u8; 16], CommandError> {
    let mut bytes = [0; 16];
    SystemRng.fill(&mut bytes).map_err(|_| CommandError::Randomness)?;
    Ok(bytes)
}
