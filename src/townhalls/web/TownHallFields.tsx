import { FieldRow } from '../../ui/forms/Form.tsx';
import { TextArea, TextField } from '../../ui/forms/TextField.tsx';
import { ColourField } from './ColourField.tsx';

/** What is already known of a field, and what to do when it is typed in. */
export type FieldOf = (name: string) => { name: string; defaultValue: string; onChange?: (value: string) => void };

/** Where the mairie is and when it opens: in the settings and at the first run alike. */
export function PresenceFields({ fieldOf }: { fieldOf: FieldOf }) {
  return (
    <>
      <TextArea
        {...fieldOf('openingHours')}
        label="Horaires d’ouverture"
        isOptional
        rows={3}
        placeholder={'Lundi, mardi, jeudi : 9 h – 12 h\nVendredi : 14 h – 18 h'}
      />
      <FieldRow>
        <TextField {...fieldOf('addressLine')} label="Adresse de la mairie" isOptional autoComplete="street-address" />
        <TextField {...fieldOf('postcode')} label="Code postal" isOptional inputMode="numeric" autoComplete="postal-code" />
      </FieldRow>
      <FieldRow>
        <TextField {...fieldOf('phone')} label="Téléphone" type="tel" isOptional autoComplete="tel" />
        <TextField {...fieldOf('email')} label="Adresse e-mail de la mairie" type="email" isOptional autoComplete="email" />
      </FieldRow>
      <TextField {...fieldOf('website')} label="Site internet" type="url" isOptional autoComplete="url" placeholder="https://" />
      <ColourField {...fieldOf('colour')} />
    </>
  );
}

/** Who answers for personal data: the law asks every mairie to name someone (GDPR art. 37). */
export function ProtectionFields({ fieldOf }: { fieldOf: FieldOf }) {
  return (
    <FieldRow>
      <TextField
        {...fieldOf('dpoName')}
        label="Délégué à la protection des données"
        help="Une personne, ou l’organisme qui l’assure pour vous : centre de gestion, syndicat, intercommunalité."
      />
      <TextField
        {...fieldOf('dpoEmail')}
        label="Son adresse e-mail"
        type="email"
        help="Les habitants y écrivent pour exercer leurs droits."
      />
    </FieldRow>
  );
}
