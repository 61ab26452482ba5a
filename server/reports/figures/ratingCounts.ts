import type { Counts } from '../../domain/reports/sums.ts';
import type { VolumeRow } from './volumeStore.ts';

/** Of joint cases and their children each: whoever rates, rates what they were served with. */
export const ratingCounts = ({
  rated,
  ratedGood,
  ratedDefault,
  voluntary1,
  voluntary2,
  voluntary3,
  voluntary4,
  voluntary5,
}: VolumeRow): Counts => ({
  rated,
  ratedGood,
  ratedDefault,
  voluntary1,
  voluntary2,
  voluntary3,
  voluntary4,
  voluntary5,
});
