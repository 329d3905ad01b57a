// What decisions are judged by in a review: criteria as data, in versions (db/reviews). A version that has been used is
// never edited; the next one is the next file.

import { z } from 'zod';

const bilingual = z.strictObject({ nb: z.string().min(1), nn: z.string().min(1) });
const id = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/);
const common = {
  id,
  /** For the head of a column. */
  name: bilingual,
  text: bilingual,
  help: bilingual,
  /** The paragraph of sosialtjenesteloven that it rests on: `§ 30`. */
  basis: z
    .string()
    .regex(/^§ \d+$/)
    .optional(),
};

const criterion = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('judgement') }),
  z.strictObject({
    ...common,
    kind: z.literal('choice'),
    options: z.array(z.strictObject({ id, text: bilingual })).min(2),
  }),
]);

export const reviewCriteria = z
  .strictObject({ version: z.string().regex(/^review-[1-9]\d*$/), criteria: z.array(criterion).min(1) })
  .refine(({ criteria }) => areDifferent(criteria), 'Two criteria have the same id')
  .refine(
    ({ criteria }) => criteria.every((one) => one.kind === 'judgement' || areDifferent(one.options)),
    'Two options of a criterion have the same id',
  );

export type Criterion = z.infer<typeof criterion>;
export type ReviewCriteria = z.infer<typeof reviewCriteria>;

/** What a judgement can be. */
const judgements = ['yes', 'partly', 'no', 'notAssessable'] as const;

/** The ids of what can be chosen. */
export function optionsOf(one: Criterion): readonly string[] {
  return one.kind === 'judgement' ? judgements : one.options.map((option) => option.id);
}

function areDifferent(list: { id: string }[]): boolean {
  return new Set(list.map((one) => one.id)).size === list.length;
}
