// All letters of a month in one archive, for the governor's own records: those of the follow-ups within the actor's scope.

import type { Context } from '../context.ts';
import type { Period } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import { letterDocx } from '../mail/letter-docx.ts';
import { listFollowUps } from './follow-up.ts';
import { writeZip, type ZipEntry } from './write-zip.ts';

/** Months with frozen letters within the scope, the newest first, and how many letters each has. */
export function letterMonths(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
): { month: Period; count: number }[] {
  const scope = followUpsOf(context, actor);
  const months = new Set([...scope.keys()].flatMap((followUp) => context.store.letter.frozenMonths(followUp)));
  return [...months]
    .sort()
    .toReversed()
    .map((month) => ({ month, count: lettersIn(context, scope, month).length }));
}

/** The bytes of the archive, piece by piece; null when there is no letter of the month within the scope. */
export function letterArchive(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  month: Period,
): AsyncGenerator<Buffer> | null {
  const scope = followUpsOf(context, actor);
  const letters = lettersIn(context, scope, month);
  return letters.length === 0 ? null : writeZip(files());

  async function* files(): AsyncGenerator<ZipEntry> {
    for (const { id, followUp } of letters) {
      const letter = context.store.letter.find(id);
      if (!letter) continue;
      const { content, language, kind } = letter;
      const name = `${content.date}-${scope.get(followUp)}-${kind}-${id}.docx`;
      yield { name, content: await letterDocx(content, language) };
    }
  }
}

/** The follow-ups that the actor works on or reads as the directorate, with their municipality. */
function followUpsOf(context: Pick<Context, 'store' | 'now'>, actor: Actor): Map<number, string> {
  const list = listFollowUps(context, actor);
  const own = [...(list?.open ?? []), ...(list?.closed ?? [])].filter(({ view }) => view !== 'municipality');
  return new Map(own.map(({ id, unit }) => [id, unit.municipality]));
}

function lettersIn({ store }: Pick<Context, 'store'>, scope: Map<number, string>, month: Period) {
  return store.letter.frozenIn(month).filter(({ followUp }) => scope.has(followUp));
}
