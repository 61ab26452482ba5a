import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonicalJson.ts';

describe('canonical JSON', () => {
  it('sorts members by UTF-16 code units and writes numbers and strings as RFC 8785 does', () => {
    const value = JSON.parse(
      '{"\\u20ac":"Euro","\\r":"CR","\\ufb33":"Hebrew","1":"One","\\ud83d\\ude00":"Emoji","\\u0080":"Control","\\u00f6":"o"}',
    ) as unknown;
    expect(canonicalJson(value)).toBe(
      '{"\\r":"CR","1":"One","\u0080":"Control","ö":"o","€":"Euro","😀":"Emoji","\ufb33":"Hebrew"}',
    );
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
  });

  it('leaves out members that are null at every depth, and keeps null in lists', () => {
    expect(canonicalJson({ b: null, a: { d: null, c: [null, { e: null }] } })).toBe('{"a":{"c":[null,{}]}}');
    expect(canonicalJson({ b: null, a: { d: null } }, 'kept')).toBe('{"a":{"d":null},"b":null}');
  });

  it('does not depend on the order of members, and parses to the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(canonicalJson(JSON.parse(canonicalJson(value) ?? ''))).toBe(canonicalJson(value));
      }),
    );
  });

  it('gives up on what is nested too deeply instead of exhausting the stack', () => {
    expect(canonicalJson(JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)))).toBeUndefined();
  });
});
