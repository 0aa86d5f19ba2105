import { createWriteStream } from 'node:fs';
import { Problem } from '../../platform/problem.ts';
import { copySheet } from './workbook.ts';

/** What this process is started for: a workbook from strangers is unfolded apart, and only text comes out of here. */
const [path = '', asked = ''] = process.argv.slice(2);
const report = createWriteStream('', { fd: 3 });

await copySheet(path, asked === '' ? null : Number(asked), process.stdout).then(
  (summary) => report.end(JSON.stringify({ summary })),
  (failure: unknown) => {
    const refusal = failure instanceof Problem ? { code: failure.code, message: failure.message } : null;
    report.end(JSON.stringify({ refusal }));
  },
);
