// The service's own subject and first words of each step's mail: in the mails, and to start from when the plan gives a
// step other words.

import type { Language } from '../domain/person.ts';
import type { StepName } from '../domain/plan.ts';
import { texts } from './text.ts';

/** Takes month and deadline as they are to be written. The step `escalation` is the mail to a governor. */
export function stepWords(step: StepName, language: Language, month: string, deadline: string) {
  const t = texts[language].mail;
  switch (step) {
    case 'opening':
      return { subject: t.opening.subject(month), lead: t.opening.lead(month) };
    case 'reminder-1':
      return { subject: t.beforeDeadline.subject(deadline), lead: t.beforeDeadline.lead(month) };
    case 'reminder-2':
      return { subject: t.afterDeadline.subject(month), lead: t.afterDeadline.lead(month, deadline) };
    case 'reminder-3':
      return { subject: t.lastReminder.subject(month), lead: t.lastReminder.lead(month, deadline) };
    case 'escalation':
      return { subject: t.escalation.subject(month), lead: t.escalation.lead(month, deadline) };
  }
}
