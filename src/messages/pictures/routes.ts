import type { FileStore } from '../../platform/files.ts';
import { serve } from '../../platform/routes.ts';
import { picturesApi } from './contract.ts';
import { keepPicture, showPicture } from './pictures.ts';

export const pictureRoutes = ({ files }: { files: FileStore }) =>
  serve(picturesApi, {
    keep: (transact, _asked, { upload }) => keepPicture(transact, files, upload),
    show: (entrance, { params }) => showPicture(entrance, files, params),
  });
