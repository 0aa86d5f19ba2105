import { addressOfList } from '../../../directory/web/address.ts';
import type { Reach } from '../../../segments/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { CommuneFan } from '../../../ui/figures/CommuneFan.tsx';
import { Card } from '../../../ui/frames/Card.tsx';
import { Popover } from '../../../ui/frames/Popover.tsx';
import { Sentence } from '../../../ui/signs/Sentence.tsx';
import { figure, percent } from '../../../ui/words.ts';
import { reachableIn, ruleBy } from './reachable.ts';

interface ParvisProps {
  /** People of 15 and over, once each, by the first means known. */
  known: Reach;
  population: number | null;
}

const label: Record<keyof Reach, string> = {
  email: 'par e-mail',
  sms: 'par SMS, sans e-mail',
  letter: 'par courrier seulement',
  call: 'par appel seulement',
  none: 'pas encore joignables',
};

/** Everyone of the commune as dots, by how they can be reached; the same figures as a list, each opening who it counts. */
export function Parvis({ known, population }: ParvisProps) {
  const { total, isEstimate, byMeans, share } = reachableIn(population, known);
  const shown = (Object.keys(label) as (keyof Reach)[]).filter((channel) => channel === 'none' || byMeans[channel] > 0);
  return (
    <Card title={'Le parvis\u00a0: qui pouvons-nous joindre\u00a0?'} aside={<Why isEstimate={isEstimate} />}>
      <Sentence>
        {isEstimate
          ? `Sur environ [[${figure(total)} habitants]] de 15 ans et plus, [[${percent(share)}]] ont au moins un moyen connu d’être joints.`
          : `Sur [[${figure(total)} personnes]] connues de 15 ans et plus, [[${percent(share)}]] ont au moins un moyen d’être jointes.`}
      </Sentence>
      <CommuneFan
        headline={percent(share)}
        caption="des 15 ans et plus joignables"
        peoplePerDot={total > 20_000 ? 100 : total > 1000 ? 10 : 1}
        wedges={shown.map((channel) => {
          const rule = ruleBy[channel];
          return { channel, label: label[channel], count: byMeans[channel], ...(rule ? { href: addressOfList(rule) } : {}) };
        })}
      />
    </Card>
  );
}

function Why({ isEstimate }: { isEstimate: boolean }) {
  return (
    <Popover
      label="Pourquoi ce chiffre"
      trigger={
        <Button look="link" size="small">
          {'Pourquoi\u00a0?'}
        </Button>
      }
    >
      {isEstimate && (
        <p>
          83&nbsp;% des habitants ont 15&nbsp;ans ou plus (Insee, France entière)&nbsp;: le total est une estimation, d’après la
          population officielle. Qui n’est pas dans votre base n’est joignable par rien.
        </p>
      )}
      <p>
        Chaque personne est comptée une fois, par le premier moyen connu. Un moyen connu n’est pas un accord&nbsp;: chaque envoi
        vérifie qui l’a donné. Une part de moins de dix personnes n’est pas montrée.
      </p>
    </Popover>
  );
}
