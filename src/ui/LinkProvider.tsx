import type { ReactNode } from 'react';
import { RouterProvider } from 'react-aria-components';

/** Makes every `Link`, `ButtonLink`, tab and menu entry with an `href` go there without reloading. Mounted once, around the app. */
export function LinkProvider({ go, children }: { go: (href: string) => void; children: ReactNode }) {
  return <RouterProvider navigate={go}>{children}</RouterProvider>;
}
