import law from '#contract/wording/zhLaw';
import account from './zhAccount.ts';
import pages from './zhPages.ts';
import wall from './zhWall.ts';

export default { ...wall, ...pages, ...account, ...law };
