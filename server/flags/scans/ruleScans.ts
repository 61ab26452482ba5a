import type { RuleId } from '#contract/rule';
import { scanBulkEntry } from './bulkEntryScan.ts';
import { scanEnteredTwice, scanFiledAgain } from './filingScans.ts';
import { scanIdleItems } from './idleItemScan.ts';
import { scanLateEntries } from './lateEntriesScan.ts';
import { scanMachineSpeed } from './machineSpeedScan.ts';
import { scanBeyondLaw, scanLengthened } from './promiseScans.ts';
import type { ScannedGroup, ScanParts } from './scanGroup.ts';
import { scanJustSaved, scanReasons } from './suspensionScans.ts';
import { scanVolume } from './volumeScan.ts';

export interface RuleScan {
  rule: RuleId;
  /** What arrives in a burst is news at once; what shows over days can wait for the night. */
  job: 'scan_arrivals' | 'scan_patterns';
  scan: (parts: ScanParts) => Promise<ScannedGroup[]>;
  /** It reads the flags that stand now: it knows no other time. */
  readsFlags?: boolean;
}

/** The scan of every rule over many cases. */
export const ruleScans: readonly RuleScan[] = [
  { rule: 'BKF-01', job: 'scan_arrivals', scan: scanLateEntries, readsFlags: true },
  { rule: 'BKF-02', job: 'scan_arrivals', scan: scanBulkEntry },
  { rule: 'FAST-02', job: 'scan_patterns', scan: scanMachineSpeed },
  { rule: 'HANG-04', job: 'scan_patterns', scan: scanJustSaved },
  { rule: 'HANG-05', job: 'scan_patterns', scan: scanReasons },
  { rule: 'END-01', job: 'scan_patterns', scan: scanFiledAgain },
  { rule: 'PRM-01', job: 'scan_patterns', scan: scanLengthened, readsFlags: true },
  { rule: 'PRM-02', job: 'scan_patterns', scan: scanBeyondLaw },
  { rule: 'ITM-01', job: 'scan_patterns', scan: scanIdleItems },
  { rule: 'VOL-01', job: 'scan_patterns', scan: scanVolume },
  { rule: 'VOL-02', job: 'scan_patterns', scan: scanEnteredTwice },
];
