import { crc32, deflateRawSync } from 'node:zlib';

interface Part {
  name: string;
  content: Buffer | string;
  /** What the archive says the part unfolds to, when it lies. */
  declared?: number;
}

/** A zip archive, as a spreadsheet program or a prankster would make it. */
export function archiveOf(parts: readonly Part[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declared } of parts) {
    const body = Buffer.from(content);
    const folded = deflateRawSync(body);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(folded.length, 14);
    common.writeUInt32LE(declared ?? body.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const head = Buffer.concat([Buffer.from('504b0304', 'hex'), common, Buffer.from(name)]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, place, Buffer.from(name)]));
    local.push(head, folded);
    offset += head.length + folded.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32BE(0x504b0506, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

interface Sheet {
  name?: string;
  state?: string;
  /** What stands inside `worksheet`, or the whole part where it begins with `<?xml`. */
  xml: string;
}

interface Workbook {
  sheets: Sheet[];
  /** Inside `sst`. */
  texts?: string;
  /** Inside `styleSheet`. */
  styles?: string;
  /** Attributes of `workbookPr`. */
  properties?: string;
}

export function workbookOf({ sheets, texts, styles, properties = '' }: Workbook): Buffer {
  const list = sheets.map(
    ({ name = `Feuille${1}`, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at + 1}"${state ? ` state="${state}"` : ''}/>`,
  );
  const links = sheets.map((_, at) => `<Relationship Id="r${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`);
  return archiveOf([
    { name: 'xl/workbook.xml', content: `<workbook><workbookPr ${properties}/><sheets>${list.join('')}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${links.join('')}</Relationships>` },
    ...(texts === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: `<sst>${texts}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', content: `<styleSheet>${styles}</styleSheet>` }]),
    ...sheets.map(({ xml }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: xml.startsWith('<?xml') ? xml : `<worksheet>${xml}</worksheet>`,
    })),
  ]);
}
