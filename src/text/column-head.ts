// What the columns of a file are called on screen.

import type { totals } from './nb/totals.ts';

/** Takes the texts of totals and the labels of the questions; gives the head of a column by its name. */
export function columnHead(texts: typeof totals, labels: Map<string, string>): (column: string) => string {
  return (column) => {
    const mean = /^mean_(.+)$/.exec(column)?.[1];
    if (mean !== undefined) return texts.meanOf(labels.get(mean) ?? mean);
    return texts.columns[column] ?? labels.get(column) ?? column;
  };
}
