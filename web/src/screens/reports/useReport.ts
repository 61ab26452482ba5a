import { Problem } from '#contract/problem';
import type { ReportDocument } from '#contract/reports/reportDocument';
import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue';
import { getReport, getReportDocument, type ReportLanguage, type WholeReport } from '../../api/reports.ts';
import { hasDocument } from './hasDocument.ts';

const lookEvery = 700;
/** A server that is away is not helped by many who ask. */
const tryAgainEvery = 3000;

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
      if (found.work) wait(lookEvery);
    } catch (error) {
      if (question !== asked) return;
      problem.value = error instanceof Problem ? error : new Problem('internal', String(error));
      missing.value = problem.value.code === 'not_found';
      if (!missing.value) wait(tryAgainEvery);
    }
  }
  function wait(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), ms);
  }
  /** What a step has answered. */
  function take(given: WholeReport) {
    asked += 1;
    report.value = given;
    if (given.work) wait(lookEvery);
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
  /** Names the document there is to read: it is read once, however often the report is looked at. */
  const readable = computed(() => {
    if (!report.value?.sha256 || !hasDocument(report.value)) return null;
    const { sha256, status } = report.value;
    return [reportId.value, status, language.value, sha256].join(' ');
  });
  async function read(): Promise<void> {
    const wanted = readable.value;
    if (wanted === null) return void (document.value = null);
    try {
      const found = await getReportDocument(reportId.value, language.value);
      if (wanted === readable.value) document.value = found;
    } catch (error) {
      if (wanted !== readable.value) return;
      problem.value = error instanceof Problem ? error : new Problem('internal', String(error));
    }
  }
  watch(readable, read);
  async function again(): Promise<void> {
    await look();
    if (document.value === null) await read();
  }
  onBeforeUnmount(() => {
    asked += 1;
    clearTimeout(timer);
  });
  return { report, document, problem, missing, look, take, again };
}
