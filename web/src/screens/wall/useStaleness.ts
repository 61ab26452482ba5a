import { ageText } from '#contract/wording/ageText';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useClock } from '../../stores/clock.ts';
import { useWall } from '../../stores/wall.ts';
import { sourceBadges } from './sourceBadges.ts';
import { rulesRanAt, staleCauses } from './staleCauses.ts';

/**
 * What of the picture is old: for the banner, and for the tiles to be hatched.
 * @param isSourceNamed the header has room for sources: what it says of them by itself the banner does not repeat
 */
export function useStaleness(isSourceNamed: () => boolean) {
  const { t } = useI18n();
  const wall = useWall();
  const clock = useClock();

  const rulesAt = computed(() => rulesRanAt(wall.state?.jobs ?? []));
  const causes = computed(() =>
    wall.state === null
      ? []
      : staleCauses({
          now: clock.present,
          link: wall.link,
          lostSince: wall.lostSince,
          feedLostSince: wall.feedLostSince,
          // of the past nothing is late any more
          rulesRanAt: wall.playing ? clock.present : rulesAt.value,
          sources: wall.playing ? [] : wall.state.sources,
          clockUnsure: clock.unsure,
        }),
  );
  const said = computed(() => {
    if (!isSourceNamed()) return causes.value;
    const { unnamed } = sourceBadges(wall.state?.sources ?? [], clock.now, t, (ms) => ageText(t, ms));
    const onlySources = causes.value.every((cause) => cause.kind === 'sources');
    return onlySources && !unnamed ? [] : causes.value;
  });
  const isStale = (kind: string) => causes.value.some((cause) => cause.kind === kind);
  const stale = computed(() => ({
    link: isStale('connection') || isStale('database'),
    rules: isStale('rules'),
  }));
  return { rulesAt, said, stale };
}
