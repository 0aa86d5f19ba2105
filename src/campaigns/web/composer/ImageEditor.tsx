import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { BlockOf } from '../../../messages/letter/contract.ts';
import { picturesApi } from '../../../messages/pictures/contract.ts';
import { addressOf } from '../../../platform/client.ts';
import { sessionApi } from '../../../team/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { Checkbox } from '../../../ui/forms/Checkbox.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { figure } from '../../../ui/words.ts';
import { AddressField } from './AddressField.tsx';
import styles from './Canvas.module.css';

interface ImageEditorProps {
  block: BlockOf<'image'>;
  isSelected: boolean;
  onChange: (block: BlockOf<'image'>) => void;
}

/** A picture with its words for those who do not see it, and its weight. */
export function ImageEditor({ block, isSelected, onChange }: ImageEditorProps) {
  const { data: session } = useRead(sessionApi.whoAmI);
  const keeping = useWrite(picturesApi.keep);
  const slug = session?.state === 'signed_in' ? session.townHall.slug : '';
  const { picture, alternative, isDecorative } = block;
  const choose = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) keeping.mutate({ upload: file }, { onSuccess: (kept) => onChange({ ...block, picture: kept }) });
  };
  return (
    <>
      {picture && slug ? (
        <img
          className={styles.picture}
          src={addressOf(picturesApi.show, { params: { slug, hash: picture.hash } })}
          alt={isDecorative ? '' : alternative || 'Image à décrire'}
          width={picture.width}
          height={picture.height}
        />
      ) : (
        <p className={styles.quiet}>Aucune image choisie.</p>
      )}
      {isSelected && (
        <div className={styles.settings}>
          <FileTrigger acceptedFileTypes={['image/jpeg', 'image/png', 'image/webp', 'image/gif']} onSelect={choose}>
            <Button icon="upload" size="small" busy={keeping.isPending}>
              {picture ? 'Changer d’image' : 'Choisir une image'}
            </Button>
          </FileTrigger>
          {picture && (
            <p className={styles.quiet}>
              {figure(Math.max(1, Math.round(picture.size / 1024)))}&nbsp;ko, {picture.width}&nbsp;×&nbsp;{picture.height}
              &nbsp;points
            </p>
          )}
          {keeping.error && (
            <Callout tone="danger" title="L’image n’a pas été gardée" isLive>
              {keeping.error.message}
            </Callout>
          )}
          {!isDecorative && (
            <TextField
              label="Description"
              help="Ce que montre l’image, pour qui ne la voit pas."
              value={alternative}
              onChange={(words) => onChange({ ...block, alternative: words })}
              maxLength={300}
            />
          )}
          <Checkbox isSelected={isDecorative} onChange={(chosen) => onChange({ ...block, isDecorative: chosen })}>
            Décorative&nbsp;: elle n’apporte rien de plus que le texte
          </Checkbox>
          <AddressField value={block.url} onChange={(url) => onChange({ ...block, url })} />
        </div>
      )}
    </>
  );
}
