// Sessions on express-session, kept in SQLite. The browser holds a random id; the database a hash of it. Visitors who
// are not signed in get no session.

import { createHash, randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Context } from '../context.ts';
import { addMinutes, type Instant } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import { limits, sessionExpiry } from '../domain/sign-in.ts';
import type { StoredSession } from '../store/session.ts';

declare module 'express-session' {
  interface SessionData {
    personId?: number;
    /** Of the person's offices; used until the person chooses one. */
    language?: Language;
  }
}

/** The name of the cookie; with the prefix `__Host-` no other host can set it, which needs https. */
export function sessionCookie(production: boolean): string {
  return production ? '__Host-kvp' : 'kvp';
}

/** Finds the session of the request, if it has one. */
export function readSession(context: Context): RequestHandler {
  const { production, sessionSecret } = context.config;
  return session({
    name: sessionCookie(production),
    secret: sessionSecret,
    store: sqliteStore(context),
    genid: () => randomBytes(32).toString('base64url'),
    resave: false,
    saveUninitialized: false,
    // No maxAge: the cookie goes when the browser is closed, and the server's own limits hold before that.
    cookie: { httpOnly: true, sameSite: 'lax', secure: production, path: '/' },
  });
}

/** Signs the person in with a new session id, so that an id planted before is worth nothing. */
export async function startSession(req: Request, personId: number, language: Language | null): Promise<void> {
  await settled((done) => req.session.regenerate(done));
  req.session.personId = personId;
  if (language) req.session.language = language;
  await settled((done) => req.session.save(done));
}

/** Signs out: the session is gone from the database. */
export async function endSession(req: Request): Promise<void> {
  await settled((done) => req.session.destroy(done));
}

type Done = (fault?: unknown) => void;

function settled(work: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => work((fault) => (fault ? reject(fault) : resolve())));
}

/** express-session's store over ours; the one class it asks for. Its calls are answered at once, since SQLite does. */
function sqliteStore({ store, now }: Context): session.Store {
  class SqliteStore extends session.Store {
    get(id: string, done: (fault: unknown, data?: session.SessionData | null) => void) {
      let found: session.SessionData | null = null;
      try {
        const at = now();
        const row = store.session.find(hashOf(id), at);
        if (row) {
          found = JSON.parse(row.data) as session.SessionData;
          noteUse(id, row, at);
        }
      } catch (fault) {
        return done(fault);
      }
      return done(null, found);
    }

    set(id: string, data: session.SessionData, done?: Done) {
      answer(done, () => {
        const at = now();
        const person = data.personId ?? null;
        store.session.save({
          idHash: hashOf(id),
          person,
          data: JSON.stringify(data),
          at,
          expiresAt: sessionExpiry(at, at),
        });
      });
    }

    destroy(id: string, done?: Done) {
      answer(done, () => store.session.remove(hashOf(id)));
    }
  }
  return new SqliteStore();

  /** Noted seldom, since every write waits for the disk; and a full disk must not keep anybody from reading. */
  function noteUse(id: string, { createdAt, lastUsedAt }: StoredSession, at: Instant): void {
    if (lastUsedAt > addMinutes(at, -limits.touchMinutes)) return;
    try {
      store.session.touch(hashOf(id), at, sessionExpiry(createdAt, at));
    } catch {
      // The next request notes it.
    }
  }
}

function answer(done: Done | undefined, work: () => void): void {
  try {
    work();
  } catch (fault) {
    return done?.(fault);
  }
  return done?.();
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
