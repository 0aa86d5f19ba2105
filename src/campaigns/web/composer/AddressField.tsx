import { TextField } from '../../../ui/forms/TextField.tsx';

/** Typed as one likes; the letter keeps it once it leads somewhere. */
export function AddressField({ value, onChange }: { value: string; onChange: (url: string) => void }) {
  return (
    <TextField
      label="Adresse"
      help="Une page (https://…), une adresse e-mail (mailto:…) ou un téléphone (tel:…)."
      value={value}
      onChange={onChange}
      maxLength={2000}
    />
  );
}
