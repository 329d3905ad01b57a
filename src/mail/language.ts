// Which language a mail is written in: the written standard of the municipalities it is to (språklova § 15).

import type { Language } from '../domain/person.ts';
import type { WrittenStandard } from '../domain/unit.ts';

/**
 * The municipalities' own standard; both when they differ, the person's own choice first; where all are neutral the
 * person's own choice, else bokmål.
 */
export function languagesFor(standards: WrittenStandard[], own: Language | null): Language[] {
  const adopted = [...new Set(standards.filter((standard) => standard !== 'neutral'))].toSorted();
  if (adopted.length === 0) return [own ?? 'nb'];
  return own !== null && adopted.includes(own) ? [own, ...adopted.filter((language) => language !== own)] : adopted;
}
