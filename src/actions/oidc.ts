// Signing in at an identity provider with OpenID Connect: authorization code with PKCE, state and nonce. The provider is
// first spoken to when somebody wants to sign in there, so a dead one stops neither the start nor the mail codes.

import { createHmac } from 'node:crypto';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  ResponseBodyError,
} from 'openid-client';
import type { Context } from '../context.ts';
import { emailOfClaims } from '../domain/sign-in.ts';

/** What ties the answer of the provider to the browser that left for it. */
export type Attempt = { state: string; nonce: string; verifier: string };

/** over: the provider has given, or forgotten, what its answer is worth. noAddress: it vouches for no mail address. */
type Vouched = { kind: 'address'; email: string } | { kind: 'noAddress' } | { kind: 'over' };

export type Provider = {
  /** Where to send the browser. Throws when the provider cannot be reached. */
  addressToLeaveFor: (attempt: Attempt) => Promise<string>;
  /** Takes the query that the browser came back with. Throws when the provider cannot be reached or breaks the rules. */
  vouchFor: (query: string, attempt: Attempt) => Promise<Vouched>;
};

/** A page waits for the provider no longer than this, per question. */
const timeoutSeconds = 5;

/** The provider of the settings, or null when there is none. Asks it nothing yet. */
export function oidcProvider({ oidc, production, baseUrl }: Context['config']): Provider | null {
  if (!oidc) return null;
  const { issuer, clientId, clientSecret } = oidc;
  const callback = `${baseUrl}/sign-in/callback`;
  const execute = [enableNonRepudiationChecks];
  if (!production && issuer.startsWith('http:')) execute.push(allowInsecureRequests);
  let known: Promise<Configuration> | null = null;
  return {
    async addressToLeaveFor({ state, nonce, verifier }) {
      const challenge = await calculatePKCECodeChallenge(verifier);
      const { href } = buildAuthorizationUrl(await configuration(), {
        ...{ redirect_uri: callback, scope: 'openid email profile', state, nonce },
        ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      });
      return href;
    },
    async vouchFor(query, { state, nonce, verifier }) {
      const provider = await configuration();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      try {
        const tokens = await authorizationCodeGrant(provider, new URL(`${callback}?${query}`), checks);
        const claims = tokens.claims();
        if (!claims) throw new Error('The provider gave no ID token');
        const email = emailOfClaims(
          claims['email'] === undefined && provider.serverMetadata().userinfo_endpoint
            ? { ...claims, ...(await fetchUserInfo(provider, tokens.access_token, claims.sub)) }
            : claims,
        );
        return email === null ? { kind: 'noAddress' } : { kind: 'address', email };
      } catch (fault) {
        if (fault instanceof ResponseBodyError && fault.error === 'invalid_grant') return { kind: 'over' };
        throw fault;
      }
    },
  };

  /** What the provider says of itself, asked for once; again next time when it did not answer. */
  async function configuration(): Promise<Configuration> {
    known ??= discover();
    try {
      return await known;
    } catch (fault) {
      known = null;
      throw fault;
    }
  }

  async function discover(): Promise<Configuration> {
    const options = { timeout: timeoutSeconds, execute };
    const found = await discovery(new URL(issuer), clientId, undefined, secretAs(clientSecret), options);
    // Entra ID's common door lets in every organisation there is, and each may write any address into its own accounts.
    if (found.serverMetadata().issuer.includes('{')) throw new Error('OIDC_ISSUER must name one tenant');
    return found;
  }
}

/** State, nonce and verifier for what the browser's cookie holds: nothing but the holder of the secret can tell them. */
export function attemptOf(secret: string, cookie: string): Attempt {
  const derive = (name: string) => createHmac('sha256', secret).update(`oidc ${name} ${cookie}`).digest('base64url');
  return { state: derive('state'), nonce: derive('nonce'), verifier: derive('verifier') };
}

/** Shows the secret in the way that the provider takes; OpenID Connect's default is basic. */
function secretAs(secret: string): ClientAuth {
  const post = ClientSecretPost(secret);
  const basic = ClientSecretBasic(secret);
  return (server, client, body, headers) => {
    const takesPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ?? false;
    return (takesPost ? post : basic)(server, client, body, headers);
  };
}
