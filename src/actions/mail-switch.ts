// Turns a kind of mail off or on, and records who did it.

import type { Context } from '../context.ts';
import { kindsOff, type Turn } from '../domain/mail-switch.ts';

/** The kinds of mail that are off now. */
export function switchedOff({ store }: Pick<Context, 'store'>): Set<string> {
  return kindsOff(store.mailSwitch.turns());
}

/** Turns the switch; gives false, and records nothing, when it stands that way already. */
export function turnSwitch({ store }: Pick<Context, 'store'>, turn: Turn): boolean {
  return store.transaction(() => {
    const { kind, on, reason, who, at } = turn;
    if (store.mailSwitch.isOff(kind) !== on) return false;
    store.mailSwitch.turn(turn);
    const what = on ? 'mail.switchedOn' : 'mail.switchedOff';
    store.event.record({ at, who, what, subject: `mail:${kind}`, details: on ? {} : { reason } });
    return true;
  });
}
