import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { FieldRow, Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { DayField, TextArea, TextField } from '../../ui/forms/TextField.tsx';
import { Card, Heading } from '../../ui/frames/Card.tsx';
import { Columns, Pane } from '../../ui/frames/Slab.tsx';
import { townHallApi } from '../contract.ts';
import { type Publication, publicationApi, publicationSettings } from '../publication/contract.ts';
import { conformityLabel } from '../publication/labels.ts';

/** What the public site says of itself: who publishes it, who hosts it, how accessible it was found. */
export function PublicationScreen() {
  const publication = useRead(publicationApi.show);
  const townHall = useRead(townHallApi.show);
  if (!publication.data || !townHall.data) return <Skeleton lines={8} />;
  const root = `/p/${townHall.data.slug}`;
  return (
    <Columns shape="right">
      <Pane label="Ce que dit le portail">
        <Settings publication={publication.data} />
      </Pane>
      <Pane label="Pages du portail" isSunken>
        <Card title="Voir le portail">
          <ul>
            {pages.map(({ label, path }) => (
              <li key={path}>
                <ButtonLink look="link" href={root + path} target="_blank" aria-label={`${label}, nouvel onglet`}>
                  {label}
                </ButtonLink>
              </li>
            ))}
          </ul>
        </Card>
      </Pane>
    </Columns>
  );
}

const pages = [
  { label: 'Accueil', path: '' },
  { label: 'S’abonner', path: '/abonnement' },
  { label: 'Accessibilité', path: '/accessibilite' },
  { label: 'Vie privée', path: '/vie-privee' },
  { label: 'Mentions légales', path: '/mentions-legales' },
];

function Settings({ publication }: { publication: Publication }) {
  const changing = useWrite(publicationApi.change, [publicationApi.show]);
  const textOf = (name: keyof Publication) => ({ name, defaultValue: String(publication[name] ?? '') });
  return (
    <Form
      schema={publicationSettings}
      refusal={changing.error}
      onSubmit={(body) =>
        changing.mutate(
          { body, version: changing.data?.version ?? publication.version },
          { onSuccess: () => announce('Réglages du portail enregistrés') },
        )
      }
    >
      <Heading title="Mentions légales" />
      <TextField
        {...textOf('director')}
        label="Directeur de la publication"
        help="Son nom et sa fonction, le maire le plus souvent."
        isOptional
      />
      <TextArea
        {...textOf('host')}
        label="Hébergeur"
        help="Nom, adresse et téléphone de qui garde le serveur."
        rows={2}
        isOptional
      />
      <Heading title="Déclaration d’accessibilité" />
      <State publication={publication} />
      <FieldRow>
        <DayField {...textOf('auditedOn')} label="Audité le" isOptional />
        <TextField {...textOf('conformityRate')} label="Critères respectés, en %" inputMode="numeric" isOptional />
      </FieldRow>
      <TextField {...textOf('auditedBy')} label="Par qui" isOptional />
      <TextArea {...textOf('notCompliant')} label="Contenus non accessibles, et pourquoi" isOptional />
      <TextArea {...textOf('exempted')} label="Contenus exemptés ou dérogations" isOptional />
      <FieldRow>
        <TextField
          {...textOf('accessibilityEmail')}
          label="Adresse e-mail de contact"
          help="Sans elle, celle de la mairie."
          type="email"
          isOptional
        />
        <TextField {...textOf('schemeUrl')} label="Adresse du schéma pluriannuel" isOptional />
      </FieldRow>
      <FormActions>
        <Submit busy={changing.isPending} icon="device-floppy">
          Enregistrer les réglages du portail
        </Submit>
      </FormActions>
    </Form>
  );
}

function State({ publication: { conformity, isExpired, auditedOn } }: { publication: Publication }) {
  if (isExpired)
    return (
      <Callout tone="warning" title="La déclaration n’est plus valable">
        Un audit vaut trois ans. Le portail dit de nouveau «&nbsp;non conforme&nbsp;»&nbsp;: faites-en un autre.
      </Callout>
    );
  return (
    <Callout tone="info" title={`Le portail dit\u00a0: ${conformityLabel[conformity]}`}>
      {auditedOn
        ? 'La déclaration vaut trois ans après l’audit.'
        : 'C’est ce que demande la loi tant qu’aucun audit n’est saisi.'}
    </Callout>
  );
}
