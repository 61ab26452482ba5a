import { describe, expect, it } from 'vitest';
import { actionSchemas } from '#contract/followupSchema';
import { flagActions } from '#contract/followup';
import type { FlagAction } from '#contract/followup';
import { actionFields, bodyOf, fieldsAsked, missingFields } from './actionFields.ts';
import type { FieldValues } from './actionFields.ts';

const filled = (action: FlagAction): FieldValues =>
  Object.fromEntries(
    actionFields[action].map(({ name, kind, choices }) => {
      if (kind === 'choice') return [name, choices?.[0] ?? ''];
      if (kind === 'yesNo') return [name, 'yes'];
      if (kind === 'day') return [name, '2026-12-01'];
      if (kind === 'moment') return [name, '2026-11-22T10:00'];
      return [name, '张三'];
    }),
  );

describe('the form of an action', () => {
  it.each(flagActions)(
    '%s: filled in it is a body the server takes, and what it requires is asked',
    (action) => {
      const values = filled(action);
      const fields = fieldsAsked(action, values, true);
      const taken = [{ hash: 'a'.repeat(64), name: '情况说明.pdf' }];
      const body = bodyOf(fields, values, taken, 'Asia/Shanghai');
      expect(actionSchemas[action].safeParse(body).error).toBeUndefined();
      for (const field of fields.filter(({ required }) => required)) {
        const { [field.name]: _, ...rest } = body;
        expect(actionSchemas[action].safeParse(rest).success).toBe(false);
        expect(missingFields(fields, { ...values, [field.name]: '  ' })).toEqual([field.name]);
      }
      expect(missingFields(fields, values)).toEqual([]);
    },
  );

  it('asks by when of an orange order alone, and how grave it is of a confirmed query alone', () => {
    const names = (action: FlagAction, values: FieldValues, isQuery = true) =>
      fieldsAsked(action, values, isQuery).map(({ name }) => name);
    expect(names('order', { level: 'blue' })).toEqual(['level', 'text']);
    expect(names('order', { level: 'orange' })).toEqual(['level', 'finishBy', 'text']);
    expect(names('verdict', { verdict: 'confirmed_delay' })).toContain('severity');
    expect(names('verdict', { verdict: 'false_alarm' })).not.toContain('severity');
    expect(names('verdict', { verdict: 'confirmed_delay' }, false)).not.toContain('severity');
  });

  it('reads a moment in the office’s time, not in that of this machine', () => {
    const fields = fieldsAsked('call', {}, false).filter(({ name }) => name === 'at');
    const at = (timezone: string) => bodyOf(fields, { at: '2026-11-22T10:26' }, [], timezone);
    expect(at('Asia/Shanghai')).toEqual({ at: '2026-11-22T02:26:00.000Z' });
    expect(at('America/New_York')).toEqual({ at: '2026-11-22T15:26:00.000Z' });
  });

  it('takes several people however they are separated', () => {
    const fields = fieldsAsked('note', {}, false);
    expect(bodyOf(fields, { text: '请看', mentions: 'zhang, li、wang' }, [], 'Asia/Shanghai')).toEqual({
      text: '请看',
      mentions: ['zhang', 'li', 'wang'],
    });
  });
});
