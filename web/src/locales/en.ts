import law from '#contract/wording/enLaw';
import account from './enAccount.ts';
import admin from './enAdmin.ts';
import audit from './enAudit.ts';
import calendars from './enCalendars.ts';
import data from './enData.ts';
import catalogue from './enCatalogue.ts';
import desk from './enDesk.ts';
import evaluation from './enEvaluation.ts';
import feed from './enFeed.ts';
import fleet from './enFleet.ts';
import followup from './enFollowup.ts';
import map from './enMap.ts';
import pages from './enPages.ts';
import replay from './enReplay.ts';
import rules from './enRules.ts';
import start from './enStart.ts';
import trace from './enTrace.ts';
import wall from './enWall.ts';
import wallFrame from './enWallFrame.ts';
import wallPages from './enWallPages.ts';
import watch from './enWatch.ts';

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
