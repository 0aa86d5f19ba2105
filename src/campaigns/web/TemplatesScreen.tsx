import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useMay } from '../../ui/permissions.ts';
import { useGo } from '../../ui/place.ts';
import { Badge } from '../../ui/signs/Badge.tsx';
import { campaignsApi } from '../contract.ts';
import { campaignCategoryLabel } from '../labels.ts';
import { type Template, templatesApi } from '../templates/contract.ts';
import styles from './Templates.module.css';

/** Letters to begin from: the town hall's own, then those that come with Parvis. */
export function TemplatesScreen() {
  const templates = useRead(templatesApi.list);
  return (
    <>
      <PageHeader title="Modèles" breadcrumb={[{ label: 'Envois', href: '/envois' }]} />
      <Slab>
        {templates.isLoading && <Skeleton lines={5} />}
        {templates.error && (
          <Callout tone="danger" title="Les modèles n’ont pas pu être lus" isLive>
            {templates.error.message}
          </Callout>
        )}
        <ul className={styles.templates} aria-label="Modèles">
          {(templates.data ?? []).map((template) => (
            <TemplateCard key={template.id ?? template.name} template={template} />
          ))}
        </ul>
        <p className={styles.quiet}>
          Pour garder une lettre comme modèle, ouvrez-la et choisissez «&nbsp;Garder comme modèle&nbsp;».
        </p>
      </Slab>
    </>
  );
}

function TemplateCard({ template }: { template: Template }) {
  const go = useGo();
  const mayWrite = useMay('campaigns.write');
  const { id, name, description, category, content } = template;
  const adding = useWrite(campaignsApi.add, [campaignsApi.list]);
  const archiving = useWrite(templatesApi.archive, [templatesApi.list]);
  const begin = () => adding.mutate({ body: { name, category, content } }, { onSuccess: (made) => go(`/envois/${made.id}`) });
  return (
    <li className={styles.card}>
      <div>
        <h2>{name}</h2>
        <p className={styles.quiet}>{description}</p>
        <Badge tone="neutral">{campaignCategoryLabel[category]}</Badge>
      </div>
      {mayWrite && (
        <div className={styles.acts}>
          <Button icon="pencil-plus" size="small" busy={adding.isPending} onPress={begin} aria-label={`Commencer avec ${name}`}>
            Commencer
          </Button>
          {id && (
            <IconButton
              icon="trash"
              size="small"
              label={`Retirer ${name}`}
              onPress={() =>
                archiving.mutate({ params: { templateId: id } }, { onSuccess: () => announce('Modèle retiré de la liste.') })
              }
            />
          )}
        </div>
      )}
    </li>
  );
}
