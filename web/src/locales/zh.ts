import law from '#contract/wording/zhLaw';
import pages from './zhPages.ts';
import wall from './zhWall.ts';

export default { ...wall, ...pages, ...law };
