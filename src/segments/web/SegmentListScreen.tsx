import { useMemo, useState } from 'react';
import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { ButtonLink, PlainLink } from '../../ui/actions/Link.tsx';
import { usePages, useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useMay } from '../../ui/permissions.ts';
import { useGo } from '../../ui/place.ts';
import { Badge } from '../../ui/signs/Badge.tsx';
import { figure } from '../../ui/words.ts';
import { type Segment, segmentsApi } from '../contract.ts';
import { listsApi } from '../lists/contract.ts';
import { type Names, sentenceText } from '../rules/labels.ts';
import { namesIn } from './builder.ts';
import { NameDialog } from './NameDialog.tsx';
import styles from './SegmentList.module.css';

export function SegmentListScreen() {
  const pages = usePages(segmentsApi.list);
  const vocabulary = useRead(segmentsApi.vocabulary);
  const names = useMemo(() => vocabulary.data && namesIn(vocabulary.data), [vocabulary.data]);
  const mayWrite = useMay('segments.write');
  const refusal = pages.error ?? vocabulary.error;
  const isEmpty = !pages.isLoading && !refusal && pages.items.length === 0;
  const newSegment = mayWrite && (
    <ButtonLink look="primary" icon="plus" href="/segments/nouveau">
      Nouveau segment
    </ButtonLink>
  );
  const newList = mayWrite && <NewList />;

  return (
    <>
      <PageHeader
        title="Segments"
        subtitle="Un segment dit qui est concerné, par une phrase, et se met à jour tout seul. Une liste se tient à la main."
        actions={
          <>
            {newList}
            {!isEmpty && newSegment}
          </>
        }
      />
      <Slab>
        {refusal && (
          <Callout tone="danger" title="Les segments n’ont pas pu être lus" isLive>
            {refusal.detail}
          </Callout>
        )}
        {pages.isLoading && <Skeleton lines={6} />}
        {isEmpty && (
          <EmptyState title="Aucun segment pour l’instant" action={newSegment}>
            Dites qui est concerné, par exemple « les personnes qui ont l’étiquette Parent d’élève »&nbsp;: Parvis les retrouve à
            chaque envoi.
          </EmptyState>
        )}
        {names && pages.items.length > 0 && (
          <ul className={styles.list}>
            {pages.items.map((segment) => (
              <Line key={segment.id} segment={segment} names={names} />
            ))}
          </ul>
        )}
        {pages.hasMore && <IconButton icon="chevron-down" label="Voir les segments suivants" onPress={pages.more} />}
      </Slab>
    </>
  );
}

/** A list nobody is in yet. */
function NewList() {
  const [isNaming, setIsNaming] = useState(false);
  const adding = useWrite(listsApi.add, [segmentsApi.list, segmentsApi.vocabulary]);
  const go = useGo();
  return (
    <>
      <Button icon="list" onPress={() => setIsNaming(true)}>
        Nouvelle liste
      </Button>
      {isNaming && (
        <NameDialog
          title="Nouvelle liste"
          act="Commencer la liste"
          name=""
          refusal={adding.error}
          onName={(name) => adding.mutate({ body: { name } }, { onSuccess: ({ id }) => go(`/segments/${id}`) })}
          onClose={() => setIsNaming(false)}
        />
      )}
    </>
  );
}

function Line({ segment, names }: { segment: Segment; names: Names }) {
  const { data: count } = useRead(segmentsApi.count, { body: { rule: segment.rule } });
  const restoring = useWrite(segmentsApi.restore, [segmentsApi.list]);
  const archiving = useWrite(segmentsApi.archive, [segmentsApi.list]);
  const mayWrite = useMay('segments.write');
  const params = { segmentId: segment.id };
  const archive = () =>
    archiving.mutate(
      { params },
      {
        onSuccess: () =>
          announce(`${segment.fixedAt ? 'Liste' : 'Segment'} «\u00a0${segment.name}\u00a0»\u00a0: mis aux archives.`, () =>
            restoring.mutate({ params }),
          ),
      },
    );
  return (
    <li className={styles.line}>
      <div>
        <PlainLink href={`/segments/${segment.id}`}>{segment.name}</PlainLink>
        {segment.fixedAt ? (
          <p>
            <Badge icon="list">Liste</Badge> {`Tenue à la main depuis le ${dayInWords(segment.fixedAt)}.`}
          </p>
        ) : (
          <p>{sentenceText(segment.rule, names)}</p>
        )}
      </div>
      <p className={styles.count}>
        {count && (
          <>
            <b>{figure(count.total)}</b> {count.total < 2 ? 'contact' : 'contacts'}
          </>
        )}
      </p>
      {mayWrite && <IconButton icon="archive" size="small" label={`Archiver ${segment.name}`} onPress={archive} />}
    </li>
  );
}
