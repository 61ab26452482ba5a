import everyone from './everyone/zh.ts';
import signedIn from './signedIn/zh.ts';

/** All words, for tests. */
export default { ...everyone, ...signedIn };
