import { addressOf } from '../../platform/client.ts';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { FileField } from '../../ui/forms/FileField.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { Stepper } from '../../ui/frames/Stepper.tsx';
import { useGo } from '../../ui/place.ts';
import { importsApi } from '../contract.ts';
import styles from './imports.module.css';
import { addressOfStep, type Step, stepLabel } from './steps.ts';

const steps = (Object.keys(stepLabel) as Step[]).map((id) => ({ id, label: stepLabel[id] }));

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The first step: a file is dropped or chosen, and understood. */
export function ImportUploadScreen() {
  const go = useGo();
  const uploading = useWrite(importsApi.upload, [importsApi.list]);
  const send = (file: File) =>
    uploading.mutate({ query: { fileName: file.name }, upload: file }, { onSuccess: ({ id }) => go(addressOfStep(id, 'usage')) });
  return (
    <div className={styles.screen}>
      <PageHeader
        title="Importer un fichier"
        breadcrumb={[{ label: 'Contacts', href: '/contacts' }, { label: 'Importer' }]}
        subtitle="Rien n’est enregistré avant votre accord, et tout s’annule pendant 30&nbsp;jours."
        under={<Stepper steps={steps} current="fichier" />}
        actions={
          <ButtonLink href="/contacts/imports" icon="history">
            Imports précédents
          </ButtonLink>
        }
      />
      <Slab>
        {uploading.error && (
          <Callout tone="danger" title="Ce fichier n’a pas pu être lu" isLive>
            {uploading.error.message}
          </Callout>
        )}
        <FileField
          label="Déposez votre fichier ici"
          help="Un classeur Excel ou un tableau CSV, tel qu’il sort de votre tableur ou de votre logiciel. 512&nbsp;Mo au plus."
          accepts={['.xlsx', '.csv', '.tsv', '.txt', workbook, 'text/csv', 'text/tab-separated-values', 'text/plain']}
          busy={uploading.isPending}
          onFile={send}
        />
        <p>
          <a href={addressOf(importsApi.example, {})}>Télécharger un fichier d’exemple</a>
        </p>
        <p className={styles.quiet}>
          N’ouvrez pas le fichier pour le corriger avant&nbsp;: Parvis trouve lui-même l’encodage, la ligne des intitulés, les
          lignes de titre et de total, les accents abîmés, les dates et les numéros de téléphone écrits de toutes les façons.
        </p>
      </Slab>
    </div>
  );
}
