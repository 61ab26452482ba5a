import { expect, test } from 'vitest';
import type { Role } from '#contract/account';
import { isOwn, reachOf, sightOf, type ReachPlaces } from './reach.ts';
import type { ReportRow } from './store/reportRow.ts';

const above: Record<string, string> = { A: 'C', A1: 'A', B: 'C', 'A-H-1': 'A-H' };
const lies = (code: string, under: readonly string[]): boolean =>
  under.includes(code) || (above[code] !== undefined && lies(above[code], under));
const region = (code: string) => ({ code, parent: above[code] ?? null });
const department = (code: string, home: string) => ({ code, region: home, parent: above[code] ?? null });
const regions = ['C', 'A', 'A1', 'B'].map(region);
const departments = [department('A-H', 'A'), department('A-H-1', 'A1'), department('B-H', 'B')];
const places = {
  regions,
  departments,
  region: (code: string) => regions.find((one) => one.code === code),
  department: (code: string) => departments.find((one) => one.code === code),
  isWithinRegion: lies,
  isWithinDepartment: lies,
} as unknown as ReachPlaces;

const reach = (role: Role, home: string | null, office: string | null = null) =>
  reachOf({ role, region: home, department: office }, places);
const report = (
  scopeCode: string,
  status: ReportRow['status'],
  kind: ReportRow['kind'] = 'monthly_bulletin',
): Parameters<typeof sightOf>[0] => ({
  kind,
  status,
  scopeBy: scopeCode === '' ? 'city' : scopeCode.includes('-') ? 'department' : 'region',
  scopeCode,
});

test('an account without limits reads everything', () => {
  expect(sightOf(report('', 'draft'), reach('inspector', null))).toBe('whole');
});

test('a limited account reads reports of its own places whole, and no others', () => {
  const district = reach('inspector', 'A');
  for (const code of ['A', 'A1', 'A-H', 'A-H-1'])
    expect([code, sightOf(report(code, 'draft', 'daily_scan'), district)]).toEqual([code, 'whole']);
  for (const code of ['', 'C', 'B', 'B-H'])
    expect([code, sightOf(report(code, 'issued', 'daily_scan'), district)]).toEqual([code, 'none']);
  const office = reach('department', null, 'A-H');
  expect(sightOf(report('A-H-1', 'draft'), office)).toBe('whole');
  expect(sightOf(report('A', 'draft'), office)).toBe('none');
});

test('a bulletin of all is read in part while it may be appealed, and whole when it is issued', () => {
  for (const who of [
    reach('inspector', 'A'),
    reach('department', null, 'A-H'),
    reach('department', 'A', 'A-H'),
  ]) {
    expect(sightOf(report('', 'draft'), who)).toBe('none');
    expect(sightOf(report('', 'appealing'), who)).toBe('extract');
    expect(sightOf(report('', 'issued'), who)).toBe('whole');
    expect(sightOf(report('C', 'issued'), who)).toBe('whole');
    expect(sightOf(report('B', 'issued'), who)).toBe('none');
  }
});

test('a department’s officer without a department reads nothing', () => {
  expect(sightOf(report('', 'issued'), reach('department', null))).toBe('none');
});

test('own rows are those of one’s places, and none that are told apart by no place', () => {
  const office = reach('department', null, 'A-H');
  expect(isOwn(office, 'department', 'A-H-1')).toBe(true);
  expect(isOwn(office, 'department', 'B-H')).toBe(false);
  expect(isOwn(office, 'region', 'A')).toBe(false);
  expect(isOwn(office, 'all', '')).toBe(false);
  expect(isOwn(reach('inspector', 'A'), 'region', 'A1')).toBe(true);
});
