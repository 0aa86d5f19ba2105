/** What the commune's one colour gives: a darker and paler ones, each readable on the other (ui/README.md, « Portal colour »). */
export function coloursFrom(colour: string): string {
  const variables = {
    commune: colour,
    'commune-dark': mixed(colour, '#000000', 0.3),
    'commune-soft': mixed(colour, '#ffffff', 0.9),
    'commune-soft-text': mixed(colour, '#000000', 0.15),
    'commune-dark-text': mixed(colour, '#ffffff', 0.88),
    'commune-ground': mixed(colour, '#ffffff', 0.93),
  };
  const lines = Object.entries(variables).map(([name, value]) => `--${name}: ${value};`);
  return `[data-portal] { ${lines.join(' ')} }\n`;
}

const channelsOf = (hex: string) => [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));

const mixed = (from: string, to: string, part: number): string => {
  const others = channelsOf(to);
  const channels = channelsOf(from).map((one, at) => Math.round(one + ((others[at] ?? 0) - one) * part));
  return `#${channels.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
};
