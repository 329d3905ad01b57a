// A form version is data: questions in sections, and rules as linear relations over this month's and earlier months'
// answers. This file says what such a definition may hold; `rule.ts` judges it.

import { z } from 'zod';

const bilingual = z.strictObject({ nb: z.string().min(1), nn: z.string().min(1) });

const question = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{1,62}$/),
  kind: z.enum(['flow', 'stock', 'opening']),
  section: z.string(),
  /** A heading shown above this question, for the group that starts with it. */
  heading: bilingual.optional(),
  label: bilingual,
  /** What the number means, shown when asked for. */
  meaning: bilingual.optional(),
  /** 'started': indented under that question, as one of those counted there. */
  partOf: z.string().optional(),
  source: z.string(),
});

/**
 * One term of a linear relation: factor × the question's value. `month` counts back from the report's own (0); a pair
 * [from, to] is the sum over those months ([-11, 0]: the last twelve). `carried` names the opening number carried over.
 */
const term = z.strictObject({
  question: z.string(),
  factor: z.int().default(1),
  month: z.union([z.int().max(0), z.tuple([z.int().max(0), z.int().max(0)])]).default(0),
});

/** The sum of the terms, compared with a whole number. */
const comparison = z.strictObject({
  terms: z.array(term).min(1),
  is: z.enum(['<', '<=', '=', '!=', '>=', '>']),
  than: z.int().default(0),
});

const rule = z.strictObject({
  id: z.string().regex(/^[EW]\d+$/),
  kind: z.enum(['error', 'warning']),
  /** The rule is raised when every comparison of any one of these lists holds. */
  raisedWhen: z.array(z.array(comparison).min(1)).min(1),
  /** The fields the message stands at; the first one gets the focus. */
  at: z.array(z.string()).min(1),
  message: bilingual,
  /** Not asked again when a reason was given within so many months. */
  askedOnceIn: z.int().positive().optional(),
  /** Not asked when the report was delivered with "nothing to report". */
  notOnZero: z.boolean().optional(),
});

export const formDefinition = z.strictObject({
  version: z.string().regex(/^[a-z]+-\d+$/),
  validFrom: z.string().regex(/^\d{4}-\d{2}$/),
  /** Reference to the register of municipal reporting duties (KOR; kommuneloven § 16-2). */
  korReference: z.string().min(1),
  estimatedMinutes: z.int().positive(),
  name: bilingual,
  sections: z.array(z.strictObject({ id: z.string(), heading: bilingual, note: bilingual.optional() })).min(1),
  questions: z.array(question).min(1),
  rules: z.array(rule),
});

export type Form = z.infer<typeof formDefinition>;
export type Question = Form['questions'][number];
export type Rule = Form['rules'][number];
export type Comparison = z.infer<typeof comparison>;
export type Bilingual = z.infer<typeof bilingual>;
