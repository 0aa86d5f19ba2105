import { campaignsApi } from '../../campaigns/contract.ts';
import { importsApi } from '../../imports/contract.ts';
import { instantInWords } from '../../platform/time.ts';
import { postApi } from '../../post/contract.ts';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { Card } from '../../ui/frames/Card.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { useMay } from '../../ui/permissions.ts';
import styles from './ToDo.module.css';

interface Waiting {
  id: string;
  icon: IconName;
  title: string;
  note: string;
  act: string;
  href: string;
}

/** What an agent began or should know of, with the one act that moves it on. */
export function ToDo() {
  const mayWrite = useMay('campaigns.write');
  const mayImport = useMay('imports.run');
  const mayReadTrials = useMay('trial.read');
  const campaigns = useRead(campaignsApi.list, mayWrite ? { query: { limit: 20 } } : null);
  const trials = useRead(postApi.list, mayReadTrials ? { query: { limit: 1 } } : null);
  const imports = useRead(importsApi.list, mayImport ? { query: { limit: 20 } } : null);
  const unfinished = (imports.data?.items ?? []).filter(({ state }) => state === 'uploaded' || state === 'ready').slice(0, 2);
  const drafts = (campaigns.data?.items ?? []).filter(({ state }) => state === 'draft').slice(0, 4);
  const waiting: Waiting[] = [
    ...unfinished.map(({ id, fileName, createdAt }) => ({
      id,
      icon: 'file-import' as const,
      title: `Finir l’import de «\u00a0${fileName}\u00a0»`,
      note: `Déposé le ${instantInWords(createdAt)}\u00a0: rien n’est encore écrit`,
      act: 'Continuer',
      href: `/contacts/imports/${id}`,
    })),
    ...drafts.map(({ id, name, changedAt }) => ({
      id,
      icon: 'pencil' as const,
      title: `Terminer «\u00a0${name}\u00a0»`,
      note: `Brouillon du ${instantInWords(changedAt)}`,
      act: 'Reprendre',
      href: `/envois/${id}`,
    })),
    ...(trials.data?.items ?? []).map(({ id, receivedAt }) => ({
      id,
      icon: 'inbox' as const,
      title: 'Lire ce que garde la boîte d’essai',
      note: `Ces messages n’ont été remis à personne. Dernier reçu le ${instantInWords(receivedAt)}`,
      act: 'Ouvrir',
      href: '/boite-d-essai',
    })),
  ];
  if (waiting.length === 0) return null;

  return (
    <Card title="À faire">
      <ul className={styles.waiting}>
        {waiting.map(({ id, icon, title, note, act, href }) => (
          <li key={id}>
            <Icon name={icon} />
            <div>
              <strong>{title}</strong>
              <p>{note}</p>
            </div>
            <ButtonLink href={href} size="small" aria-label={`${act}\u00a0: ${title}`}>
              {act}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
