import type { RouteStep } from '#contract/item';

const step = (name: string, rest: Partial<RouteStep> = {}): RouteStep => ({
  step: name,
  required: true,
  ...rest,
});

const accept = step('受理', { satisfiedBy: ['case.accepted'] });
const decide = step('决定', { aliases: ['审批'], satisfiedBy: ['case.decided', 'case.concluded'] });
const examine = step('审查', { aliases: ['初审', '审核'] });
const recheck = step('复审', { aliases: ['复核'], separateHandler: true });
const certificate = step('制证', { required: false });

/** 受理 → 审查 → 决定. */
export const shortRoute: RouteStep[] = [accept, examine, decide];
/** With a second pair of eyes (一审一核). */
export const doubleRoute: RouteStep[] = [accept, examine, recheck, decide, certificate];
/** With a visit to the site, which has a limit of its own. */
export const siteRoute: RouteStep[] = [
  accept,
  examine,
  step('现场踏勘', { aliases: ['现场核查'], limit: { value: 2, unit: 'workday' } }),
  recheck,
  decide,
  certificate,
];
/** With experts and public notice: where the law lets the clock stand still. */
export const expertRoute: RouteStep[] = [
  accept,
  examine,
  step('专家评审', { aliases: ['技术评审'] }),
  recheck,
  decide,
  certificate,
];
/** Ends with a paper that must exist before the case is closed. */
export const certificateRoute: RouteStep[] = [
  accept,
  examine,
  recheck,
  decide,
  step('制证', { aliases: ['出证'] }),
];
