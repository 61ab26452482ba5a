import type { CaseScript } from '../caseScript.ts';
import type { Random } from '../random.ts';
import { second } from '../time.ts';

/** 好差评: most people are content; some only never answer, and the system rates for them. */
export function rating(script: CaseScript, random: Random): void {
  const concluded = script.events.find((event) => event.type === 'case.concluded');
  if (!concluded) return;
  const at = concluded.at + random.int(30, 3600) * second;
  const isDefault = random.chance(0.15);
  const score = isDefault ? 5 : [5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 3][random.int(0, 11)];
  const isBad = !isDefault && random.chance(0.012);
  script.events.push({
    type: 'case.rated',
    at,
    arrives: at + random.int(1, 6) * second,
    data: {
      score: isBad ? random.int(1, 2) : score,
      channel: random.pick(['web', 'mobile', 'qr', 'tablet']),
      isDefault,
    },
  });
}
