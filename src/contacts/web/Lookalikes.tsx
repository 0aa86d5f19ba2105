import { type ReactNode, useCallback, useState } from 'react';
import { Link } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { contactsApi, type Lookalike } from '../contract.ts';
import { fullName } from '../labels.ts';

type Typed = Record<'firstName' | 'lastName' | 'email' | 'phone', string>;

/** Says, as one types, who may be known already; it stops nobody, since couples share an address and names repeat. */
export function Lookalikes({ children }: { children: ReactNode }) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const found = useRead(contactsApi.lookAlikes, typed ? { query: typed } : null);
  /** Each time a field is left. */
  const listen = useCallback((fields: HTMLDivElement | null) => {
    const form = fields?.closest('form');
    const read = () => form && setTyped(typedIn(new FormData(form)));
    fields?.addEventListener('focusout', read);
    return () => fields?.removeEventListener('focusout', read);
  }, []);
  return (
    <>
      <div ref={listen} style={{ display: 'contents' }}>
        {children}
      </div>
      <div role="status">
        {found.data && found.data.items.length > 0 && (
          <Callout tone="info" icon="user-question" title="Peut-être une fiche que vous avez déjà">
            <ul>
              {found.data.items.map((one) => (
                <li key={one.id}>
                  <Link href={`/contacts/${one.id}`}>{fullName(one)}</Link>
                  {detailsOf(one)}
                </li>
              ))}
            </ul>
          </Callout>
        )}
      </div>
    </>
  );
}

function detailsOf({ addressLine, municipality, archivedAt }: Lookalike): string {
  const details = [addressLine || municipality, archivedAt && 'fiche archivée'].filter(Boolean);
  return details.length > 0 ? `, ${details.join(', ')}` : '';
}

function typedIn(form: FormData): Typed | null {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const typed = {
    firstName: text('firstName'),
    lastName: text('lastName'),
    email: text('email'),
    phone: text('mobilePhone') || text('landlinePhone'),
  };
  return typed.lastName || typed.email || typed.phone ? typed : null;
}
