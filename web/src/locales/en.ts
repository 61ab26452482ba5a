import law from '#contract/wording/enLaw';
import pages from './enPages.ts';
import wall from './enWall.ts';

export default { ...wall, ...pages, ...law };
