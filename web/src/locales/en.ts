import law from '#contract/wording/enLaw';
import account from './enAccount.ts';
import desk from './enDesk.ts';
import followup from './enFollowup.ts';
import pages from './enPages.ts';
import wall from './enWall.ts';

export default { ...wall, ...pages, ...account, ...desk, ...followup, ...law };
