// The store: one group of functions per concept, all over the same database. Nothing outside this folder sees SQL.

import { type Db, openDatabase } from './database.ts';
import { changeStore } from './change.ts';
import { draftStore } from './draft.ts';
import { eventStore } from './event.ts';
import { exemptionStore } from './exemption.ts';
import { extractStore } from './extract.ts';
import { figureCommentStore } from './figure-comment.ts';
import { formStore } from './form.ts';
import { formTimeStore } from './form-time.ts';
import { incidentStore } from './incident.ts';
import { inquiryStore } from './inquiry.ts';
import { keptFormStore } from './kept-form.ts';
import { mailSwitchStore } from './mail-switch.ts';
import { lateReasonStore } from './late-reason.ts';
import { migrate } from './migration.ts';
import { noticeStore } from './notice.ts';
import { noticeSearchStore } from './notice-search.ts';
import { overviewStore } from './overview.ts';
import { owedStore } from './owed.ts';
import { keptMailStore } from './kept-mail.ts';
import { periodStore } from './period.ts';
import { personStore } from './person.ts';
import { planStore } from './plan.ts';
import { referenceStore } from './reference.ts';
import { reopeningStore } from './reopening.ts';
import { reportStore } from './report.ts';
import { reviewStore } from './review.ts';
import { serviceStore } from './service.ts';
import { sessionStore } from './session.ts';
import { signInStore } from './sign-in.ts';
import { submissionStore } from './submission.ts';
import { totalsStore } from './totals.ts';
import { unitStore } from './unit.ts';
import { announcementStore } from './announcement.ts';
import { answerStore } from './answer.ts';
import { backupStore } from './backup.ts';
import { followUpStore } from './follow-up.ts';
import { letterStore } from './letter.ts';
import { unitMonthStore } from './unit-month.ts';
import { reportFileStore } from './report-file.ts';
import { reportLineStore } from './report-line.ts';
import { targetStore } from './target.ts';
import { tokenStore } from './token.ts';
import { invitationStore } from './invitation.ts';
import { officeStore } from './office.ts';
import { verifyStore } from './verify.ts';
import { widerStore } from './wider.ts';

export type Store = ReturnType<typeof openStore>;

/** Opens the database file, brings its schema up to date, and gives the store. Throws when it is of a newer version. */
export function openStore(file: string) {
  const db = openDatabase(file);
  migrate(db);
  return {
    ...storeBasics(db),
    reference: referenceStore(db),
    unit: unitStore(db),
    draft: draftStore(db),
    extract: extractStore(db),
    figureComment: figureCommentStore(db),
    form: formStore(db),
    formTime: formTimeStore(db),
    keptForm: keptFormStore(db),
    event: eventStore(db),
    exemption: exemptionStore(db),
    incident: incidentStore(db),
    inquiry: inquiryStore(db),
    period: periodStore(db),
    person: personStore(db),
    lateReason: lateReasonStore(db),
    reopening: reopeningStore(db),
    report: reportStore(db),
    service: serviceStore(db),
    session: sessionStore(db),
    signIn: signInStore(db),
    submission: submissionStore(db),
    plan: planStore(db),
    keptMail: keptMailStore(db),
    owed: owedStore(db),
    overview: overviewStore(db),
    notice: noticeStore(db),
    noticeSearch: noticeSearchStore(db),
    mailSwitch: mailSwitchStore(db),
    reportFile: reportFileStore(db),
    reportLine: reportLineStore(db),
    target: targetStore(db),
    totals: totalsStore(db),
    change: changeStore(db),
    token: tokenStore(db),
    unitMonth: unitMonthStore(db),
    followUp: followUpStore(db),
    letter: letterStore(db),
    answer: answerStore(db),
    announcement: announcementStore(db),
    review: reviewStore(db),
    verify: verifyStore(db),
    invitation: invitationStore(db),
    office: officeStore(db),
    wider: widerStore(db),
    backup: backupStore(db),
  };
}

function storeBasics(db: Db) {
  // Made once: making one costs more than many a statement that runs in it.
  const inTransaction = db.transaction((work: () => unknown) => work());
  return {
    /** Runs `work` in one transaction that takes the write lock first; joins the one under way. Must not await. */
    transaction: <Result>(work: () => Result): Result =>
      db.inTransaction ? work() : (inTransaction.immediate(work) as Result),
    /** Runs `work`, which only reads, on one state of the database. Must not await. */
    snapshot: <Result>(work: () => Result): Result =>
      db.inTransaction ? work() : (inTransaction.deferred(work) as Result),
    close: () => db.close(),
  };
}
