// A form version is data: questions in sections, and rules as linear relations over this month's and earlier months'
// answers. This file says what such a definition may hold; `form-check.ts` whether it is complete; `rule.ts` judges it.

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
  meaning: bilingual,
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

/** One way in which a rule is broken: every comparison holds, and every number that is named is known. */
const ruleCase = z.strictObject({
  when: z.array(comparison).min(1),
  /** The fields the message stands at; the first one gets the focus. */
  at: z.array(z.string()).min(1),
  /** What is wrong and what to do. `{started}` is that number as given this month; `{sum}` one of `numbers`. */
  message: bilingual,
  /** Sums that the message shows, by name. */
  numbers: z.record(z.string().regex(/^[a-z][a-zA-Z]*$/), z.array(term).min(1)).optional(),
  /** Not asked again when a reason for this rule was given within so many months. */
  askedOnceIn: z.int().positive().optional(),
  /** Not asked when the report was delivered with "nothing to report". */
  notOnZero: z.boolean().optional(),
});

/** An error is told of once for each case that arises, a warning by its first: one rule, one reason. */
const rule = z.strictObject({
  id: z.string().regex(/^[EW]\d+$/),
  kind: z.enum(['error', 'warning']),
  cases: z.array(ruleCase).min(1),
});

export const formDefinition = z.strictObject({
  version: z.string().regex(/^[a-z]+-\d+$/),
  validFrom: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  /** Reference to the register of municipal reporting duties (KOR; kommuneloven § 16-2). */
  korReference: z.string().min(1),
  estimatedMinutes: z.int().positive(),
  name: bilingual,
  sections: z.array(z.strictObject({ id: z.string(), heading: bilingual, note: bilingual.optional() })).min(1),
  questions: z.array(question).min(1),
  /** The one free text beside the numbers. */
  comment: z.strictObject({ label: bilingual, meaning: bilingual, maxLength: z.int().positive().max(2000) }),
  rules: z.array(rule),
});

export type Form = z.infer<typeof formDefinition>;
export type Question = Form['questions'][number];
type Rule = Form['rules'][number];
export type RuleCase = Rule['cases'][number];
export type Comparison = RuleCase['when'][number];
export type Term = Comparison['terms'][number];
export type Bilingual = z.infer<typeof bilingual>;

/** The pseudo-question of rules: the opening number carried from the latest delivered earlier report. */
export const carriedName = 'carried';

/** The question that the carried number fills, or undefined when the form has none. */
export function openingQuestion(form: Form): Question | undefined {
  return form.questions.find((question) => question.kind === 'opening');
}
