import { useState } from 'react';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { Why } from '../../../ui/feedback/Callout.tsx';
import { announce } from '../../../ui/feedback/toasts.ts';
import { CheckboxGroup } from '../../../ui/forms/Checkbox.tsx';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { Block, Heading } from '../../../ui/frames/Card.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useMay } from '../../../ui/permissions.ts';
import type { Contact } from '../../contract.ts';
import { type Need, need, needsApi } from '../../needs/contract.ts';
import { needLabel } from '../../needs/labels.ts';
import styles from './Needs.module.css';

/** How someone asked to be welcomed, for those who may see it (trust P-24). */
export function Needs({ contact }: { contact: Contact }) {
  const mayRead = useMay('needs.read');
  const params = { contactId: contact.id };
  const { data } = useRead(needsApi.show, mayRead ? { params } : null);
  const [isChanging, setIsChanging] = useState(false);
  if (!mayRead || !data) return null;
  return (
    <Block>
      <Heading
        title="Pour être bien accueilli"
        aside={<IconButton icon="pencil" size="small" label="Modifier l’accueil demandé" onPress={() => setIsChanging(true)} />}
      />
      {data.needs.length > 0 && (
        <ul className={styles.needs}>
          {data.needs.map((one) => (
            <li key={one}>
              <Icon name="check" size={16} />
              {needLabel[one]}
            </li>
          ))}
        </ul>
      )}
      <Why>Ce que la personne demande, jamais pourquoi. Ni liste, ni export, ni lettre ne le contient.</Why>
      {isChanging && <NeedsDialog contactId={contact.id} needs={data.needs} onClose={() => setIsChanging(false)} />}
    </Block>
  );
}

function NeedsDialog({ contactId, needs, onClose }: { contactId: string; needs: Need[]; onClose: () => void }) {
  const [chosen, setChosen] = useState<string[]>(needs);
  const replacing = useWrite(needsApi.replace, [needsApi.show]);
  const params = { contactId };
  const save = () =>
    replacing.mutate(
      { params, body: { needs: need.options.filter((one) => chosen.includes(one)) } },
      {
        onSuccess: () => {
          announce('Accueil demandé enregistré', () => replacing.mutate({ params, body: { needs } }));
          onClose();
        },
      },
    );
  return (
    <FormDialog
      title="Pour être bien accueilli"
      refusal={replacing.error}
      onSubmit={save}
      submitLabel="Enregistrer l’accueil demandé"
      isBusy={replacing.isPending}
      onClose={onClose}
    >
      <CheckboxGroup
        label="Ce que la personne demande"
        value={chosen}
        onChange={setChosen}
        choices={need.options.map((id) => ({ id, label: needLabel[id] }))}
      />
    </FormDialog>
  );
}
