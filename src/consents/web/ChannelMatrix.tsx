import { dayInWords } from '../../platform/time.ts';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout, Why } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useMay } from '../../ui/permissions.ts';
import { type ConsentCell, type ConsentRow, channel as channels, consentsApi } from '../contract.ts';
import { byChannelLabel, channelLabel, consentMethodLabel } from '../labels.ts';
import styles from './ChannelMatrix.module.css';
import { ConsentAnswerPopover } from './ConsentAnswerPopover.tsx';
import { ConsentProofs } from './ConsentProofs.tsx';
import { type Mark, markIcon, markLabel, markOf, sentenceOf } from './marks.ts';

const marks: Mark[] = ['granted', 'lawful', 'refused', 'not_asked'];

/** By what means a person may be written to, and for what: a mark and its words in each cell, where an agent notes an answer. */
export function ChannelMatrix({ contactId }: { contactId: string }) {
  const { data: rows, error } = useRead(consentsApi.list, { params: { contactId } });
  const mayWrite = useMay('consents.write');
  return (
    <>
      <Heading
        title="Joignable par"
        aside={
          <span className={styles.links}>
            {mayWrite && (
              <ButtonLink look="link" size="small" href={`/contacts/accords?contact=${contactId}`}>
                Inscrire
              </ButtonLink>
            )}
            <ConsentProofs contactId={contactId} />
          </span>
        }
      />
      {error && (
        <Callout tone="danger" title="Les accords n’ont pas pu être lus" isLive>
          {error.message}
        </Callout>
      )}
      {!rows && !error && <Skeleton lines={5} />}
      {rows && (
        <>
          <table className={styles.matrix} aria-label="Ce que la personne accepte ou refuse">
            <thead>
              <tr>
                <th scope="col">
                  <span className={styles.spoken}>Finalité</span>
                </th>
                {channels.options.map((channel) => (
                  <th key={channel} scope="col">
                    {channelLabel[channel]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.purposeId}>
                  <th scope="row">{row.purposeName}</th>
                  {row.cells.map((cell) => (
                    <td key={cell.channel}>
                      {mayWrite ? (
                        <ConsentAnswerPopover contactId={contactId} row={row} cell={cell} />
                      ) : (
                        <Said row={row} cell={cell} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <Key />
          <LatestRefusal rows={rows} />
        </>
      )}
    </>
  );
}

function Said({ row, cell }: { row: ConsentRow; cell: ConsentCell }) {
  const mark = markOf(row, cell);
  return (
    <span className={styles[mark]}>
      <Icon name={markIcon[mark]} size={16} />
      <span className={styles.spoken}>{sentenceOf(row, cell)}</span>
    </span>
  );
}

const Key = () => (
  <ul className={styles.key}>
    {marks.map((mark) => (
      <li key={mark}>
        <span className={styles[mark]}>
          <Icon name={markIcon[mark]} size={16} />
        </span>
        {markLabel[mark]}
      </li>
    ))}
  </ul>
);

function LatestRefusal({ rows }: { rows: readonly ConsentRow[] }) {
  const refusals = rows.flatMap((row) =>
    row.cells.flatMap(({ answer, since, ...cell }) => (answer === 'refused' && since ? [{ row, since, ...cell }] : [])),
  );
  const [latest] = refusals.sort((one, other) => other.since.localeCompare(one.since));
  if (!latest) return null;
  const { row, channel, since, method } = latest;
  return (
    <Why>
      {row.legalBasis === 'consent' ? 'Refus' : 'Opposition'}&nbsp;: «&nbsp;{row.purposeName}&nbsp;» {byChannelLabel[channel]}, le{' '}
      {dayInWords(since)}
      {method && `, ${consentMethodLabel[method]}`}. Les envois en tiennent compte.
    </Why>
  );
}
