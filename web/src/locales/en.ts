import law from './enLaw.ts';
import pages from './enPages.ts';
import wall from './enWall.ts';

export default { ...wall, ...pages, ...law };
