import type { Block } from '../../../messages/letter/contract.ts';
import { sentenceFor } from '../../../messages/letter/labels.ts';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Menu } from '../../../ui/actions/Menu.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { counted } from '../../../ui/words.ts';
import { BlockEditor } from './BlockEditor.tsx';
import { blockIcon, duplicated, groupsOf, moved, nameOf, reserved, withoutBlock } from './blocks.ts';
import styles from './Canvas.module.css';
import { LineEditor } from './LineEditor.tsx';
import { useWriting } from './writing.ts';

/** The letter itself, written where it will be read. */
export function Canvas({ sender, undo }: { sender: string; undo: (() => void) | undefined }) {
  const { content, change, passages, segments } = useWriting();
  return (
    <div className={styles.paper}>
      <div className={styles.envelope}>
        <p>
          De <b>{sender}</b>
        </p>
        <div className={styles.field}>
          <span aria-hidden="true">Objet</span>
          <LineEditor
            label="Objet"
            line={content.subject}
            placeholder="Ce que dit la lettre, en quelques mots"
            onChange={(subject) => change((before) => ({ ...before, subject }), 'subject')}
          />
        </div>
        <div className={styles.field}>
          <span aria-hidden="true">Aperçu</span>
          <LineEditor
            label="Texte d’aperçu"
            line={content.preheader}
            placeholder="Ce que la messagerie montre après l’objet (facultatif)"
            onChange={(preheader) => change((before) => ({ ...before, preheader }), 'preheader')}
          />
        </div>
      </div>
      <div className={styles.body}>
        {content.blocks.length === 0 && <p className={styles.quiet}>Ajoutez un premier bloc pour commencer votre lettre.</p>}
        {groupsOf(content).map(({ passageId, blocks }) => {
          const drawn = blocks.map((block) => <CanvasBlock key={block.id} block={block} undo={undo} />);
          if (passageId === null) return drawn;
          const segmentId = content.passages.find(({ id }) => id === passageId)?.segmentId;
          const name = segments.find(({ id }) => id === segmentId)?.label ?? 'un segment';
          const count = passages.find((one) => one.passageId === passageId)?.count;
          const words = `Réservé à «\u00a0${name}\u00a0»`;
          return (
            <section key={`${passageId} ${blocks[0]?.id}`} className={styles.reserved} aria-label={words}>
              <p className={styles.badge}>
                <Icon name="arrows-split-2" size={16} />
                {words}
                {count !== undefined && ` · ${counted(count, 'personne', 'personnes')}`}
              </p>
              {drawn}
            </section>
          );
        })}
      </div>
    </div>
  );
}

function CanvasBlock({ block, undo }: { block: Block; undo: (() => void) | undefined }) {
  const { content, change, faults, selectedId, select } = useWriting();
  const isSelected = selectedId === block.id;
  const own = faults.filter(({ blockId }) => blockId === block.id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the group only follows the focus of what it holds; each of its acts has a button.
    <div
      id={`bloc-${block.id}`}
      className={classNames(styles.block, isSelected && styles.selected)}
      onFocusCapture={() => select(block.id)}
      onPointerDown={() => select(block.id)}
      onKeyDown={(press) => {
        const step = press.altKey ? ({ ArrowUp: -1, ArrowDown: 1 } as const)[press.key as 'ArrowUp'] : undefined;
        if (!step) return;
        press.preventDefault();
        change((before) => moved(before, block.id, step));
      }}
    >
      {isSelected && <BlockBar block={block} undo={undo} place={content.blocks.indexOf(block)} />}
      <BlockEditor block={block} isSelected={isSelected} />
      {own.length > 0 && (
        <ul className={styles.faults} aria-label={`À régler dans ${nameOf(block)}`}>
          {own.map((fault) => (
            <li key={`${fault.code} ${fault.words}`} className={fault.isBlocking ? styles.blocking : styles.advice}>
              <Icon name={fault.isBlocking ? 'alert-circle' : 'alert-triangle'} size={16} />
              {sentenceFor(fault)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface BlockBarProps {
  block: Block;
  place: number;
  undo: (() => void) | undefined;
}

function BlockBar({ block, place, undo }: BlockBarProps) {
  const { content, change, select, segments } = useWriting();
  const name = nameOf(block);
  const copy = () => {
    const made = duplicated(content, block.id);
    if (!made) return;
    change(() => made.content);
    select(made.copyId);
  };
  const remove = () => {
    change((before) => withoutBlock(before, block.id));
    announce(`«\u00a0${name}\u00a0» retiré de la lettre.`, undo);
  };
  const segmentId = content.passages.find(({ id }) => id === block.passageId)?.segmentId;
  return (
    <div className={styles.blockBar} role="toolbar" aria-label={`Bloc ${name}`}>
      <Icon name={blockIcon[block.kind]} size={16} />
      <IconButton
        icon="arrow-up"
        size="small"
        label={`Monter ${name}`}
        isDisabled={place === 0}
        onPress={() => change((before) => moved(before, block.id, -1))}
      />
      <IconButton
        icon="arrow-down"
        size="small"
        label={`Descendre ${name}`}
        isDisabled={place === content.blocks.length - 1}
        onPress={() => change((before) => moved(before, block.id, 1))}
      />
      <IconButton icon="copy" size="small" label={`Dupliquer ${name}`} onPress={copy} />
      <Menu
        label={`À qui est réservé ${name}`}
        trigger={
          <IconButton
            icon="arrows-split-2"
            size="small"
            look={segmentId ? 'soft' : 'quiet'}
            label={`Réserver ${name} à un segment`}
          />
        }
        groups={[
          {
            title: 'Qui recevra ce bloc',
            entries: [
              {
                id: 'everyone',
                label: 'Tous les destinataires',
                onAction: () => change((before) => reserved(before, block.id, null)),
              },
              ...segments.map(({ id, label }) => ({
                id,
                label,
                onAction: () => change((before) => reserved(before, block.id, id)),
              })),
            ],
          },
        ]}
      />
      <IconButton icon="trash" size="small" label={`Retirer ${name}`} onPress={remove} />
    </div>
  );
}
