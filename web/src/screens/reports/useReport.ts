import { Problem } from '#contract/problem';
import type { ReportDocument } from '#contract/reports/reportDocument';
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue';
import { getReport, getReportDocument, type ReportLanguage, type WholeReport } from '../../api/reports.ts';
import { hasDocument } from './hasDocument.ts';

const lookEvery = 700;

/** One report as it stands, followed while it is worked on, and what it says in a language. */
export function useReport(reportId: Ref<string>, language: Ref<ReportLanguage>) {
  const report = shallowRef<WholeReport | null>(null);
  const document = shallowRef<ReportDocument | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const missing = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  async function look(): Promise<void> {
    const question = ++asked;
    clearTimeout(timer);
    try {
      const found = await getReport(reportId.value);
      if (question !== asked) return;
      report.value = found;
      problem.value = null;
      if (found.work) wait();
    } catch (error) {
      if (question !== asked) return;
      problem.value = error instanceof Problem ? error : new Problem('internal', String(error));
      missing.value = problem.value.code === 'not_found';
      if (!missing.value) wait();
    }
  }
  function wait() {
    timer = setTimeout(() => void look(), lookEvery);
  }
  /** What a step has answered. */
  function take(given: WholeReport) {
    asked += 1;
    report.value = given;
    if (given.work) wait();
  }

  watch(
    reportId,
    (id) => {
      // the page is being left
      if (id === '') return;
      report.value = document.value = null;
      missing.value = false;
      void look();
    },
    { immediate: true },
  );
  watch(
    () => [
      report.value && hasDocument(report.value) ? report.value.sha256 : null,
      report.value?.status,
      language.value,
      reportId.value,
    ],
    async ([hash, , words, id]) => {
      if (!hash) return void (document.value = null);
      try {
        const found = await getReportDocument(String(id), words === 'en' ? 'en' : 'zh');
        if (id === reportId.value && words === language.value) document.value = found;
      } catch (error) {
        problem.value = error instanceof Problem ? error : new Problem('internal', String(error));
      }
    },
  );
  onBeforeUnmount(() => {
    asked += 1;
    clearTimeout(timer);
  });
  return { report, document, problem, missing, look, take };
}
