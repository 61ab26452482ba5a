import { expect, it } from 'vitest';
import { schemaStanding } from './schemaStanding.ts';

const file = (name: string) => ({ name, sql: '', checksum: name });
const files = [file('0001_a.sql'), file('0002_b.sql')];
const applied = (name: string, version: string | null) => ({ name, checksum: name, appliedAt: 0, version });
const both = [applied('0001_a.sql', '0.1.0'), applied('0002_b.sql', '0.1.0')];

it('names what is missing', () => {
  expect(schemaStanding(files, both.slice(0, 1), '0.1.0')).toEqual({ pending: [files[1]], newer: null });
});

it.each(['0.1.7', '0.2.0', '0.2.3'])('goes on beside what %s made, and says so', (version) => {
  expect(schemaStanding(files, [...both, applied('0003_c.sql', version)], '0.1.4')).toEqual({
    pending: [],
    newer: version,
  });
});

it.each([
  ['0.1.4', 'by duban 0.1.4 with migrations/0003_c.sql'],
  ['0.3.0', 'by duban 0.3.0 with migrations/0003_c.sql'],
  ['1.0.0', 'by duban 1.0.0 with migrations/0003_c.sql'],
  [null, 'The database was migrated with migrations/0003_c.sql'],
])('refuses what %s made', (version, sentence) => {
  const found = [...both, applied('0003_c.sql', version)];
  expect(() => schemaStanding(files, found, '0.1.4')).toThrow(sentence);
});

it('refuses a database of another line of versions', () => {
  expect(() => schemaStanding(files, [both[0]!, applied('0003_c.sql', '0.2.0')], '0.1.0')).toThrow(
    'has migrations/0003_c.sql, which this version of duban (0.1.0) does not have, and lacks migrations/0002_b.sql',
  );
});
