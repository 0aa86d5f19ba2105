import { Callout } from '../../ui/feedback/Callout.tsx';

/** Browsers drop the session of a plain-http address that is not this machine. */
export function InsecureNotice() {
  if (window.isSecureContext) return null;
  return (
    <Callout tone="warning" title="Cette adresse n’est pas protégée">
      Ouvrez Parvis par une adresse en https:// : ailleurs que sur le serveur lui-même, le navigateur ne garde pas la connexion
      sans cela.
    </Callout>
  );
}
