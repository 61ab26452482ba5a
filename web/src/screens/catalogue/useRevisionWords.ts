import { momentText } from '#contract/wording/clockWords';
import { useI18n } from 'vue-i18n';
import type { CatalogueRevision } from '../../api/catalogueEntries.ts';
import { useLanguage } from '../../format/useLanguage.ts';
import { useNames } from '../../stores/names.ts';

/** Notes that the server itself writes; others are somebody's words. */
const ownNotes: Readonly<Record<string, string>> = {
  'catalogue import': 'command',
  'item.updated': 'event',
  'provisional entries': 'provisional',
  'published holidays from chinese-days': 'seed',
};

/** Revisions in the reader's language. */
export function useRevisionWords() {
  const { t } = useI18n();
  const { language } = useLanguage();
  const names = useNames();

  const moment = (at: string): string =>
    momentText(Date.parse(at), { translate: t, language: language.value, timezone: names.timezone });

  /** How many records of which kinds. */
  const countText = ({ records }: CatalogueRevision): string =>
    Object.entries(records)
      .filter(([, n]) => n > 0)
      .map(([kind, n]) => t('catalogue.history.count', { kind: t(`catalogue.kind.${kind}`), n }))
      .join(' · ') || t('catalogue.noChange');

  function noteText(note: string): string {
    const own = ownNotes[note];
    return own === undefined
      ? note.replace(/^import /, t('catalogue.note.import'))
      : t(`catalogue.note.${own}`);
  }

  return { moment, countText, noteText };
}
