import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../api/cases.ts';
import { timelineLanes } from './timelineLanes.ts';

type CaseEvent = CaseAnswer['events'][number];
const at = (text: string) => Date.parse(`2026-10-${text}:00+08:00`);
const event = (type: string, time: string, data: CaseEvent['data'] = {}): CaseEvent => ({
  type: `case.${type}` as CaseEvent['type'],
  eventId: `${type} ${time}`,
  time: new Date(at(time)).toISOString(),
  receivedAt: null,
  delay: null,
  data,
});

describe('the lanes of a case', () => {
  it('are its moments, its steps with who had them, and its suspensions', () => {
    const lanes = timelineLanes(
      [
        event('accepted', '08T10:00'),
        event('step_started', '08T11:00', { step: '审查', handler: 'u-1' }),
        event('suspended', '09T09:00'),
        event('resumed', '13T09:00'),
        event('step_completed', '14T09:00', { step: '审查' }),
      ],
      at('20T00:00'),
    );
    expect(lanes).toEqual([
      { kind: 'milestone', name: 'accepted', handler: '', bars: [], points: [at('08T10:00')] },
      {
        kind: 'step',
        name: '审查',
        handler: 'u-1',
        bars: [{ from: at('08T11:00'), to: at('14T09:00'), isOpen: false }],
        points: [],
      },
      {
        kind: 'suspension',
        name: 'suspended',
        handler: '',
        bars: [{ from: at('09T09:00'), to: at('13T09:00'), isOpen: false }],
        points: [],
      },
    ]);
  });

  it('begin a step of which only the end is known at the event before', () => {
    const lanes = timelineLanes(
      [event('accepted', '08T10:00'), event('step_completed', '09T10:00', { step: '审查' })],
      at('20T00:00'),
    );
    expect(lanes[1]?.bars).toEqual([{ from: at('08T10:00'), to: at('09T10:00'), isOpen: false }]);
  });

  it('let what has not ended last until now', () => {
    const lanes = timelineLanes([event('suspended', '08T10:00')], at('20T00:00'));
    expect(lanes[0]?.bars).toEqual([{ from: at('08T10:00'), to: at('20T00:00'), isOpen: true }]);
  });
});
