import { useDeferredValue } from 'react';
import { type Municipality, municipalitiesApi } from '../../../townhalls/contract.ts';
import { useRead } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { RadioGroup } from '../../../ui/forms/RadioGroup.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { counted } from '../../../ui/words.ts';
import { setupApi } from '../../contract.ts';
import type { Notebook } from './answers.ts';

const choice = setupApi.begin.body.pick({ inseeCode: true });

/** From a postcode or a name to the official municipality. */
export function MunicipalityStep({ notebook, onDone }: { notebook: Notebook; onDone: () => void }) {
  const { answers, keep } = notebook;
  const asked = useDeferredValue((answers['sought'] ?? '').trim());
  const found = useRead(municipalitiesApi.search, questionOf(asked));
  const municipalities = questionOf(asked) ? (found.data?.items ?? []) : [];
  const choose = (inseeCode: string) => {
    const one = municipalities.find((municipality) => municipality.inseeCode === inseeCode);
    if (one) keep({ inseeCode, name: one.name, postcode: one.postcodes[0] ?? '' });
  };
  return (
    <Form schema={choice} onSubmit={onDone}>
      <TextField
        label="Code postal ou nom de la commune"
        icon="map-search"
        autoFocus
        autoComplete="postal-code"
        value={answers['sought'] ?? ''}
        onChange={(sought) => keep({ sought })}
      />
      {municipalities.length > 0 && (
        <RadioGroup
          name="inseeCode"
          label="Votre commune"
          look="cards"
          choices={municipalities.slice(0, 12).map(asChoice)}
          value={answers['inseeCode'] ?? null}
          onChange={choose}
        />
      )}
      {found.data && questionOf(asked) && municipalities.length === 0 && (
        <Callout tone="warning" title="Aucune commune ne répond à cette recherche" isLive>
          Essayez son code postal, ou les premières lettres de son nom officiel.
        </Callout>
      )}
      <FormActions>
        <Submit icon="arrow-right">Continuer vers la mairie</Submit>
      </FormActions>
    </Form>
  );
}

const questionOf = (asked: string) => {
  if (/^\d+$/.test(asked)) return asked.length === 5 ? { query: { postcode: asked } } : null;
  return asked.length >= 2 ? { query: { name: asked } } : null;
};

const asChoice = ({ inseeCode, name, postcodes, population }: Municipality) => ({
  id: inseeCode,
  label: name,
  help: [
    postcodes.slice(0, 3).join(', '),
    population === null ? 'population inconnue' : counted(population, 'habitant', 'habitants'),
    `code INSEE ${inseeCode}`,
  ].join(' · '),
});
