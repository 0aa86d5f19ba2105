/**
 * How a sheet is copied out: one line of text for each row of the sheet, so that the line's number is the one the agent sees in
 * the margin; cells between tabs; a break within a cell as U+2028; a hidden row opens with a mark.
 */
export const HIDDEN = '\u0002';
const BREAK = '\u2028';

export const asLine = (cells: readonly string[], isHidden: boolean): string =>
  `${isHidden ? HIDDEN : ''}${cells
    .map((cell) =>
      cell
        .replace(/\r\n|\n|\r/g, BREAK)
        .replaceAll('\t', ' ')
        .replaceAll(HIDDEN, ' '),
    )
    .join('\t')}\n`;

export const cellsOf = (line: string): string[] =>
  (line.startsWith(HIDDEN) ? line.slice(1) : line).split('\t').map((cell) => cell.replaceAll(BREAK, '\n'));
