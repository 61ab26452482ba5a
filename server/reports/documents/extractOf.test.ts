import { describe, expect, it } from 'vitest';
import { documentText } from '../../testing/documentText.ts';
import { inventedSnapshot } from '../../testing/reportSnapshots.ts';
import { documentOf } from './documentOf.ts';
import { extractOf } from './extractOf.ts';

const own = '500103';
const others = /垫江|永川|渝北|渝中区人民|市公安局|97\.68万|94\.62万/;

describe('extractOf', () => {
  const whole = inventedSnapshot();
  const extract = extractOf(whole, (by, code) => by === 'region' && code === own);

  it('keeps the rows of the places that are seen, and nothing of the whole', () => {
    expect(extract.figures.map(({ by, code }) => `${by} ${code}`)).toEqual([`region ${own}`]);
    expect(extract.rankings.map(({ rows }) => rows.map(({ code }) => code))).toEqual([[own], []]);
    expect(Object.keys(extract.names.region)).toEqual([own]);
    expect(extract.typical).toEqual([]);
    expect(extract.corrections).toEqual([]);
  });

  it('reads as a document that names nobody else', () => {
    const text = documentText(
      documentOf(extract, {
        language: 'zh',
        office: '市政务服务效能督查室',
        number: null,
        issuedOn: null,
        hash: 'cd'.repeat(32),
        status: 'appealing',
      }),
    );
    expect(text).toContain('只列本单位数据');
    expect(text).toContain('渝中区');
    expect(text).not.toMatch(others);
    expect(text).not.toContain('无数据');
  });

  it('keeps the scores of what is seen', () => {
    const scores = extractOf(inventedSnapshot('annual_evaluation'), (_, code) => code === own).scores!;
    expect(scores.rows.map(({ code }) => code)).toEqual([own]);
    expect(scores.evaluation.units.map(({ code }) => code)).toEqual([own]);
    const year = inventedSnapshot('annual_evaluation');
    const office = year.departmentScores!.rows[0]!.code;
    const ofOffice = extractOf(year, (by, code) => by === 'department' && code === office);
    expect(ofOffice.scores!.rows).toEqual([]);
    expect(ofOffice.departmentScores!.rows.map(({ code }) => code)).toEqual([office]);
    expect(ofOffice.departmentScores!.evaluation.units.map(({ code }) => code)).toEqual([office]);
  });
});
