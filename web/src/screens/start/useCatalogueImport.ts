import type { CatalogueReport } from '#contract/catalogueImportSchema';
import { shallowRef } from 'vue';
import { importFiles } from '../../api/firstRun.ts';
import { useTask } from '../../components/useTask.ts';
import { useNames } from '../../stores/names.ts';
import { fileBase64 } from './fileBase64.ts';

/** Imports a file into the catalogue, and has its names at hand on every page at once. */
export function useCatalogueImport() {
  const names = useNames();
  const { busy, problem, run } = useTask();
  const report = shallowRef<CatalogueReport | null>(null);

  /** Whether it was imported; with a fault anywhere nothing is, and the report names it. */
  async function load(file: File): Promise<boolean> {
    let isTaken = false;
    report.value = null;
    await run(async () => {
      const files = [{ name: file.name, content: await fileBase64(file) }];
      const preview = await importFiles(files);
      // what was found without a fault is recorded on the very catalogue it was compared with
      report.value = preview.faults.length > 0 ? preview : await importFiles(files, preview.baseRevision);
      isTaken = report.value.faults.length === 0;
      if (isTaken) await names.renew();
    });
    return isTaken;
  }

  return { busy, problem, report, load };
}
