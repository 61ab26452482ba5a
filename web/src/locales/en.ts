import law from '#contract/wording/enLaw';
import account from './enAccount.ts';
import admin from './enAdmin.ts';
import audit from './enAudit.ts';
import desk from './enDesk.ts';
import evaluation from './enEvaluation.ts';
import followup from './enFollowup.ts';
import pages from './enPages.ts';
import trace from './enTrace.ts';
import wall from './enWall.ts';
import wallFrame from './enWallFrame.ts';

export default {
  ...wall,
  ...wallFrame,
  ...pages,
  ...account,
  ...admin,
  ...audit,
  ...desk,
  ...evaluation,
  ...followup,
  ...trace,
  ...law,
};
