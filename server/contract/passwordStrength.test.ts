import { expect, test } from 'vitest';
import { guessBits, leastBits } from './passwordStrength.ts';

const bits = (password: string): number => guessBits(password, ['wangfang']);

// the long ones among the commonest leaked passwords, and what people here would try
test.each(
  `123456789012 1234567890123 123456123456 123123123123 123456789abc 111111111111 000000000000 888888888888
   1qaz2wsx3edc 1q2w3e4r5t6y q1w2e3r4t5y6 qwertyuiop12 qwertyuiop123 qwerty123456 qazwsxedcrfv asdfghjkl123
   abcdefghijkl abcd12345678 abc123456789 a123456789012 password1234 P@ssw0rd1234 password123456 passwordpassword
   admin1234567 adminadminadmin administrator administrator1 Administrator@123 changemeplease letmeinplease
   iloveyou1234 ilovemyfamily woaini1314520 woaini520520 5201314woaini zhengwu123456 chongqing123 chongqing2026
   Chongqing@2026 yubei20261121 dubanduban2026 duban1234567 correcthorsebatterystaple wangfang1990 wangfang19900101
   zhang19850314 liuyang123456 20261121duban zhimakaimen88 qwerty!@#$%^ 1111222233334444 abcabcabcabc google123456
   sunshine2025 superman1234 football2026! dragon123dragon`.split(/\s+/),
)('%s is among the first that are tried', (password) => {
  expect(bits(password)).toBeLessThan(leastBits);
});

test.each([
  'horse staple 44',
  'harbour-lantern-29',
  '政务服务效能监管督办系统',
  'K7Q2M-9XWTR-5DHJP',
  'jlqz uvkd wxyt',
])('%s is not', (password) => {
  expect(bits(password)).toBeGreaterThanOrEqual(leastBits);
});

test('the name of the account and what is repeated add next to nothing', () => {
  expect(guessBits('wangfang', ['WangFang'])).toBe(1);
  expect(guessBits('jlqzuvkdjlqzuvkd', [])).toBeCloseTo(guessBits('jlqzuvkd', []) + 1);
});

test.each(['', 'a', '\ud800', '😀'.repeat(64), 'jlqz'.repeat(500), '\0\n\t(', '[a-z]*'])(
  '%j is measured',
  (password) => {
    const bits = guessBits(password, ['王小明', '']);
    expect(bits).toBeGreaterThanOrEqual(0);
    expect(bits).toBeLessThan(3000);
  },
);
