// The mails in samples/, which came back from real mail servers. In them stands, for the Message-ID of each notice, the
// SHA-256 of its key.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { messageIdDomain } from '../../src/domain/message-id.ts';
import type { Store } from '../../src/store/store.ts';

const keys = [1, 2, 3].map((person) => `opening:2026-10:${person}`);

/** The Message-ID that stands in the samples for the notice. */
export function messageIdInSample(key: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${messageIdDomain}>`;
}

export function sample(name: string): Buffer {
  return readFileSync(new URL(`samples/${name}.eml`, import.meta.url));
}

/** The sample, about the mails in this ledger. */
export function sampleOf({ notice }: Pick<Store, 'notice'>, name: string): Buffer {
  let text = sample(name).toString('latin1');
  for (const key of keys) {
    const messageId = notice.byKey(key)?.messageId;
    if (messageId) text = text.replaceAll(messageIdInSample(key).slice(1, 41), messageId.slice(1, 41));
  }
  return Buffer.from(text, 'latin1');
}
