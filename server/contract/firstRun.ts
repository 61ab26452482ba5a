/** How the numbers of the guide's test cases begin: what bears one is removed by a button. */
export const testCasePrefix = 'DUBAN-TEST-';
