import law from '#contract/wording/zhLaw';
import account from './zhAccount.ts';
import desk from './zhDesk.ts';
import followup from './zhFollowup.ts';
import pages from './zhPages.ts';
import wall from './zhWall.ts';

export default { ...wall, ...pages, ...account, ...desk, ...followup, ...law };
