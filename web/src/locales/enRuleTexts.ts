import type zh from './zhRuleTexts.ts';

const texts: typeof zh = {
  'ACC-01': {
    says: 'No answer by the end of the fifth working day after receipt; silence then counts as acceptance.',
    basis: 'Administrative License Law Art. 32',
  },
  'ACC-02': {
    says: 'The pre-review of an online application came too late.',
    basis: 'local practice, configurable',
  },
  'ACC-03': {
    says: 'Not accepted, or returned, without a word why.',
    basis: 'Administrative License Law Art. 32, 38',
  },
  'TIM-01': {
    says: 'Most of the limit is used, or one working day is left; never before half of it, never while suspended.',
    basis: 'local practice, configurable',
  },
  'TIM-02': {
    says: 'Past the promised due date, open or concluded; red from the set number of working days over.',
    basis: 'the department’s own promise; Civil Code 201–204 for counting',
  },
  'TIM-03': {
    says: 'Past the statutory due date; counts in place of the broken promise.',
    basis: 'Administrative License Law Art. 42 (20 working days, one extension of at most 10)',
  },
  'TIM-04': { says: 'A step over its own limit although the whole is in time.', basis: 'the item’s route' },
  'TIM-05': {
    says: 'Open, not suspended, and nothing reported for as long as its whole promise.',
    basis: 'first-asked responsibility',
  },
  'DLV-01': {
    says: 'A licence granted and not delivered in time; not if the applicant was told and did not collect.',
    basis: 'Administrative License Law Art. 44',
  },
  'FAST-01': {
    says: 'A promised item concluded below its floor and far below its peers in other departments.',
    basis: 'lawfulness of the process; thresholds are local',
  },
  'FAST-02': {
    says: 'One person concludes several promised cases in a burst, several times a day.',
    basis: 'lawfulness of the process; thresholds are local',
  },
  'FAST-03': { says: 'A person concluded a case that a machine decides.', basis: 'the item’s handling' },
  'STEP-01': { says: 'A required step left no trace at conclusion.', basis: 'the item’s route; GB/T 39046' },
  'STEP-02': {
    says: 'Several steps at one instant, or all at the instant of conclusion.',
    basis: 'GB/T 39046; lawfulness of the process',
  },
  'STEP-03': {
    says: 'Concluded before accepted, accepted before submitted, a step ended before it began; a clock skew is allowed.',
    basis: 'GB/T 39046',
  },
  'STEP-04': {
    says: 'Accepted, reviewed and decided by one person where the item separates them.',
    basis: 'the item’s route',
  },
  'BKF-01': {
    says: 'An event arrived later than its source’s declared delay; declared outages and imports are left out.',
    basis: 'data standards',
  },
  'BKF-02': {
    says: 'Many cases whose acceptance and conclusion arrived in one burst, or that took equally long to the second.',
    basis: 'data standards',
  },
  'COR-01': {
    says: 'A second correction notice without new facts.',
    basis: 'Administrative License Law Art. 32: told once',
  },
  'HANG-01': {
    says: 'A suspension without kind, approver, reason or notice.',
    basis: 'Administrative License Law Art. 45',
  },
  'HANG-02': {
    says: 'Suspended from the moment of acceptance.',
    basis: 'Administrative License Law Art. 45',
  },
  'HANG-03': {
    says: 'Suspended or extended after the conclusion or after the limit had passed; gives no credit.',
    basis: 'Administrative License Law Art. 42, 45',
  },
  'HANG-04': {
    says: 'A department’s cases are in time only thanks to suspensions, by much the same margin.',
    basis: 'practice of supervision',
  },
  'HANG-05': {
    says: 'Most suspensions of a department give one reason.',
    basis: 'Administrative License Law Art. 45',
  },
  'HANG-06': {
    says: 'A suspension over its approved days, never resumed, or open after the conclusion.',
    basis: 'Administrative License Law Art. 45',
  },
  'PRM-01': {
    says: 'A promise lengthened soon after its breach, without an approval.',
    basis: 'the item’s record',
  },
  'PRM-02': { says: 'A promise longer than the law, or without a unit.', basis: 'the item’s record' },
  'END-01': {
    says: 'Returned just before its end and filed again by the same applicant.',
    basis: 'practice of supervision',
  },
  'ITM-01': {
    says: 'No case of an item for long, or its flow stopped out of season.',
    basis: 'the item’s record',
  },
  'VOL-01': { says: 'Queries, bookings and payments counted as cases.', basis: 'statistics' },
  'VOL-02': { says: 'The same applicant, item and time from two sources.', basis: 'statistics' },
  'EXT-01': {
    says: 'A second extension, one that is too long, or one that nobody approved.',
    basis: 'Administrative License Law Art. 42',
  },
  'AMD-01': {
    says: 'A correction, or late data, would clear a flag: a person decides.',
    basis: 'practice of supervision',
  },
  'FEE-01': {
    says: 'A fee on a free item, or not the standard amount.',
    basis: 'Administrative License Law Art. 58, 59',
  },
  'DAT-01': {
    says: 'An identity number that fails its checksum, unknown codes, events that disagree; on the source when too many codes are unknown.',
    basis: 'GB/T 39046, GB 11643',
  },
  'FEED-01': { says: 'A source silent for too long in office hours.', basis: 'operations' },
};
export default texts;
