import { mergeAttributes, Node } from '@tiptap/core';
import { variableLabel } from '../../../messages/letter/labels.ts';

export interface VariableLook {
  /** Names of the town hall's own fields. */
  fields: ReadonlyMap<string, string>;
  /** What is known of the person whose letter is on show; null: nobody is chosen, the variable's own name stands. */
  known: Readonly<Record<string, string>> | null;
}

export const labelOf = (name: string, fields: VariableLook['fields']): string =>
  fields.get(name) ?? (variableLabel as Record<string, string>)[name] ?? 'Champ retiré';

const wordsFor = ({ name, fallback }: Attributes, { fields, known }: VariableLook): string =>
  known ? known[name] || fallback || labelOf(name, fields) : labelOf(name, fields);

interface Attributes {
  name: string;
  fallback: string;
}

/** What changes for each reader, one piece that cannot be typed into: shown as the chosen person will read it. */
export const variableNode = (look: { current: VariableLook }) =>
  Node.create({
    name: 'variable',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ name: { default: 'nom' }, fallback: { default: '' } }),
    parseHTML: () => [
      {
        tag: 'span[data-variable]',
        getAttrs: (span) => ({ name: span.dataset['variable'] ?? 'nom', fallback: span.dataset['fallback'] ?? '' }),
      },
    ],
    renderHTML: ({ node, HTMLAttributes }) => [
      'span',
      mergeAttributes(HTMLAttributes, { 'data-variable': node.attrs['name'], 'data-fallback': node.attrs['fallback'] }),
      wordsFor(node.attrs as Attributes, look.current),
    ],
    renderText: ({ node }) => (node.attrs as Attributes).fallback,
    addNodeView:
      () =>
      ({ node }) => {
        const dom = document.createElement('span');
        const draw = (attributes: Attributes) => {
          dom.dataset['variable'] = attributes.name;
          dom.dataset['fallback'] = attributes.fallback;
          dom.title = `${labelOf(attributes.name, look.current.fields)}, sinon «\u00a0${attributes.fallback}\u00a0»`;
          dom.textContent = wordsFor(attributes, look.current);
        };
        draw(node.attrs as Attributes);
        return {
          dom,
          ignoreMutation: () => true,
          update(next) {
            if (next.type.name !== 'variable') return false;
            draw(next.attrs as Attributes);
            return true;
          },
        };
      },
  });

/** Says again, in every variable of an editor, what the person now on show will read. */
export function redrawVariables(root: HTMLElement, look: VariableLook): void {
  for (const span of root.querySelectorAll<HTMLElement>('[data-variable]')) {
    const attributes = { name: span.dataset['variable'] ?? '', fallback: span.dataset['fallback'] ?? '' };
    span.textContent = wordsFor(attributes, look);
  }
}
