import { Outlet, useRouterState } from '@tanstack/react-router';
import { LinkTabs } from '../../ui/frames/LinkTabs.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { settingsPages } from './navigation.ts';

/** Réglages: its pages side by side, one title above them. */
export function SettingsFrame() {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return (
    <>
      <PageHeader title="Réglages" />
      <LinkTabs label="Pages des réglages" links={settingsPages} current={pathname} />
      <Outlet />
    </>
  );
}
