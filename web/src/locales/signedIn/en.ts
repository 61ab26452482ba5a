import admin from '../enAdmin.ts';
import audit from '../enAudit.ts';
import calendars from '../enCalendars.ts';
import catalogue from '../enCatalogue.ts';
import data from '../enData.ts';
import desk from '../enDesk.ts';
import evaluation from '../enEvaluation.ts';
import feed from '../enFeed.ts';
import file from '../enFile.ts';
import followup from '../enFollowup.ts';
import rankings from '../enRankings.ts';
import reports from '../enReports.ts';
import rules from '../enRules.ts';
import start from '../enStart.ts';
import trace from '../enTrace.ts';
import watch from '../enWatch.ts';

/** Words of pages for who is signed in. A wall never loads them. */
export default {
  ...admin,
  ...audit,
  ...calendars,
  ...catalogue,
  ...data,
  ...desk,
  ...evaluation,
  ...feed,
  ...file,
  ...followup,
  ...rankings,
  ...reports,
  ...rules,
  ...start,
  ...trace,
  ...watch,
};
