import type { ImportLayout } from '../contract.ts';
import { understandFile } from '../reading/understanding.ts';
import { copyOut } from '../workbook/copying.ts';
import { dropFile } from './forgetting.ts';
import type { Desk } from './staging.ts';

/** A file that has come in: kept under its hash, beside its text where it is a workbook, and how it is understood. */
export interface Arrival {
  file: string;
  textFile: string | null;
  layout: ImportLayout;
}

/** What a sheet may weigh once copied out: a million full rows. */
const COPY_LIMIT = 1024 * 1024 * 1024;

/** Understands a file already kept; refused, it is not kept any longer. */
export async function receive(desk: Desk, { townHallId, file, bytes }: Kept, sheet: number | null = null): Promise<Arrival> {
  try {
    if (!(await isWorkbook(desk, townHallId, file)))
      return { file, textFile: null, layout: await understandFile(() => desk.files.open(townHallId, file)) };
    return await receiveWorkbook(desk, { townHallId, file, bytes }, sheet);
  } catch (refusal) {
    await dropFile(desk, file);
    throw refusal;
  }
}

interface Kept {
  townHallId: number;
  file: string;
  bytes: number;
}

async function receiveWorkbook(desk: Desk, { townHallId, file, bytes }: Kept, sheet: number | null): Promise<Arrival> {
  const copied = copyOut(await desk.files.localPath(townHallId, file), sheet);
  const { hash: textFile } = await desk.files.put(townHallId, copied.content, COPY_LIMIT);
  try {
    const layout = await understandFile(() => desk.files.open(townHallId, textFile), await copied.summary);
    return { file, textFile, layout: { ...layout, bytes } };
  } catch (refusal) {
    await dropFile(desk, textFile);
    throw refusal;
  }
}

/** By its first bytes, whatever its name says: an archive. */
async function isWorkbook({ files }: Desk, townHallId: number, file: string): Promise<boolean> {
  for await (const piece of files.open(townHallId, file)) return Buffer.from(piece).toString('hex', 0, 4) === '504b0304';
  return false;
}
