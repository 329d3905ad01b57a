// A real identity provider on this machine, and a browser that signs in there. Whoever signs in types a name; `accounts`
// says what the provider tells of it.

import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import supertest from 'supertest';
import type { Visit } from './visit.ts';

export type Claims = { email?: string; email_verified?: boolean; preferred_username?: string };

export type TestProvider = {
  issuer: string;
  /** The settings of a service that signs in here. */
  env: Record<string, string>;
  close: () => Promise<void>;
};

const client = { client_id: 'kvp', client_secret: 'the secret of the service & its colon: %' };
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Starts on the port, or on a free one. `inToken`: the address stands in the ID token, not in UserInfo only. */
export async function startProvider(
  accounts: Record<string, Claims>,
  {
    host = 'localhost',
    port = 0,
    inToken = false,
    method = 'client_secret_post',
    service = 'http://localhost:8080',
  }: {
    host?: string;
    port?: number;
    inToken?: boolean;
    method?: 'client_secret_post' | 'client_secret_basic';
    service?: string;
  } = {},
): Promise<TestProvider> {
  // It warns of being unfit for production, and of every Node that is not long supported, already when it is loaded.
  for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
  const { default: Provider } = await import('oidc-provider');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [`${service}/sign-in/callback`], token_endpoint_auth_method: method }],
    clientAuthMethods: [method],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    conformIdTokenClaims: !inToken,
    cookies: { keys: ['only for tests'] },
    jwks: { keys: [privateKey.export({ format: 'jwk' })] },
    pkce: { required: () => true },
    findAccount: (_context, name) => ({ accountId: name, claims: () => ({ sub: name, ...accounts[name] }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({ accountId: oidc.session?.accountId, clientId: oidc.client?.clientId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (req, res) => void answer(req, res));
  const { client_id: id, client_secret: secret } = client;
  return {
    issuer,
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret },
    close: () => closed(server),
  };
}

/** Takes the link on the sign-in page; gives where it leads. */
export async function leave(browser: Visit): Promise<string> {
  return (await browser.get('/sign-in/oidc')).headers['location'] ?? '';
}

/** Signs in at the provider as `name`, or gives up there (null); gives the path and query that it sends back to. */
export async function atProvider(address: string, name: string | null): Promise<string> {
  const { origin } = new URL(address);
  const browser = supertest.agent(origin);
  const asked = await browser.get(pathOf(address));
  const page = pathOf(asked.headers['location'] ?? '', origin);
  const answered =
    name === null
      ? await browser.get(`${page}/abort`)
      : await browser.post(page).type('form').send({ prompt: 'login', login: name, password: 'any' });
  const back = await browser.get(pathOf(answered.headers['location'] ?? '', origin));
  return pathOf(back.headers['location'] ?? '', origin);
}

/** The whole way: leaves, signs in there, and comes back. */
export async function signInAt(browser: Visit, name: string | null) {
  return browser.get(await atProvider(await leave(browser), name));
}

function pathOf(address: string, origin?: string): string {
  const { pathname, search } = new URL(address, origin);
  return pathname + search;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
