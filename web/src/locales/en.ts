import law from '#contract/wording/enLaw';
import account from './enAccount.ts';
import pages from './enPages.ts';
import wall from './enWall.ts';

export default { ...wall, ...pages, ...account, ...law };
