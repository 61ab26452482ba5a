import law from '#contract/wording/zhLaw';
import account from './zhAccount.ts';
import admin from './zhAdmin.ts';
import audit from './zhAudit.ts';
import calendars from './zhCalendars.ts';
import data from './zhData.ts';
import catalogue from './zhCatalogue.ts';
import desk from './zhDesk.ts';
import evaluation from './zhEvaluation.ts';
import feed from './zhFeed.ts';
import fleet from './zhFleet.ts';
import followup from './zhFollowup.ts';
import map from './zhMap.ts';
import pages from './zhPages.ts';
import replay from './zhReplay.ts';
import rules from './zhRules.ts';
import start from './zhStart.ts';
import trace from './zhTrace.ts';
import wall from './zhWall.ts';
import wallFrame from './zhWallFrame.ts';
import wallPages from './zhWallPages.ts';
import watch from './zhWatch.ts';

export default {
  ...wall,
  ...wallFrame,
  ...wallPages,
  ...pages,
  ...replay,
  ...rules,
  ...account,
  ...admin,
  ...audit,
  ...calendars,
  ...data,
  ...catalogue,
  ...desk,
  ...evaluation,
  ...feed,
  ...fleet,
  ...followup,
  ...map,
  ...start,
  ...trace,
  ...watch,
  ...law,
};
