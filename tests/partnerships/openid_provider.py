"""A small OpenID Connect provider on 127.0.0.1: discovery, keys, authorisation and tokens signed by RS256.

It speaks the protocol for real; what it says in the token is `claims`, which a test changes.
"""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "popis", "tajemstvi-klienta"
KEY_ID = "1"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer({"/jwks": self.server.jwks, "/.well-known/openid-configuration": self.server.discovery})

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer({"/token": lambda: self.server.token({name: one[0] for name, one in form.items()})})

    def answer(self, pages):
        path = urlsplit(self.path).path
        self.server.asked.append(path)
        body = pages[path]()
        text = json.dumps(body).encode()
        self.send_response(400 if "error" in body else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *args):
        pass


class OpenIDProvider(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signing_key, self.algorithm = self.key, "RS256"
        self.asked: list[str] = []
        self.codes: dict[str, dict] = {}
        self.claims: dict = {}

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *args):
        self.shutdown()
        self.server_close()

    def discovery(self) -> dict:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def jwks(self) -> dict:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def authorize(self, location: str, **claims) -> dict:
        """The person has signed in there; returns what the browser brings back."""
        asked = {name: one[0] for name, one in parse_qs(urlsplit(location).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"kod-{len(self.codes)}"
        self.codes[code] = {**asked, "claims": {"nonce": asked["nonce"], **claims}}
        return {"code": code, "state": asked["state"]}

    def token(self, form: dict) -> dict:
        asked = self.codes.pop(form["code"], None)
        verifier = form.get("code_verifier", "")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or form["redirect_uri"] != asked["redirect_uri"]
            or form.get("client_secret") != CLIENT_SECRET
        ):
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 300, **asked["claims"]}
        claims = {name: value for name, value in claims.items() if value is not None}
        token = jwt.encode(claims, self.signing_key, algorithm=self.algorithm, headers={"kid": KEY_ID})
        return {"access_token": "a", "token_type": "Bearer", "id_token": token}
