import type { BlockKind } from '../../../messages/letter/contract.ts';
import { blockLabel } from '../../../messages/letter/labels.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Outline } from '../../../ui/lists/Outline.tsx';
import { blockIcon, emptyBlock, nameOf, placed, withBlock, withoutBlock } from './blocks.ts';
import styles from './Composer.module.css';
import { useWriting } from './writing.ts';

const offered: readonly BlockKind[] = ['title', 'text', 'image', 'button', 'question', 'divider', 'opposition'];

/** What the letter is made of, in its order, and what can be added. */
export function BlockColumn() {
  const { content, change, selectedId, select } = useWriting();
  const show = (blockId: string) => {
    select(blockId);
    requestAnimationFrame(() => {
      const block = document.getElementById(`bloc-${blockId}`);
      block?.scrollIntoView({ block: 'nearest' });
    });
  };
  const add = (kind: BlockKind) => {
    const after = content.blocks.find(({ id }) => id === selectedId);
    const block = emptyBlock(kind, after?.passageId ?? null);
    change((before) => withBlock(before, block, selectedId));
    select(block.id);
    requestAnimationFrame(() => enter(block.id));
  };
  return (
    <nav aria-label="Blocs" className={styles.column}>
      <h2>Dans cette lettre</h2>
      {content.blocks.length > 0 ? (
        <Outline
          label="Dans cette lettre"
          entries={content.blocks.map((block) => ({
            id: block.id,
            label: nameOf(block),
            icon: blockIcon[block.kind],
            isMarked: block.passageId !== null,
          }))}
          chosenId={selectedId}
          onChoose={show}
          onPlace={(id, place) => change((before) => placed(before, id, place))}
          onRemove={(id) => {
            const block = content.blocks.find((one) => one.id === id);
            change((before) => withoutBlock(before, id));
            if (block) announce(`«\u00a0${nameOf(block)}\u00a0» retiré de la lettre.`);
          }}
        />
      ) : (
        <p className={styles.quiet}>Rien encore.</p>
      )}
      <h2>Ajouter</h2>
      <div className={styles.palette}>
        {offered.map((kind) => (
          <Button key={kind} look="quiet" size="small" icon={blockIcon[kind]} onPress={() => add(kind)}>
            {blockLabel[kind]}
          </Button>
        ))}
      </div>
      <p className={styles.hint}>
        Alt ↑ et Alt ↓ déplacent un bloc. Pour réserver un bloc à un segment, choisissez-le dans la lettre.
      </p>
    </nav>
  );
}

/** The cursor goes where one will write. */
function enter(blockId: string): void {
  const block = document.getElementById(`bloc-${blockId}`);
  block?.scrollIntoView({ block: 'nearest' });
  block?.querySelector<HTMLElement>('[role=textbox], input, button')?.focus();
}
