import type { CaseEventType } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { CaseScript, EventData, ScriptedEvent } from '../caseScript.ts';
import type { DemoItem } from '../city/demoItems.ts';
import type { Office } from '../city/offices.ts';
import type { Random } from '../random.ts';
import { second } from '../time.ts';

export interface CaseBrief {
  number: string;
  item: DemoItem;
  office: Office;
  random: Random;
}

export interface CaseWriter {
  script: CaseScript;
  /** Adds an event; it arrives within seconds, now and then minutes, unless `arrives` says otherwise. */
  add(type: CaseEventType, at: Instant, data?: EventData, arrives?: Instant): ScriptedEvent;
  /** The case's own codes, for the events that name them. */
  codes: { item: string; department: string; region: string };
  officer(n: number): string;
  machine: { code: string; kind: 'machine' };
}

/** Starts the script of a case. Events may be added in any order; they are told by arrival. */
export function caseWriter({ number, item, office, random }: CaseBrief): CaseWriter {
  const events: ScriptedEvent[] = [];
  const delay = () => second * (random.chance(0.03) ? random.int(30, 600) : random.int(1, 12));
  return {
    script: { number, item, office, events },
    add(type, at, data = {}, arrives) {
      const event = { type, at, arrives: arrives ?? at + delay(), data };
      events.push(event);
      return event;
    },
    codes: { item: item.code, department: office.code, region: office.region },
    officer: (n) => `${office.code}-${String(100 + n)}`,
    machine: { code: `${office.kind.code}-auto`, kind: 'machine' },
  };
}
