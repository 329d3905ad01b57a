// Random sequences of faults of a real mail server: each attempt at a mail meets the next fault of its sequence, until none
// is left. Nothing may be lost that is not told of; a mail may come twice only where an end was unclear, and with the same
// Message-ID.

import { sendDue } from '../../src/actions/send-notices.ts';
import { addMinutes, instantAt } from '../../src/domain/period.ts';
import { smtpMailer } from '../../src/mail/smtp.ts';
import type { Notice } from '../../src/store/notice.ts';
import { chanceOf } from '../simulation/chance.ts';
import { makeWorld, type World } from '../world.ts';
import { type Fault, type FaultServer, faults, headerOf, startFaultServer } from './fault-server.ts';

export type SequenceFigures = {
  sequences: number;
  notices: number;
  attempts: number;
  /** Copies that the mail server took. */
  stored: number;
  doubles: number;
  /** Attempts after which nobody could know whether the mail had been taken. */
  unclear: number;
  /** Refused or given up, and said so. */
  told: number;
  faults: string[];
};

/** `isStored`: the mail server took it, whatever the sender was told. */
type Attempt = { fault: Fault; outcome: string; isStored: boolean };

/** Only what hangs is waited for. A busy machine may run into them too: what is judged holds then as well. */
const timeouts = { connection: 5000, greeting: 200, socket: 200, message: 5000 };
const noticesEach = 2;
/** Once every way that waits is through: four hours of refusals, and a quarter of an hour. */
const longestHours = 6;

/** Plays so many sequences. Throws when a sequence comes to no end. */
export async function playSequences(
  count: number,
  seed: string,
  say: (line: string) => void = () => {},
): Promise<SequenceFigures> {
  const server = await startFaultServer();
  const world = makeWorld({ now: instantAt('2026-11-02', '08:00') });
  const figures = { sequences: 0, notices: 0, attempts: 0, stored: 0, doubles: 0, unclear: 0, told: 0, faults: [] };
  try {
    for (let number = 1; number <= count; number += 1) {
      await playOne(figures, { server, world, seed: `${seed}:${number}` });
      if (number % 100 === 0) say(`${number} sequences`);
    }
  } finally {
    world.close();
    await server.close();
  }
  return figures;
}

async function playOne(
  figures: SequenceFigures,
  { server, world, seed }: { server: FaultServer; world: World; seed: string },
): Promise<void> {
  const chance = chanceOf(seed);
  const sequence = Array.from({ length: chance.whole(1, 14) }, () => {
    // Most faults pass: a permanent one would end most sequences at once.
    const lasting = /^5/;
    const fault = chance.oneOf(faults);
    return lasting.test(fault) && chance.isTrue(0.7) ? ('451 at RCPT' as const) : fault;
  });
  const { store, config } = world.context;
  let at = world.context.now();
  const people = Object.values(world.people).slice(0, noticesEach);
  const planned = people.map(({ id }) => store.notice.planTest({ key: `${seed}:${id}`, person: id, at }));

  const attempts = new Map<string, Attempt[]>();
  const real = smtpMailer(server.url, 'ikke-svar@example.org', timeouts);
  const mailer: typeof real = {
    ...real,
    send: async (message) => {
      server.fault = sequence.shift() ?? 'none';
      const { fault } = server;
      const storedBefore = server.stored.length;
      const result = await real.send(message);
      const { messageId } = message;
      const isStored = server.stored.length > storedBefore;
      attempts.set(messageId, [...(attempts.get(messageId) ?? []), { fault, outcome: result.outcome, isStored }]);
      return result;
    },
  };
  const before = server.stored.length;
  const alarms: string[] = [];
  const start = at;
  for (let next: string | null = at; next !== null; ) {
    at = next;
    if (at > addMinutes(start, longestHours * 60))
      throw new Error(`${seed}: still waiting after ${longestHours} hours`);
    const sent = await sendDue({ store, config, mailer }, { clock: () => at });
    alarms.push(...sent.alarms);
    next = planned.flatMap((id) => store.noticeSearch.byId(id)?.nextAt ?? []).toSorted()[0] ?? null;
  }
  real.close();
  world.setNow(at);

  const stored = server.stored
    .slice(before)
    .map(({ recipient, raw }) => ({ recipient, id: headerOf(raw, 'Message-ID') }));
  const notices = planned.flatMap((id) => store.noticeSearch.byId(id) ?? []);
  figures.sequences += 1;
  for (const notice of notices) {
    const made = attempts.get(notice.messageId) ?? [];
    const copies = stored.filter(({ id }) => id === notice.messageId);
    judge(
      figures,
      notice,
      made,
      copies,
      alarms.some((alarm) => alarm.startsWith(`${notice.key}: `)),
    );
  }
  const strangers = stored.filter(({ id }) => !notices.some(({ messageId }) => messageId === id));
  if (strangers.length > 0) figures.faults.push(`${seed}: ${strangers.length} mails of unknown Message-ID`);
}

/** What the faults it met allow to have become of a notice. */
function judge(
  figures: SequenceFigures,
  { key, state, recipient }: Notice,
  made: Attempt[],
  copies: { recipient: string }[],
  isTold: boolean,
): void {
  const outcomes = (outcome: string) => made.filter((attempt) => attempt.outcome === outcome).length;
  const unclear = outcomes('unknown');
  const wrong = (text: string) =>
    figures.faults.push(
      `${key}: ${text}; ${state} after ${made.map(({ fault, outcome }) => `${fault}: ${outcome}`).join()}`,
    );
  figures.notices += 1;
  figures.attempts += made.length;
  figures.stored += copies.length;
  figures.doubles += Math.max(0, copies.length - 1);
  figures.unclear += unclear;
  if (state !== 'sent') figures.told += 1;

  if (state === 'sent' && copies.length === 0) wrong('lost');
  if (state !== 'sent' && !isTold) wrong('not arrived, and nobody is told');
  if (copies.length > (state === 'sent' ? 1 : 0) + unclear) wrong(`${copies.length} copies`);
  if (copies.some((copy) => copy.recipient !== recipient)) wrong('went to somebody else');
  // Given up only for what makes it hopeless.
  if (state === 'refused' && outcomes('refused') !== 1) wrong('refused by nobody');
  if (state === 'failed' && outcomes('retry') < 7) wrong('given up too early');
  if (state === 'unknown' && unclear === 0) wrong('nothing was unclear');
  if (unclear > 2) wrong('tried again after a second unclear end');
  for (const { outcome, isStored } of made)
    if (isStored && outcome !== 'unknown' && outcome !== 'sent') wrong('what was stored is called undelivered');
}
