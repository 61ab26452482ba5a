import { sqlStatements } from '../db/sqlStatements.ts';

/** Tables that every second writes to, or that are large: whoever holds them holds ingest. */
const busy =
  /\b(case_events|cases|flags|flag_transitions|changes|stats_\w+|personal_data|audit_entries|audit_seals|source_watermarks|source_days|notifications)\b/;

interface Risk {
  pattern: RegExp;
  /** True: only on a busy table. */
  busy?: true;
  because: string;
}

const risks: readonly Risk[] = [
  { pattern: /^drop table/, because: 'the version before still asks for the table' },
  { pattern: /\bdrop column/, because: 'the version before still asks for the column' },
  { pattern: /\brename (to|column)\b|\brename \w+ to\b/, because: 'the version before knows the old name' },
  { pattern: /\balter column \w+ (set data )?type\b/, because: 'the whole table is written again' },
  { pattern: /\bset not null\b/, because: 'the whole table is read while nobody may write' },
  {
    pattern: /\badd column (?:(?!\bdefault\b)[^,])*\bnot null\b(?![^,]*\bdefault\b)/,
    because: 'the version before leaves the column out',
  },
  {
    pattern: /\badd (constraint \w+ )?(check|foreign key|unique|primary key)(?![\s\S]*\bnot valid\b)/,
    busy: true,
    because: 'the whole table is read while nobody may write',
  },
  {
    pattern: /^create (unique )?index (?!concurrently)/,
    busy: true,
    because: 'nobody writes until it is built',
  },
  { pattern: /^(update|delete from|truncate)\b/, busy: true, because: 'rows stay locked until the end' },
];

const outsideTransaction = /^(drop index concurrently if exists|create (unique )?index concurrently) /;

/**
 * What of a migration could stop a running server or break the version before it, one sentence each. A table that the
 * file itself makes is nobody's yet. "-- safe because …" in the file answers for it.
 */
export function migrationRisks(sql: string): string[] {
  if (/^-- safe because \S/m.test(sql)) return [];
  const statements = sqlStatements(sql).map(({ line, text }) => ({
    line,
    text: text
      .replace(/--[^\n]*/g, ' ')
      .replace(/\s+/g, ' ')
      .toLowerCase(),
  }));
  if (/^-- no transaction\b/.test(sql))
    return statements
      .filter(({ text }) => !outsideTransaction.test(text))
      .map(
        ({ line }) => `line ${line}: without a transaction only an index is dropped and built concurrently`,
      );
  const made = statements.flatMap(
    ({ text }) => /^create table (?:if not exists )?(\w+)/.exec(text)?.[1] ?? [],
  );
  return statements.flatMap(({ line, text }) =>
    made.some((table) => new RegExp(`\\b(on|table|update|from|truncate) (only )?${table}\\b`).test(text))
      ? []
      : risks
          .filter((risk) => risk.pattern.test(text) && (!risk.busy || busy.test(text)))
          .map(({ because }) => `line ${line}: ${because}`),
  );
}
