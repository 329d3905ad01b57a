// Where targets come from: told wherever targets are shown, once for each source and date.

import type { Target } from '../domain/target.ts';
import { dottedDayText } from '../text/when.ts';

/** `Statistikk fra direktoratet (01.01.2026)`, each once, in the order they are met. */
export function sourcesOf(targets: (Target | null)[]): string[] {
  return [...new Set(targets.flatMap((target) => (target ? sourceText(target) : [])))];
}

function sourceText({ source, validFrom }: Pick<Target, 'source' | 'validFrom'>): string {
  return `${source} (${dottedDayText(validFrom)})`;
}
