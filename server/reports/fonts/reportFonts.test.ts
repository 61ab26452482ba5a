import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reportFonts } from './reportFonts.ts';

const directory = mkdtempSync(join(tmpdir(), 'duban-fonts-'));
afterAll(() => rmSync(directory, { recursive: true }));
const { body } = reportFonts();
const codeOf = (character: string) => character.codePointAt(0) ?? 0;

test('the shipped font has the characters of the common list, rare ones of names among them, and says which it lacks', () => {
  for (const character of '政务服务效能监管通报，。“”—1aZ％〓𬭎䶮')
    expect(body.metrics.has(codeOf(character)), character).toBe(true);
  for (const character of '𠮷𰻞') expect(body.metrics.has(codeOf(character)), character).toBe(false);
});

test('widths are those of the font: a Chinese character is one em, a digit about a half', () => {
  expect(body.metrics.advance(codeOf('政'))).toBe(1);
  expect(body.metrics.advance(codeOf('1'))).toBeCloseTo(0.47, 2);
  expect(body.metrics.advance(codeOf('𠮷'))).toBe(1);
});

test("a unit's own fonts take the roles that they are named by, and its headings' font is its bold one", () => {
  copyFileSync(body.path, join(directory, 'heading.ttf'));
  const own = reportFonts(directory);
  const heading = join(directory, 'heading.ttf');
  expect([own.heading.path, own.subheading.path, own.bold.path]).toEqual([heading, heading, heading]);
  expect(own.body.path).toBe(body.path);
});

test('a file that is not a font is refused by its name, with the remedy', () => {
  writeFileSync(join(directory, 'body.ttf'), 'no font at all');
  expect(() => reportFonts(directory)).toThrow(/body\.ttf.*Put a \.ttf or \.otf file there/);
});
