import admin from '../zhAdmin.ts';
import audit from '../zhAudit.ts';
import calendars from '../zhCalendars.ts';
import catalogue from '../zhCatalogue.ts';
import data from '../zhData.ts';
import desk from '../zhDesk.ts';
import evaluation from '../zhEvaluation.ts';
import feed from '../zhFeed.ts';
import file from '../zhFile.ts';
import followup from '../zhFollowup.ts';
import rankings from '../zhRankings.ts';
import reports from '../zhReports.ts';
import rules from '../zhRules.ts';
import start from '../zhStart.ts';
import trace from '../zhTrace.ts';
import watch from '../zhWatch.ts';

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
