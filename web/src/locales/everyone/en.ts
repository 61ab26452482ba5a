import law from '#contract/wording/enLaw';
import account from '../enAccount.ts';
import fleet from '../enFleet.ts';
import map from '../enMap.ts';
import pages from '../enPages.ts';
import replay from '../enReplay.ts';
import wall from '../enWall.ts';
import wallFrame from '../enWallFrame.ts';
import wallPages from '../enWallPages.ts';

/** Words of pages that need no account: the wall, pairing, sign-in. They come with the first page. */
export default {
  ...account,
  ...fleet,
  ...map,
  ...pages,
  ...replay,
  ...wall,
  ...wallFrame,
  ...wallPages,
  ...law,
};
