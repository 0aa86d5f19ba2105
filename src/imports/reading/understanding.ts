import type { ImportLayout, SetAsideReason } from '../contract.ts';
import type { WorkbookSummary } from '../workbook/workbook.ts';
import { readSheet, sniffCopy, sniffSheet } from './sheet.ts';

const SHOWN = 20;
const SHOWN_LENGTH = 120;

/** How a file is laid out, and how many of its lines may hold somebody; `workbook` is what its copied sheet comes from. */
export async function understandFile(open: () => AsyncIterable<Uint8Array>, workbook?: WorkbookSummary): Promise<ImportLayout> {
  const layout = await (workbook ? sniffCopy(open(), workbook) : sniffSheet(open()));
  const counts = new Map<SetAsideReason, number>();
  const setAside: ImportLayout['setAside'] = [];
  let lineCount = 0;
  for await (const { line, cells, setAside: reason } of readSheet(open(), layout)) {
    if (!reason) {
      lineCount++;
      continue;
    }
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    if (setAside.length < SHOWN) setAside.push({ line, reason, text: cells.join(' ').trim().slice(0, SHOWN_LENGTH) });
  }
  const sheets = { sheets: workbook?.sheets ?? [], sheet: workbook?.sheet ?? null };
  return { ...layout, ...sheets, lineCount, setAsideCounts: Object.fromEntries(counts), setAside };
}
