import { useState } from 'react';
import { Button, type ButtonProps } from './Button.tsx';

/** Puts a text on the clipboard and says so. Props: text, and those of `Button` but onPress; « aria-label » where several stand together. */
export function CopyButton({ text, children, ...rest }: Omit<ButtonProps, 'onPress' | 'icon'> & { text: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setIsCopied(true));
  return (
    <Button {...rest} icon={isCopied ? 'check' : 'copy'} onPress={copy}>
      {isCopied ? 'Copié' : children}
    </Button>
  );
}
