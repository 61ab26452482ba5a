import { getOwnScreen } from './ownScreen.ts';
import { getSession } from './session.ts';

/** Whether this browser is still let in, be it as a person or as a paired screen. @throws Problem when the server cannot say */
export const hasAccess = async (): Promise<boolean> =>
  (await getSession()) !== null || (await getOwnScreen()) !== null;
