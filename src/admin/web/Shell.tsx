import { Outlet, useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SignedInSession } from '../../team/contract.ts';
import { OfflineBand } from '../../ui/feedback/OfflineBand.tsx';
import { ToastRegion } from '../../ui/feedback/ToastRegion.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Brand } from '../../ui/signs/Brand.tsx';
import { Acts } from './Acts.tsx';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';
import { useKeptLook } from './useKeptLook.ts';

/** The frame around every screen of a signed-in agent: the sidebar, the slab, what floats above them. */
export function Shell({ session }: { session: SignedInSession }) {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const slab = useArrival(pathname);
  const menu = useMenu(pathname);
  const search = useRef(() => {});
  const hearSearch = useCallback((open: () => void) => {
    search.current = open;
  }, []);
  useKeptLook();

  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#contenu">
        Aller au contenu
      </a>
      <header className={styles.topBar}>
        <Brand />
        <button
          ref={menu.button}
          type="button"
          className={styles.menuButton}
          aria-expanded={menu.isOpen}
          aria-controls="menu"
          onClick={menu.toggle}
        >
          <Icon name={menu.isOpen ? 'x' : 'menu-2'} />
          Menu
        </button>
      </header>
      <Sidebar session={session} pathname={pathname} isOpen={menu.isOpen} onSearch={() => search.current()} />
      <main id="contenu" ref={slab} tabIndex={-1} className={styles.slab} inert={menu.isOpen}>
        <OfflineBand />
        <Outlet />
      </main>
      <Acts permissions={session.permissions} onReady={hearSearch} />
      <ToastRegion />
    </div>
  );
}

/** On a new screen the reading starts at its top, for eyes and for screen readers alike. */
function useArrival(pathname: string) {
  const slab = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    slab.current?.scrollTo(0, 0);
    slab.current?.focus({ preventScroll: true });
  }, [pathname]);
  return slab;
}

/** The sidebar of a phone: it covers the screen, Échap closes it, and so does going somewhere. */
function useMenu(pathname: string) {
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === pathname;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const close = (press: KeyboardEvent) => {
      if (press.key !== 'Escape') return;
      setOpenAt(null);
      button.current?.focus();
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [isOpen]);
  return { isOpen, button, toggle: () => setOpenAt(isOpen ? null : pathname) };
}
