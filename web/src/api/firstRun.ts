import type { FirstRun, RemovedTestCases } from '#contract/firstRunSchema';
import type { ItemVersion } from '#contract/item';
import { request } from './request.ts';

export type { FirstRun, RemovedTestCases };

export interface TestPlaces {
  departments: { code: string; name: string; region: string }[];
  items: Pick<ItemVersion, 'code' | 'name' | 'promisedLimit' | 'statutoryLimit' | 'route'>[];
}

export const getFirstRun = (): Promise<FirstRun> => request('GET', '/first-run');

/** For every administrator. */
export const hideGuide = (hidden: boolean): Promise<void> => request('PUT', '/first-run', { hidden });

/** Voids the events of the guide's test cases and withdraws their flags. */
export const removeTestCases = (): Promise<RemovedTestCases> => request('DELETE', '/first-run/test-cases');

/** Of what a test case can be. */
export const getTestPlaces = (): Promise<TestPlaces> => request('GET', '/catalogue');
