// The rules of a form in words: when a rule speaks up, as relations between the numbers by their names on screen.

import type { Form } from '../domain/form.ts';
import { type Part, relationOf } from '../domain/form-definition.ts';
import type { Language } from '../domain/person.ts';
import type { FormTexts } from '../text/nb/form.ts';
import { numberText } from '../text/number.ts';

export type RuleView = {
  id: string;
  kind: 'error' | 'warning';
  cases: { when: string[]; message: string; notes: string[] }[];
};

/** Every rule of the form; E1, E7 and E8 are those of every form and told of by the page itself. */
export function rulesOf(form: Form, language: Language, t: FormTexts): RuleView[] {
  const labels = new Map(form.questions.map(({ id, label }) => [id, label[language]]));
  const partText = ({ question, factor, from, to }: Part): string => {
    const name = question === 'carried' ? t.carried : `«${labels.get(question) ?? question}»`;
    const months = from === 0 && to === 0 ? '' : ` ${t.months(from, to)}`;
    return `${factor === 1 ? '' : `${numberText(factor)} × `}${name}${months}`;
  };
  const side = (parts: Part[], than: number): string => {
    const texts = parts.map(partText);
    if (than !== 0 || texts.length === 0) texts.push(numberText(Math.abs(than)));
    return than < 0 && texts.length > 1 ? `${texts.slice(0, -1).join(' + ')} − ${texts.at(-1)}` : texts.join(' + ');
  };
  return form.rules.map(({ id, kind, cases }) => ({
    ...{ id, kind },
    cases: cases.map(({ when, message, askedOnceIn, notOnZero }) => ({
      when: when.map((comparison) => {
        const { left, is, right, than } = relationOf(comparison);
        return `${side(left, 0)} ${t.is[is]} ${side(right, than)}`;
      }),
      // The numbers are those of the report that it is said about.
      message: message[language].replace(/\{\w+\}/g, '…').replace(/…\./g, '…'),
      notes: [
        ...(askedOnceIn === undefined ? [] : [t.askedOnceIn(askedOnceIn)]),
        ...(notOnZero === true ? [t.notOnZero] : []),
      ],
    })),
  }));
}
