import { useState } from 'react';
import { dayInWords, now } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { useGo } from '../../ui/place.ts';
import { type Segment, segmentsApi } from '../contract.ts';
import { listsApi } from '../lists/contract.ts';
import { NameDialog } from './NameDialog.tsx';

/** Fixes in a list those whom the segment chooses today. */
export function FreezeButton({ segment }: { segment: Segment }) {
  const [isNaming, setIsNaming] = useState(false);
  const freezing = useWrite(listsApi.freeze, [segmentsApi.list, segmentsApi.vocabulary]);
  const go = useGo();
  const freeze = (name: string) =>
    freezing.mutate(
      { params: { segmentId: segment.id }, body: { name } },
      {
        onSuccess: (list) => {
          announce(`Liste «\u00a0${list.name}\u00a0» enregistrée.`);
          go(`/segments/${list.id}`);
        },
      },
    );
  return (
    <>
      <Button icon="list-check" onPress={() => setIsNaming(true)}>
        Figer en liste
      </Button>
      {isNaming && (
        <NameDialog
          title="Figer ces personnes dans une liste"
          act="Figer en liste"
          name={`${segment.name}, le ${dayInWords(now())}`}
          help="La liste garde celles qui y sont aujourd’hui, même si elles ne remplissent plus les conditions demain."
          refusal={freezing.error}
          onName={freeze}
          onClose={() => setIsNaming(false)}
        />
      )}
    </>
  );
}
