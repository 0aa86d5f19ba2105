import type { FileStore } from '../platform/files.ts';
import { serve } from '../platform/routes.ts';
import { municipalitiesApi, townHallApi } from './contract.ts';
import { keepLogo, removeLogo, showLogo } from './logo.ts';
import { searchMunicipalities } from './municipalities.ts';
import { publicationApi } from './publication/contract.ts';
import { changePublication, getPublication } from './publication/publication.ts';
import { changeSettings, getTownHall } from './townhalls.ts';

export const townHallRoutes = ({ files }: { files: FileStore }) => [
  ...serve(townHallApi, {
    show: (scope) => getTownHall(scope),
    changeSettings: (scope, { body, version }) => changeSettings(scope, body, version),
    keepLogo: (transact, _, { upload }) => keepLogo(transact, upload, files),
    removeLogo: (transact) => removeLogo(transact, files),
    showLogo: (entrance, { params }) => showLogo(entrance, params.slug, files),
  }),
  ...serve(publicationApi, {
    show: (scope) => getPublication(scope),
    change: (scope, { body, version }) => changePublication(scope, body, version),
  }),
  ...serve(municipalitiesApi, { search: (_, { query }) => searchMunicipalities(query) }),
];
