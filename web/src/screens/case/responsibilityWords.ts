import type { CaseResponsibility } from '../../api/responsibility.ts';

type Holding = CaseResponsibility['holdings'][number];
type Translate = (key: string, named: Record<string, unknown>) => string;

const day = 86_400_000;

/** `u-102 王**` */
export const handlerText = ({ code, name }: Holding['handler']): string =>
  name === null ? code : `${code} ${name}`;

/** A working day is 24 h of legal time; tenths of it are told. */
export const workdaysText = (worked: number, t: Translate): string =>
  t('trace.days', { n: Math.round((worked / day) * 10) / 10 });

/** From who had it when it went badly back to the first. */
export const chainBack = (holdings: readonly Holding[], heldBy: number): string =>
  holdings
    .slice(0, heldBy + 1)
    .map(({ handler }) => handlerText(handler))
    .reverse()
    .join(' ← ');
