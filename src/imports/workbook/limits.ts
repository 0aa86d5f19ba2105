/** What a workbook may hold. Excel's own largest sheet has 1,048,576 rows; a town's fullest file, a million of ten cells. */
export const workbookLimits = {
  /** Parts of the archive: a workbook of fifty sheets with pictures has a few hundred. */
  entries: 2000,
  /** One part, unfolded. */
  partBytes: 2 * 1024 * 1024 * 1024,
  /** How much larger a part may unfold: sheets of repeated words reach fifty. Small parts are let off. */
  ratio: 250,
  ratioFrom: 16 * 1024 * 1024,
  sheets: 200,
  rows: 1_048_576,
  columns: 256,
  cellLength: 32_767,
  sharedStrings: 4_000_000,
  sharedLetters: 96 * 1024 * 1024,
  /** Letters of XML without a tag: a text or an attribute without end. */
  silence: 1024 * 1024,
  /** What the reader may use, and for how long. */
  heapMegabytes: 320,
  milliseconds: 10 * 60 * 1000,
};
