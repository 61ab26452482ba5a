import type { PersonAsked, PersonHoldings } from '#contract/erasureSchema';
import { Problem } from '#contract/problem';
import type { Queryable } from '../db/queryable.ts';
import { instantText } from '../http/instantText.ts';
import {
  attachmentsOfCases,
  casesHeld,
  casesOfPerson,
  flagsWithTexts,
  lettersOfCases,
  sealedLetters,
  type FoundLetter,
} from './holdingsStore.ts';

export interface PersonParts {
  db: Queryable;
  /** Of the office, for days. */
  zone: string;
  personRef: (idNumber: string) => string;
  /** Throws when the bytes were not sealed with this server's key. */
  open: (sealed: Buffer) => Buffer;
}

const mostCases = 500;
const lettersAPage = 200;

/**
 * What is held of a person: of cases under the number's pseudonym, or of the named ones. Letters that were refused are
 * opened and looked through for the number, which goes no further than this.
 * @throws Problem `not_found` when one of the named cases is not here
 */
export async function personHoldings(
  parts: PersonParts,
  { idNumber, caseIds: named }: PersonAsked,
): Promise<PersonHoldings> {
  const { db, zone, personRef } = parts;
  const caseIds =
    named ?? (idNumber === undefined ? [] : await casesOfPerson(db, personRef(idNumber), mostCases));
  const cases = await casesHeld(db, caseIds, zone);
  const missing = named?.find((caseId) => !cases.some((held) => held.caseId === caseId));
  if (missing !== undefined)
    throw new Problem('not_found', `There is no case "${missing}"; look at its number again.`, {
      path: 'caseIds',
    });
  const letters = new Map((await lettersOfCases(db, caseIds)).map((letter) => [letter.letterId, letter]));
  if (idNumber !== undefined)
    for (const letter of await lettersNaming(parts, idNumber)) letters.set(letter.letterId, letter);
  return {
    cases,
    letters: [...letters.values()]
      .sort((a, b) => a.letterId - b.letterId)
      .map(({ receivedAt, ...letter }) => ({ ...letter, receivedAt: instantText(receivedAt) })),
    attachments: await attachmentsOfCases(db, caseIds),
    flags: await flagsWithTexts(db, caseIds),
  };
}

async function lettersNaming({ db, open }: PersonParts, idNumber: string): Promise<FoundLetter[]> {
  const found: FoundLetter[] = [];
  const number = idNumber.trim().toUpperCase();
  const names = (sealed: Buffer): boolean => open(sealed).toString('utf8').toUpperCase().includes(number);
  for (let after = 0; ;) {
    const page = await sealedLetters(db, after, lettersAPage);
    for (const { body, mended, ...letter } of page)
      if (names(body) || (mended && names(mended))) found.push(letter);
    const last = page.at(-1);
    if (!last || page.length < lettersAPage) return found;
    after = last.letterId;
  }
}
