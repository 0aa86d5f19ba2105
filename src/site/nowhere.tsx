import type { PageReply } from '../platform/pages.ts';
import type { Render } from './layout.tsx';

/** An address that leads nowhere. */
export const nowhere = (render: Render): PageReply => ({
  status: 404,
  html: render({
    title: 'Adresse inconnue',
    place: null,
    main: (
      <>
        <h1>Cette adresse ne mène nulle part</h1>
        <p className="intro">
          Elle a peut-être été coupée en route. Ouvrez-la depuis le message ou la page où vous l’avez trouvée.
        </p>
      </>
    ),
  }),
});

/** A page that could not be made: what happened, in a sentence that says what to do. */
export const trouble =
  (render: Render) =>
  (message: string): string =>
    render({
      title: 'Cette page ne peut pas s’afficher',
      place: null,
      main: (
        <>
          <h1>Cette page ne peut pas s’afficher</h1>
          <p className="intro">{message}</p>
        </>
      ),
    });
