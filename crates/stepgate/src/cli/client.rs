//! `stepgate client …`

use super::ConfigArgs;
use clap::{Args, Subcommand};

/// `stepgate client …`
#[derive(Debug, Subcommand)]
pub(crate) enum ClientCommand {
    /// Register an application; prints its secret once, and the configuration that would do the same
    Add(ClientAddArgs),
    /// List all applications, those of the configuration too
    List(ConfigArgs),
    /// Print an application as the configuration would have it
    Show(ClientArgs),
    /// Turn an application away at every step; what it was granted is revoked
    Disable(ClientArgs),
    /// Let an application in again
    Enable(ClientArgs),
}

/// `stepgate client add`
#[derive(Debug, Args)]
pub(crate) struct ClientAddArgs {
    /// Its client_id
    pub(crate) id: String,
    /// Where answers may go, compared byte for byte; may be repeated
    #[arg(long = "redirect-uri", value_name = "URI", required = true)]
    pub(crate) redirect_uris: Vec<String>,
    /// Where a browser may go after signing out; may be repeated
    #[arg(long = "post-logout-redirect-uri", value_name = "URI")]
    pub(crate) post_logout_redirect_uris: Vec<String>,
    /// What users read [default: the id]
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// It can keep no secret: a page, an app on a phone
    #[arg(long)]
    pub(crate) public: bool,
    /// It is your own: users are not asked whether it may know who they are
    #[arg(long)]
    pub(crate) first_party: bool,
    /// A scope it may ask for; may be repeated [default: openid, profile and those of the rules]
    #[arg(long = "scope", value_name = "SCOPE")]
    pub(crate) scopes: Vec<String>,
    /// The `aud` of its access tokens: what its API expects [default: the issuer]
    #[arg(long)]
    pub(crate) audience: Option<String>,
    /// acr_values of requests that send none; may be repeated
    #[arg(long = "default-acr", value_name = "ACR")]
    pub(crate) default_acr_values: Vec<String>,
    /// What its ID tokens are signed with [default: ES256]
    #[arg(long, value_name = "ALG")]
    pub(crate) id_token_signed_response_alg: Option<String>,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

/// A command about one application.
#[derive(Debug, Args)]
pub(crate) struct ClientArgs {
    /// Its client_id
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}
