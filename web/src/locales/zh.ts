import law from './zhLaw.ts';
import pages from './zhPages.ts';
import wall from './zhWall.ts';

export default { ...wall, ...pages, ...law };
