import law from '#contract/wording/zhLaw';
import account from '../zhAccount.ts';
import fleet from '../zhFleet.ts';
import map from '../zhMap.ts';
import pages from '../zhPages.ts';
import replay from '../zhReplay.ts';
import wall from '../zhWall.ts';
import wallFrame from '../zhWallFrame.ts';
import wallPages from '../zhWallPages.ts';

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
