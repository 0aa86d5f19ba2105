import type { ReactNode } from 'react';
import { Button } from '../actions/Button.tsx';
import { Dialog } from '../frames/Dialog.tsx';
import type { IconName } from '../Icon.tsx';
import { Form, FormActions, type FormProps, Submit } from './Form.tsx';
import type { FormValues } from './refusal.ts';

interface FormDialogProps<Values> extends FormProps<Values> {
  title: string;
  size?: 'normal' | 'wide';
  /** What pressing it does: « Ajouter le quartier ». */
  submitLabel: string;
  submitIcon?: IconName;
  isBusy?: boolean;
  isSubmitDisabled?: boolean;
  /** Beside it, such as « Retirer ce lien ». */
  otherAct?: ReactNode;
  onClose: () => void;
}

/** An open dialog that holds one form, with its answer and « Annuler ». Props: as `Form`, title, size, submitLabel, submitIcon, isBusy, isSubmitDisabled, otherAct, onClose. */
export function FormDialog<Values = FormValues>(props: FormDialogProps<Values>): ReactNode {
  const {
    title,
    size = 'normal',
    submitLabel,
    submitIcon,
    isBusy = false,
    isSubmitDisabled = false,
    otherAct,
    onClose,
    ...form
  } = props;
  return (
    <Dialog title={title} size={size} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form {...form}>
        {form.children}
        <FormActions>
          <Submit busy={isBusy} isDisabled={isSubmitDisabled} {...(submitIcon ? { icon: submitIcon } : {})}>
            {submitLabel}
          </Submit>
          {otherAct}
          <Button look="quiet" onPress={onClose}>
            Annuler
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
