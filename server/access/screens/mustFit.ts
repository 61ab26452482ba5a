import { Problem } from '#contract/problem';
import type { ScreenSettings } from '#contract/screen';
import type { Catalogue } from '../../catalogue/catalogue.ts';

/**
 * @param region the subtree that the screen may show
 * @param within where in the request the settings stand, with a dot at its end
 * @throws Problem `invalid` naming a region that the catalogue does not have, or that the screen may not show
 */
export function mustFit(
  { playlist }: Pick<ScreenSettings, 'playlist'>,
  region: string | null,
  catalogue: Pick<Catalogue, 'region' | 'isWithinRegion'>,
  within: string,
): void {
  for (const [i, { region: asked }] of playlist.entries()) {
    if (asked === null) continue;
    const path = `${within}playlist.${i}.region`;
    if (!catalogue.region(asked))
      throw new Problem('invalid', `The region "${asked}" is not in the catalogue; import it first.`, {
        path,
      });
    if (region !== null && !catalogue.isWithinRegion(asked, [region]))
      throw new Problem('invalid', `The screen may show ${region} and what is below, not "${asked}".`, {
        path,
      });
  }
}
