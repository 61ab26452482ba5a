import { shallowRef } from 'vue';
import { checkFiles, importFiles } from '../../api/catalogueEntries.ts';
import type { CatalogueReport } from '../../api/catalogueEntries.ts';
import { readFiles } from '../../api/readFiles.ts';
import { useTask } from '../../components/useTask.ts';
import { useNames } from '../../stores/names.ts';

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
      const files = await readFiles([file]);
      const preview = await checkFiles(files);
      // what was found without a fault is recorded on the very catalogue it was compared with
      report.value = preview.faults.length > 0 ? preview : await importFiles(files, preview.baseRevision);
      isTaken = report.value.faults.length === 0;
      if (isTaken) await names.renew();
    });
    return isTaken;
  }

  return { busy, problem, report, load };
}
