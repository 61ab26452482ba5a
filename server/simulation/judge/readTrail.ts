import type { Instant } from '#contract/time';
import type { CaseScript, EventData, ScriptedEvent } from '../caseScript.ts';

export interface TrailStep {
  step: string;
  startedAt?: Instant;
  endedAt?: Instant;
  dueAt?: Instant;
}

export interface TrailPause {
  at: Instant;
  resumedAt: Instant | undefined;
  /** When it was made: approval, else its own time, or its arrival if that came too late to be believed. */
  approvedAt: Instant | undefined;
  arrives: Instant;
  data: EventData;
}

/** What a patient reader of the file knows about a case at an instant. */
export interface Trail {
  submittedAt: Instant | undefined;
  receivedAt: Instant | undefined;
  corrections: { at: Instant; receivedAt: Instant | undefined }[];
  notAcceptedAt: Instant | undefined;
  acceptedAt: Instant | undefined;
  steps: TrailStep[];
  pauses: TrailPause[];
  extensions: TrailPause[];
  isDecided: boolean;
  concluded: ScriptedEvent | undefined;
  marks: string[];
  events: ScriptedEvent[];
}

const instantIn = (data: EventData, field: string): Instant | undefined => {
  const text = data[field];
  return typeof text === 'string' ? Date.parse(text) : undefined;
};

/** Reads the events that had arrived by `knownAt`. */
export function readTrail(script: CaseScript, knownAt: Instant): Trail {
  const events = script.events
    .filter((event) => event.arrives <= knownAt && event.at <= knownAt)
    .sort((a, b) => a.at - b.at);
  const first = (type: string) => events.find((event) => event.type === type);
  const submitted = first('case.submitted');
  const marks = submitted?.data.marks;
  return {
    submittedAt: submitted?.at,
    receivedAt: first('case.received')?.at,
    corrections: events
      .filter((event) => event.type === 'case.correction_requested')
      .map(({ at }) => ({
        at,
        receivedAt: events.find((e) => e.type === 'case.correction_received' && e.at >= at)?.at,
      })),
    notAcceptedAt: first('case.not_accepted')?.at,
    acceptedAt: first('case.accepted')?.at,
    steps: readSteps(events),
    pauses: readPauses(events),
    extensions: events
      .filter((event) => event.type === 'case.extended')
      .map(({ at, arrives, data }) => ({
        at,
        arrives,
        data,
        resumedAt: undefined,
        approvedAt: instantIn(data, 'approvedAt'),
      })),
    isDecided: first('case.decided') !== undefined,
    concluded: first('case.concluded'),
    marks: Array.isArray(marks) ? marks.map(String) : [],
    events,
  };
}

function readSteps(events: ScriptedEvent[]): TrailStep[] {
  const names = new Set(
    events.filter((event) => event.type.startsWith('case.step_')).map((event) => String(event.data.step)),
  );
  return [...names].map((step) => {
    const started = events.find((event) => event.type === 'case.step_started' && event.data.step === step);
    const ended = events.find((event) => event.type === 'case.step_completed' && event.data.step === step);
    const dueAt = instantIn({ ...started?.data, ...ended?.data }, 'dueAt');
    return {
      step,
      ...(started ? { startedAt: started.at } : {}),
      ...(ended ? { endedAt: ended.at } : {}),
      ...(dueAt === undefined ? {} : { dueAt }),
    };
  });
}

function readPauses(events: ScriptedEvent[]): TrailPause[] {
  return events
    .filter((event) => event.type === 'case.suspended')
    .map(({ at, arrives, data }) => ({
      at,
      arrives,
      data,
      resumedAt: events.find((event) => event.type === 'case.resumed' && event.at >= at)?.at,
      approvedAt: instantIn(data, 'approvedAt'),
    }));
}
