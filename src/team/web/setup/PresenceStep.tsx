import { useState } from 'react';
import { PresenceFields } from '../../../townhalls/web/TownHallFields.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { FileField } from '../../../ui/forms/FileField.tsx';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { setupApi } from '../../contract.ts';
import styles from '../door.module.css';
import type { Notebook } from './answers.ts';

const presence = setupApi.begin.body.pick({
  openingHours: true,
  addressLine: true,
  postcode: true,
  phone: true,
  email: true,
  website: true,
  colour: true,
});

interface PresenceStepProps {
  notebook: Notebook;
  /** In base64, and '' without one: too heavy for the notebook. */
  logo: string;
  onLogo: (logo: string) => void;
  onDone: () => void;
}

/** Hours, colour, logo: what the portal will show. */
export function PresenceStep({ notebook, logo, onLogo, onDone }: PresenceStepProps) {
  return (
    <Form schema={presence} onSubmit={onDone}>
      <PresenceFields fieldOf={notebook.fieldOf} />
      <LogoField logo={logo} onLogo={onLogo} />
      <FormActions>
        <Submit icon="arrow-right">Continuer vers les données personnelles</Submit>
      </FormActions>
    </Form>
  );
}

const LIGHT_ENOUGH = 500 * 1024;

function LogoField({ logo, onLogo }: Pick<PresenceStepProps, 'logo' | 'onLogo'>) {
  const [isRefused, setIsRefused] = useState(false);
  const take = async (file: File) => {
    const isFine = file.size <= LIGHT_ENOUGH && ['image/png', 'image/jpeg'].includes(file.type);
    setIsRefused(!isFine);
    if (isFine) onLogo(await base64Of(file));
  };
  return (
    <>
      {isRefused && (
        <Callout tone="warning" title="Cette image ne convient pas ici" isLive>
          Choisissez une image PNG ou JPEG de 500 Ko au plus, ou ajoutez-la plus tard dans les réglages.
        </Callout>
      )}
      {logo ? (
        <div className={styles.logo}>
          <img src={`data:image/png;base64,${logo}`} alt="Le logo choisi" />
          <Button look="quiet" icon="trash" onPress={() => onLogo('')}>
            Retirer le logo
          </Button>
        </div>
      ) : (
        <FileField
          label="Logo de la commune (facultatif)"
          action="Choisir une image"
          accepts={['image/png', 'image/jpeg']}
          help="PNG ou JPEG, 500 Ko au plus."
          onFile={(file) => void take(file)}
        />
      )}
    </>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
