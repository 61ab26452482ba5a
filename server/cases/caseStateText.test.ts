import fc from 'fast-check';
import { expect, it } from 'vitest';
import { caseEventTypes, type CaseEvent } from '#contract/caseEvent';
import { foldCase } from '../domain/cases/foldCase.ts';
import { caseStateText, readCaseState } from './caseStateText.ts';

const events: fc.Arbitrary<CaseEvent[]> = fc.array(
  fc.record({
    caseId: fc.constant('c'),
    sourceId: fc.integer({ min: 1, max: 3 }),
    eventId: fc.string({ minLength: 1, unit: 'grapheme' }),
    type: fc.constantFrom(...caseEventTypes),
    occurredAt: fc.integer({ min: 0, max: 2e12 }),
    receivedAt: fc.option(fc.integer({ min: 0, max: 2e12 })),
    catalogueRevision: fc.nat(100),
    data: fc.record(
      {
        item: fc.string(),
        department: fc.string(),
        region: fc.string(),
        handler: fc.record(
          { code: fc.string(), kind: fc.constantFrom('human', 'machine', 'unknown'), name: fc.string() },
          { requiredKeys: ['code', 'kind'] },
        ),
        reason: fc.string(),
        newFacts: fc.boolean(),
        dueAt: fc.nat(),
        kind: fc.constant('hearing' as const),
        approvedDays: fc.nat(9),
        approver: fc.string(),
        approvedAt: fc.nat(),
        notice: fc.string(),
        statutoryDueAt: fc.nat(),
        statutoryLimit: fc.constant({ value: 9, unit: 'minute' as const }),
        applicantNotifiedAt: fc.nat(),
        applicantRef: fc.string(),
        parentCase: fc.string(),
        marks: fc.constant(['bulk' as const]),
        step: fc.string(),
        days: fc.nat(20),
        score: fc.integer({ min: 1, max: 5 }),
        promisedDueAt: fc.nat(),
        promisedLimit: fc.constant({ value: 5, unit: 'workday' as const }),
        outcome: fc.constantFrom('granted', 'transferred'),
        eventId: fc.string(),
        applicantIdValid: fc.option(fc.boolean()),
      },
      { requiredKeys: [] },
    ),
  }),
  { minLength: 1, maxLength: 30 },
);

it('reads back the state of any history, from a line of JSON', () => {
  fc.assert(
    fc.property(events, (history) => {
      const state = foldCase(history as CaseEvent[], '');
      const text = caseStateText(state);
      expect(text).not.toContain('\n');
      expect(readCaseState(JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(state)));
    }),
    { numRuns: 500 },
  );
});
