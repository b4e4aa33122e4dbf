"""Signing in through the organisation's OpenID Connect provider.

It lets in who has an account, and makes none. Sterner than the library: the identity comes only from an ID token
whose signature, issuer, audience, age and nonce fit; the nonce is the hash of the PKCE verifier, so it belongs to the
browser's session.
"""

import hashlib

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from partnerships.allauth_adapter import address_of
from partnerships.models import User

PROVIDER_ID = "oidc"
CONFIGURATION_KEPT_SECONDS = 600
LEEWAY_SECONDS = 60
REQUIRED_CLAIMS = ["exp", "iat", "iss", "aud", "sub", "nonce"]


def nonce_of(verifier: str) -> str:
    return hashlib.sha256(f"nonce {verifier}".encode()).hexdigest()


class OpenIDClient(OpenIDConnectOAuth2Adapter):
    @property
    def openid_config(self):
        key = f"openid-configuration:{settings.OIDC_SERVER_URL}"
        found = cache.get(key)
        if found is None:
            found = super().openid_config
            cache.set(key, found, CONFIGURATION_KEPT_SECONDS)
        return found

    def get_callback_url(self, request, app):
        return address_of(request, reverse("openid_callback"))

    def get_access_token_data(self, request, app, client, pkce_code_verifier=None):
        self.verifier = pkce_code_verifier
        return super().get_access_token_data(request, app, client, pkce_code_verifier)

    def complete_login(self, request, app, token, **kwargs):
        claims = self._verified(kwargs["response"].get("id_token"), app)
        if "email" not in claims:
            told = self._fetch_user_info(token.token)
            if told.get("sub") == claims["sub"]:
                claims |= {name: told[name] for name in ("email", "email_verified") if name in told}
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _verified(self, id_token, app) -> dict:
        try:
            claims = jwt.decode(
                id_token,
                self._key_of(id_token),
                algorithms=["RS256"],
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY_SECONDS,
                options={"require": REQUIRED_CLAIMS},
            )
        except (jwt.PyJWTError, KeyError, TypeError) as problem:
            raise OAuth2Error("The ID token does not fit.") from problem
        if not constant_time_compare(claims["nonce"], nonce_of(self.verifier)):
            raise OAuth2Error("The ID token belongs to another sign-in.")
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The ID token was made for another application.")
        return claims

    def _key_of(self, id_token):
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(response.json())
        return keys[jwt.get_unverified_header(id_token)["kid"]].key


class Provider(OpenIDConnectProvider):
    oauth2_adapter_class = OpenIDClient

    def start(self, request, next_url):
        """Nothing of the address but `next` gets any further."""
        return self.redirect(request, AuthProcess.LOGIN, next_url=next_url)

    def get_pkce_params(self):
        params = super().get_pkce_params()
        return {**params, "nonce": nonce_of(params["code_verifier"])}


class Adapter(DefaultSocialAccountAdapter):
    def list_apps(self, request, provider=None, client_id=None):
        """The environment names the provider, never a row."""
        return [
            SocialApp(
                provider=OpenIDConnectProvider.id,
                provider_id=PROVIDER_ID,
                name=settings.OIDC_NAME,
                client_id=settings.OIDC_CLIENT_ID,
                secret=settings.OIDC_CLIENT_SECRET,
                settings={"server_url": settings.OIDC_SERVER_URL, "oauth_pkce_enabled": True},
            )
        ]

    def get_provider(self, request, provider, client_id=None):
        return Provider(request, app=self.get_app(request, provider))

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """The provider's `sub` is who it is. An e-mail is asked once, when it comes first."""
        if not sociallogin.is_existing:
            sociallogin.user = link(sociallogin.account)
        user = sociallogin.user
        if user is None or not user.is_active or user.is_site_admin:
            raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", status=403))


@transaction.atomic
def link(identity: SocialAccount) -> User | None:
    """The account of that verified e-mail, unless another identity has it already.

    The site admin's account is none of the provider's: whoever runs the provider could give himself that address.
    """
    told = identity.extra_data["id_token"]
    if told.get("email_verified") is not True or not isinstance(told.get("email"), str):
        return None
    accounts = User.objects.select_for_update(of=("self",)).active().filter(is_site_admin=False)
    user = accounts.filter(email=told["email"].strip().lower()).first()
    if user is None or SocialAccount.objects.filter(user=user, provider=identity.provider).exists():
        return None
    identity.user = user
    identity.save()
    return user
