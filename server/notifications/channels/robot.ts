import { z } from 'zod';
import { postGuarded } from '../outbound/postGuarded.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { Instant } from '#contract/time';
import type { Sent } from './channel.ts';
import { httpOutcome } from './httpOutcome.ts';

/** Chat robots answer 200 whatever they think; the number in the body says what. */
const verdictSchema = z.object({
  errcode: z.number().optional(),
  errmsg: z.string().optional(),
  code: z.number().optional(),
  msg: z.string().optional(),
});

/** Codes by which a platform says "too fast", and how long it then stays deaf. */
export interface TooFast {
  codes: readonly number[];
  forMs: number;
}

/** Posts to a robot's address and reads its verdict. */
export async function postToRobot(
  { url, body }: { url: URL; body: object },
  { outbound, now }: { outbound: Outbound; now: Instant },
  tooFast: TooFast,
): Promise<Sent> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const answer = await postGuarded(outbound, url, JSON.stringify(body), headers);
  const outcome = httpOutcome(answer, now);
  if (!answer.ok || outcome.outcome !== 'sent') return outcome;
  const { status } = answer;
  const verdict = verdictSchema.safeParse(jsonOf(answer.body));
  const code = verdict.data?.errcode ?? verdict.data?.code;
  if (code === 0) return { outcome: 'sent', status };
  if (code === undefined)
    return {
      outcome: 'retry',
      status,
      detail: 'The answer is not a robot’s; check the address.',
      afterMs: null,
      whole: false,
    };
  const reason = (verdict.data?.errmsg ?? verdict.data?.msg ?? '').slice(0, 200);
  const deaf = tooFast.codes.includes(code);
  const detail = `The robot answered ${code}: ${reason}`;
  return { outcome: 'retry', status, detail, afterMs: deaf ? tooFast.forMs : null, whole: deaf };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
