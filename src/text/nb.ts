// All texts in bokmål, by area. nn.ts has the same shape.

import { changes } from './nb/changes.ts';
import { form } from './nb/form.ts';
import { people } from './nb/people.ts';
import { offices } from './nb/offices.ts';
import { event } from './nb/event.ts';
import { api } from './nb/api.ts';
import { about } from './nb/about.ts';
import { announcement } from './nb/announcement.ts';
import { common } from './nb/common.ts';
import { comparison } from './nb/comparison.ts';
import { exemption } from './nb/exemption.ts';
import { files } from './nb/files.ts';
import { followUp } from './nb/follow-up.ts';
import { followUpMonth } from './nb/follow-up-month.ts';
import { incident } from './nb/incident.ts';
import { kostra } from './nb/kostra.ts';
import { letter } from './nb/letter.ts';
import { letterRun } from './nb/letter-run.ts';
import { mail } from './nb/mail.ts';
import { notices } from './nb/notices.ts';
import { plans } from './nb/plans.ts';
import { overview } from './nb/overview.ts';
import { quality } from './nb/quality.ts';
import { report } from './nb/report.ts';
import { review } from './nb/review.ts';
import { signIn } from './nb/sign-in.ts';
import { statistics } from './nb/statistics.ts';
import { target } from './nb/target.ts';
import { tokens } from './nb/tokens.ts';
import { totals } from './nb/totals.ts';
import { unit } from './nb/unit.ts';

export const nb = {
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
