/** Each icon is imported from its own file: the package's index holds six thousand of them and slows every build. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { FunctionComponent, SVGProps } from 'react';

  const TablerIcon: FunctionComponent<Omit<SVGProps<SVGSVGElement>, 'stroke'> & { size?: number; stroke?: number }>;

  export { TablerIcon as default };
}
