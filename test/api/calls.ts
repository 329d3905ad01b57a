// The API as the tests call it: the whole application over HTTP, with a token per role.

import request, { type Response } from 'supertest';
import { createToken } from '../../src/actions/create-token.ts';
import type { World } from '../world.ts';

export type Caller = {
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  put: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
};

/** A caller with a new token of the role. */
export function callerOf(world: World, role: string, scope = ''): Caller {
  return callerWith(world, tokenOf(world, role, scope));
}

export function tokenOf(world: World, role: string, scope = ''): string {
  const made = createToken(world.context, { name: `Test ${role}`, role, scope }, 'command');
  if (!made.ok) throw new Error(made.fault);
  return made.token;
}

export function callerWith(world: World, token: string): Caller {
  const app = world.app();
  const headersWith = (headers: Record<string, string> = {}) => ({ Authorization: `Bearer ${token}`, ...headers });
  return {
    get: async (path, headers) => request(app).get(`/api/v1${path}`).set(headersWith(headers)),
    put: async (path, body, headers) =>
      request(app)
        .put(`/api/v1${path}`)
        .set(headersWith({ 'Content-Type': 'application/json', ...headers }))
        .send(typeof body === 'string' ? body : JSON.stringify(body)),
  };
}
