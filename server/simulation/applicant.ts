import type { Random } from './random.ts';

export interface Applicant {
  kind: 'person' | 'organization';
  name: string;
  idNumber: string;
  idType?: string;
  phone: string;
}

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'.split('');
const trades = ['餐饮', '商贸', '建筑', '物流', '科技', '医药', '农业', '文化', '机械', '环保'];
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

/** The 18th character of a resident identity number (GB 11643). */
export function checkDigit(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return checkDigits.charAt(sum % 11);
}

const padded = (n: number, length: number): string => String(n).padStart(length, '0');

/** An identity number with the right check digit in division 500199, which has never been assigned. */
export function fakeIdNumber(random: Random): string {
  const born = `${String(random.int(1950, 2005))}${padded(random.int(1, 12), 2)}${padded(random.int(1, 28), 2)}`;
  const first17 = `500199${born}${padded(random.int(0, 999), 3)}`;
  return first17 + checkDigit(first17);
}

/** The same number with another last character: a typing error that the checksum finds. */
export function withWrongCheckDigit(idNumber: string): string {
  const last = idNumber.slice(17);
  return idNumber.slice(0, 17) + (last === '0' ? '1' : '0');
}

/** Somebody who does not exist: the name says so, the telephone number cannot be dialled. */
export function fakeApplicant(random: Random): Applicant {
  const phone = `1000000${padded(random.int(0, 9999), 4)}`;
  if (random.chance(0.25)) {
    const name = `示例${random.pick(trades)}${padded(random.int(1, 999), 3)}有限公司`;
    return {
      kind: 'organization',
      name,
      idNumber: `91500199MA${padded(random.int(0, 99_999_999), 8)}`,
      phone,
    };
  }
  return { kind: 'person', name: `${random.pick(surnames)}示例`, idNumber: fakeIdNumber(random), phone };
}
