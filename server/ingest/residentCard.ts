const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';
const residentCardTypes = new Set(['', '111', 'resident_card', 'id_card', '居民身份证', '身份证']);
const personKinds = new Set(['', 'person', 'individual', 'natural_person', '自然人', '个人']);

/**
 * Whether a resident identity number passes its checksum (GB 11643); null where none can be told: masked with
 * `*`, another kind of document, an organisation, or the old 15 digits, which had no check digit.
 */
export function residentCardValid(idNumber: string, idType = '', kind = ''): boolean | null {
  if (idNumber.includes('*') || idNumber.includes('＊')) return null;
  if (!residentCardTypes.has(idType) || !personKinds.has(kind)) return null;
  if (/^\d{15}$/.test(idNumber)) return null;
  if (!/^\d{17}[\dXx]$/.test(idNumber)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(idNumber[i]) * (weights[i] ?? 0);
  return checkDigits[sum % 11] === idNumber[17]?.toUpperCase();
}
