import everyone from './everyone/en.ts';
import signedIn from './signedIn/en.ts';

/** All words, for tests. */
export default { ...everyone, ...signedIn };
