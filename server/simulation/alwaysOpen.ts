import type { Instant } from '#contract/time';
import type { CaseScript } from './caseScript.ts';
import { pickPlace } from './ordinaryCases.ts';
import { ordinaryEnd } from './lives/pace.ts';
import { promisedLife } from './lives/promisedLife.ts';
import { autoLife, instantLife } from './lives/quickLife.ts';
import { rating } from './lives/rating.ts';
import { createOfficeCalendar } from './officeCalendar.ts';
import type { Random } from './random.ts';
import { minute, second } from './time.ts';

/** A city that never sleeps: what makes a demo look alive at any hour, and no real office does. */
const neverClosed = createOfficeCalendar([], true);

/** A blameless case that begins at `now`. Promised ones are accepted in minutes and take their usual days. */
export function caseFromNow(number: (region: string) => string, random: Random, now: Instant): CaseScript {
  const { office, item } = pickPlace(random);
  const brief = { number: number(office.region), office, item, random };
  const channel = random.pick(['window', 'web', 'web', 'mobile']);
  const submittedAt = now;
  let script: CaseScript;
  if (item.handling === 'auto') script = autoLife({ ...brief, submittedAt, channel });
  else if (item.handling === 'instant') {
    script = instantLife({ ...brief, submittedAt, channel, acceptedAt: now + random.int(20, 240) * second });
  } else {
    const receivedAt = now + random.int(30, 300) * second;
    const acceptedAt = receivedAt + random.int(1, 20) * minute;
    const promise = item.promisedLimit ?? { value: 5, unit: 'workday' };
    const concludedAt = ordinaryEnd(promise, acceptedAt, neverClosed, random);
    script = promisedLife({
      ...brief,
      calendar: neverClosed,
      submittedAt,
      receivedAt,
      acceptedAt,
      concludedAt,
      channel,
    });
  }
  if (random.chance(0.3)) rating(script, random);
  return script;
}
