// Fills a letter from the numbers on the day: the facts as its language writes them, and the head and foot around them.

import type { LetterContent, LetterTemplate } from '../domain/letter.ts';
import { showsSmallCount } from '../domain/letter.ts';
import { fillTemplate, type LetterFacts } from '../domain/letter-template.ts';
import type { Day, Period } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import type { Target } from '../domain/target.ts';
import { bandOf, type TargetMean } from '../domain/target-mean.ts';
import { numberText } from '../text/number.ts';
import { texts } from '../text/text.ts';
import { dottedDayText, monthsText, monthText } from '../text/when.ts';

export type LetterNumbers = {
  municipality: string;
  office: string;
  leader: string | null;
  /** In both languages, as on the day of the letter. */
  governor: { nb: string; nn: string };
  missing: Period[];
  /** The latest month whose deadline has passed. */
  judgedPeriod: Period | null;
  target: Target | null;
  judged: TargetMean;
  /** The first letter since it was opened, the last one, and the last answer. */
  request: { dated: Day; answerBy: Day | null } | null;
  lastLetter: Day | null;
  answer: { day: Day; reference: string } | null;
  date: Day;
  answerBy: Day | null;
  adviser: string;
};

/** What is carried from the last letter: it is typed once. */
export type LetterHabits = Partial<
  Pick<LetterContent, 'ourRef' | 'phone' | 'attention' | 'firstName' | 'firstTitle' | 'firstOnBehalf' | 'secondTitle'>
>;

/** The letter as it stands before anybody has written in it. */
export function composeLetter(
  template: LetterTemplate,
  numbers: LetterNumbers,
  language: Language,
  habits: LetterHabits,
): LetterContent {
  const t = texts[language].letter;
  const { subject, body, legalBasis } = fillTemplate(template[language], letterFacts(numbers, language));
  const { date, answerBy, adviser, answer, judged, target } = numbers;
  const mean = target !== null && /\{mean(Below|Above)?\}/.test(template[language].body) ? judged.mean : null;
  return {
    sender: numbers.governor[language],
    ourRef: habits.ourRef ?? '',
    yourRef: answer?.reference ?? '',
    ...{ date, adviser, subject, body, legalBasis },
    phone: habits.phone ?? '',
    addressee: t.municipality(numbers.municipality),
    attention: habits.attention ?? t.chiefExecutive,
    answerBy: answerBy ?? '',
    firstName: habits.firstName ?? '',
    firstTitle: habits.firstTitle ?? '',
    firstOnBehalf: habits.firstOnBehalf ?? true,
    secondName: adviser,
    secondTitle: habits.secondTitle ?? '',
    copies: `${numbers.office} ${t.attention} ${numbers.leader ?? t.leader}`,
    exempt: showsSmallCount([mean]) ? t.exempt : '',
  };
}

/** The facts of the templates; what is not so is left out. Means and bounds have at most two decimals. */
function letterFacts(numbers: LetterNumbers, language: Language): LetterFacts {
  const { missing, judgedPeriod, target, judged, request, lastLetter, answer, answerBy } = numbers;
  const band = target && bandOf(target);
  const mean = judged.mean === null || target === null ? null : numberText(judged.mean, 2);
  return present({
    municipality: numbers.municipality,
    office: numbers.office,
    governor: numbers.governor[language],
    missingMonths: missing.length > 0 ? monthsText(missing) : null,
    reportedThrough: missing.length === 0 && judgedPeriod !== null ? monthText(judgedPeriod) : null,
    target: target && numberText(target.expectedParticipants, 2),
    targetLow: band && numberText(band.low, 2),
    targetHigh: band && numberText(band.high, 2),
    targetSource: target?.source ?? null,
    targetDate: target && dottedDayText(target.validFrom),
    targetNote: target && texts[language].target.note,
    mean,
    meanBelow: judged.status === 'below' ? mean : null,
    meanAbove: judged.status === 'above' ? mean : null,
    meanMonths: mean === null ? null : String(judged.months),
    requestDate: request && dottedDayText(request.dated),
    requestAnswerBy: request?.answerBy ? dottedDayText(request.answerBy) : null,
    lastLetterDate: lastLetter && dottedDayText(lastLetter),
    answerDate: answer && dottedDayText(answer.day),
    answerBy: answerBy && dottedDayText(answerBy),
  });
}

function present(facts: Record<string, string | null | undefined>): LetterFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== null && text !== undefined));
}
