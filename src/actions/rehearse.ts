// Does something to see what would come of it: in a transaction that is always rolled back, so that a preview is judged by
// the very rules of the deed.

import type { Context } from '../context.ts';

/** Gives what `work` gave; nothing that it stored stays. Must not await, and not be called inside a transaction. */
export function rehearse<Result>({ store }: Pick<Context, 'store'>, work: () => Result): Result {
  const done: { result: Result }[] = [];
  try {
    store.transaction(() => {
      done.push({ result: work() });
      throw curtain;
    });
  } catch (fault) {
    if (fault !== curtain) throw fault;
  }
  const [one] = done;
  if (!one) throw new Error('A rehearsal ended without a result');
  return one.result;
}

const curtain = new Error('The rehearsal is over');
