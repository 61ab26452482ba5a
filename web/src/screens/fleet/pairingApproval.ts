import { defaultScreenSettings } from '#contract/screen';
import type { ScreenRow } from '#contract/screen';
import type { PairingApproval } from '#contract/screenSchema';
import type { Language } from '#contract/wording/language';

interface PairingForm {
  name: string;
  /** Code, or empty for everywhere. */
  region: string;
  /** Ids of screens, or empty. */
  like: string;
  instead: string;
}

/**
 * What is sent to let a device in.
 * @param language of the device: it stays so unless it is set as another screen is
 */
export function pairingApproval(
  form: PairingForm,
  screens: readonly ScreenRow[],
  language: Language,
): PairingApproval {
  if (form.instead !== '') return { screenId: Number(form.instead) };
  const like = screens.find(({ screenId }) => String(screenId) === form.like);
  return {
    name: form.name.trim(),
    region: form.region || null,
    settings: like?.settings ?? { ...defaultScreenSettings, language },
  };
}
