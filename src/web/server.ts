// The whole web server: every request goes down this list, in this order.

import express, { type Express, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { recordRefusals } from '../actions/refusals.ts';
import type { Context } from '../context.ts';
import { aboutPages } from './about.ts';
import { apiPages } from './api-page.ts';
import { announcementPages } from './announcements.ts';
import { announcementFormPages } from './announcement-form.ts';
import { serveAsset } from './assets.ts';
import { readBody } from './body.ts';
import { comparisonPages } from './comparison.ts';
import { devMailPages } from './dev-mail.ts';
import { errorPage, notFoundPage, refuse } from './errors.ts';
import { exemptionPages } from './exemptions.ts';
import { answerUpload, followUpPages } from './follow-up.ts';
import { extractPages } from './extracts.ts';
import { followUpListPages } from './follow-up-list.ts';
import { followUpMonthPages } from './follow-up-month.ts';
import { health } from './health.ts';
import { formTimePages } from './form-times.ts';
import { homePages } from './home.ts';
import { lateReasonPages } from './late-reasons.ts';
import { incidentPages } from './incidents.ts';
import { kostraPages, kostraUpload } from './kostra.ts';
import { inquiryPages } from './inquiries.ts';
import { letterPages } from './letter.ts';
import { letterRunPages } from './letter-run.ts';
import { letterTemplatePages } from './letter-template.ts';
import { requestLog } from './log.ts';
import { requireOwnOrigin } from './origin.ts';
import { overviewPages } from './overview.ts';
import { practicePages } from './practice.ts';
import { reportPages } from './report.ts';
import { reportUpload } from './report-upload.ts';
import { reviewEntryPages } from './review-entries.ts';
import { reviewFormPages } from './review-form.ts';
import { reviewPages } from './reviews.ts';
import { noticePages } from './notices.ts';
import { planPages } from './plans.ts';
import { qualityPages } from './quality.ts';
import { readSession } from './session.ts';
import { signInPages } from './sign-in.ts';
import { statisticsPages } from './statistics.ts';
import { targetPages, targetUpload } from './targets.ts';
import { tokenPages } from './tokens.ts';
import { totalsPages } from './totals.ts';
import { totalsExports } from './totals-export.ts';
import { changesPages } from './changes.ts';
import { formsPages } from './forms.ts';
import { peoplePages } from './people.ts';
import { officesPages } from './offices.ts';
import { eventsPages } from './events.ts';
import { unitPages } from './unit.ts';
import { actorOf, findVisitor, signedIn } from './visitor.ts';

/** Takes the API as a router, since pages and API know nothing of each other. */
export function createServer(context: Context, api: Router): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // Else Express's own last resort would show the stack.
  app.set('env', 'production');
  app.set('query parser', 'simple');
  app.set('trust proxy', context.config.trustProxy);

  const { measure, pages: healthPages } = health(context);
  app.use(measure);
  app.use(requestLog(context.config));
  app.use(securityHeaders(context.config.production));
  app.use('/internal', healthPages);
  app.use('/assets', serveAsset);
  app.use('/api/v1', api);

  app.use(noStore);
  app.use(readSession(context));
  app.use(findVisitor(context));
  app.use(recordRefusals(context, whoAsks));
  app.use(limitRate());
  app.use(requireOwnOrigin(context.config.baseUrl));
  app.use(targetUpload(context));
  app.use(reportUpload(context));
  app.use(answerUpload(context));
  app.use(kostraUpload(context));
  app.use(letterRunPages(context));
  app.use(readBody);

  // Asked for most, so found first: every router that stands before costs each request something.
  app.use(reportPages(context));
  app.use(homePages(context));
  app.use(aboutPages());
  app.use(signInPages(context));
  app.use(overviewPages(context));
  app.use(comparisonPages(context));
  app.use(unitPages(context));
  app.use(eventsPages(context));
  app.use(officesPages(context));
  app.use(peoplePages(context));
  app.use(formsPages(context));
  app.use(changesPages(context));
  app.use(practicePages(context));
  app.use(lateReasonPages(context));
  app.use(formTimePages(context));
  app.use(totalsPages(context));
  app.use(totalsExports(context));
  app.use(tokenPages(context));
  app.use(apiPages(context));
  app.use(targetPages(context));
  app.use(kostraPages(context));
  app.use(qualityPages(context));
  app.use(inquiryPages(context));
  app.use(announcementFormPages(context));
  app.use(announcementPages(context));
  app.use(reviewFormPages(context));
  app.use(reviewEntryPages(context));
  app.use(reviewPages(context));
  app.use(followUpListPages(context));
  app.use(followUpMonthPages(context));
  app.use(letterTemplatePages(context));
  app.use(followUpPages(context));
  app.use(letterPages(context));
  app.use(noticePages(context));
  app.use(incidentPages(context));
  app.use(planPages(context));
  app.use(exemptionPages(context));
  app.use(statisticsPages(context));
  app.use(extractPages(context));
  app.use(devMailPages(context));

  app.use(notFoundPage);
  app.use(errorPage);
  return app;
}

function securityHeaders(production: boolean) {
  const self = ["'self'"];
  const none = ["'none'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        ...{ defaultSrc: none, scriptSrc: self, styleSrc: self, imgSrc: self, fontSrc: self, connectSrc: self },
        ...{ formAction: self, frameAncestors: none, baseUri: none },
      },
    },
    // Without the own origin in it, browsers send our own forms with `Origin: null`.
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    strictTransportSecurity: production && { maxAge: 31536000, includeSubDomains: false },
  });
}

function whoAsks(req: express.Request): string | null {
  const person = signedIn(req);
  return person && actorOf(person).who;
}

function noStore(_req: express.Request, res: express.Response, next: express.NextFunction): void {
  res.setHeader('Cache-Control', 'no-store');
  next();
}

/**
 * A coarse shield against floods by strangers. Signing in has its own, strict limits (domain/sign-in.ts); whoever is
 * signed in is known, and on the last day before the deadline a whole office sends from one address.
 */
function limitRate() {
  return rateLimit({
    ...{ windowMs: 60_000, limit: 20_000, standardHeaders: false, legacyHeaders: false },
    skip: (req) => signedIn(req) !== null,
    // A forged X-Forwarded-For is not believed (trust proxy), and is no reason to write to the console.
    validate: { xForwardedForHeader: false },
    handler: (req, res) => {
      res.setHeader('Retry-After', '60');
      refuse(req, res, 'tooMany');
    },
  });
}
