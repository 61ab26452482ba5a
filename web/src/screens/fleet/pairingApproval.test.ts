import { defaultScreenSettings } from '#contract/screen';
import { pairingApprovalSchema } from '#contract/screenSchema';
import { expect, it } from 'vitest';
import { pairingApproval } from './pairingApproval.ts';
import { screenRow } from '../../testing/screenRow.ts';

const form = { name: ' 大厅东 ', region: '', like: '', instead: '' };
const hall = screenRow({ screenId: 7, settings: { ...defaultScreenSettings, profile: 'hall' } });

it('a new screen has a name, may show all, and speaks as the device does', () => {
  const sent = pairingApproval(form, [hall], 'en');
  expect(sent).toEqual({
    name: '大厅东',
    region: null,
    settings: { ...defaultScreenSettings, language: 'en' },
  });
  expect(pairingApprovalSchema.safeParse(sent).error).toBeUndefined();
});

it('a screen may be set as another one is', () => {
  const sent = pairingApproval({ ...form, region: '500112', like: '7' }, [hall], 'en');
  expect(sent).toMatchObject({ region: '500112', settings: { profile: 'hall', language: 'zh' } });
});

it('a device that takes the place of another brings nothing of its own', () => {
  const sent = pairingApproval({ ...form, like: '7', instead: '7' }, [hall], 'zh');
  expect(sent).toEqual({ screenId: 7 });
  expect(pairingApprovalSchema.safeParse(sent).error).toBeUndefined();
});
