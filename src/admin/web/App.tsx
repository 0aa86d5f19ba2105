import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { LinkProvider } from '../../ui/LinkProvider.tsx';
import { routeTree } from './routes.tsx';
import { signInAddress } from './SignedIn.tsx';

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

const queries = new QueryClient({
  // A session that has ended shows at the first question asked after it.
  queryCache: new QueryCache({ onError: (error) => isStranger(error) && router.history.push(signInAddress()) }),
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (count, error) => count < 3 && isOutage(error) },
  },
});

/** A refusal is an answer: only silence and failures of the server are worth asking again. */
const isOutage = (error: unknown) => {
  const { status = 0 } = error as { status?: number };
  return status === 0 || status >= 500;
};

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
