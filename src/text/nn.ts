// All texts in nynorsk, by area. Checked against the type of nb.ts: an area or a text that is missing is a type fault.

import type { nb } from './nb.ts';
import { changes } from './nn/changes.ts';
import { form } from './nn/form.ts';
import { people } from './nn/people.ts';
import { offices } from './nn/offices.ts';
import { event } from './nn/event.ts';
import { api } from './nn/api.ts';
import { about } from './nn/about.ts';
import { announcement } from './nn/announcement.ts';
import { common } from './nn/common.ts';
import { comparison } from './nn/comparison.ts';
import { exemption } from './nn/exemption.ts';
import { files } from './nn/files.ts';
import { followUp } from './nn/follow-up.ts';
import { followUpMonth } from './nn/follow-up-month.ts';
import { incident } from './nn/incident.ts';
import { kostra } from './nn/kostra.ts';
import { letter } from './nn/letter.ts';
import { letterRun } from './nn/letter-run.ts';
import { mail } from './nn/mail.ts';
import { notices } from './nn/notices.ts';
import { plans } from './nn/plans.ts';
import { overview } from './nn/overview.ts';
import { quality } from './nn/quality.ts';
import { report } from './nn/report.ts';
import { review } from './nn/review.ts';
import { signIn } from './nn/sign-in.ts';
import { statistics } from './nn/statistics.ts';
import { target } from './nn/target.ts';
import { tokens } from './nn/tokens.ts';
import { totals } from './nn/totals.ts';
import { unit } from './nn/unit.ts';

export const nn: typeof nb = {
  about,
  api,
  announcement,
  common,
  comparison,
  event,
  offices,
  people,
  form,
  changes,
  exemption,
  files,
  incident,
  mail,
  notices,
  overview,
  unit,
  plans,
  quality,
  report,
  review,
  signIn,
  statistics,
  tokens,
  totals,
  target,
  kostra,
  letter,
  letterRun,
  followUp,
  followUpMonth,
};
