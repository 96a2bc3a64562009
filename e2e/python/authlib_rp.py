"""A web app on Authlib. `/login?…` sends the browser to the provider, with the query as further parameters of the request;
`/callback` redeems the answer, with every check that the library has, and says as JSON what came of it.

usage: authlib_rp.py ISSUER CLIENT_ID CLIENT_SECRET
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OAuthError, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session


class Provider(OAuth2Mixin, OpenIDMixin, BaseApp):
    """Authlib's client without a web framework, on requests."""

    client_cls = OAuth2Session


class App:
    def __init__(self, issuer, client_id, client_secret):
        self.issuer = issuer
        self.pending = {}
        self.provider = Provider(
            framework=None,
            client_id=client_id,
            client_secret=client_secret,
            server_metadata_url=f"{issuer}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid", "code_challenge_method": "S256"},
        )

    def login(self, redirect_uri, parameters):
        """The address to send the browser to."""
        request = self.provider.create_authorization_url(redirect_uri, **parameters)
        self.pending[request["state"]] = {**request, "redirect_uri": redirect_uri, "acr_values": parameters.get("acr_values")}
        return request["url"]

    def callback(self, answer):
        """What the provider's answer is worth."""
        # As in Authlib's own integrations of frameworks: the error first, then the state, the code and the ID token.
        request = self.pending.pop(answer.get("state"))
        if "error" in answer:
            raise OAuthError(error=answer["error"], description=answer.get("error_description"))
        token = self.provider.fetch_access_token(
            redirect_uri=request["redirect_uri"],
            code=answer["code"],
            code_verifier=request["code_verifier"],
        )
        claims = self.provider.parse_id_token(token, nonce=request["nonce"], claims_options=self.required(request["acr_values"]))
        return {"claims": claims, "accessToken": token["access_token"]}

    def required(self, acr_values):
        """Claims that the ID token must have."""
        required = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.provider.client_id},
            "auth_time": {"essential": True},
        }
        if acr_values:
            required["acr"] = {"essential": True, "values": acr_values.split()}
        return required


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        parameters = dict(parse_qsl(url.query))
        if url.path == "/login":
            self.answer(302, "", location=self.server.app.login(f"{self.server.origin}/callback", parameters))
        elif url.path == "/callback":
            self.answer(200, json.dumps(self.outcome(parameters)))
        else:  # A browser looks for an icon, and would complain of a 404.
            self.answer(204, "")

    def outcome(self, parameters):
        try:
            return self.server.app.callback(parameters)
        except Exception as error:  # Whatever it is, the test is to see it, under the name that the library gives it.
            return {"error": getattr(error, "error", type(error).__name__), "description": str(error)}

    def answer(self, status, text, **headers):
        self.send_response(status)
        for name, value in {"content-type": "text/plain", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """Says nothing: a query may have a code in it."""


def main(issuer, client_id, client_secret):
    server = HTTPServer(("localhost", 0), Handler)
    server.app = App(issuer, client_id, client_secret)
    server.origin = f"http://localhost:{server.server_port}"
    print(f"listening on {server.origin}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
