import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { sessionApi } from '../../team/contract.ts';
import { askAgain } from '../../ui/ask.ts';
import { LinkProvider } from '../../ui/LinkProvider.tsx';
import { routeTree } from './routes.tsx';

const router = createRouter({
  routeTree,
  defaultPreload: false,
  // Plain text in the address, not JSON: what agents copy to one another stays readable.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const plain = new URLSearchParams(search as Record<string, string>).toString();
    return plain ? `?${plain}` : '';
  },
});

const isStranger = (error: unknown) => (error as { status?: number }).status === 401;

/** A session that has ended shows at the first question asked after it. */
const onError = (error: unknown) => {
  if (isStranger(error)) void queries.invalidateQueries({ queryKey: [sessionApi.whoAmI.route] });
};

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: { staleTime: 10_000, retry: askAgain, retryDelay: (count) => Math.min(1000 * 2 ** count, 10_000) },
  },
});

export function App() {
  return (
    <StrictMode>
      <I18nProvider locale="fr-FR">
        <QueryClientProvider client={queries}>
          <LinkProvider go={(href) => router.history.push(href)}>
            <RouterProvider router={router} />
          </LinkProvider>
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>
  );
}
