import type { FileStore } from '../platform/files.ts';
import { serve } from '../platform/routes.ts';
import { municipalitiesApi, townHallApi } from './contract.ts';
import { districtsApi } from './districts/contract.ts';
import * as districts from './districts/districts.ts';
import { changeLogo, removeLogo, showLogo } from './logo.ts';
import { searchMunicipalities } from './municipalities.ts';
import { publicationApi } from './publication/contract.ts';
import { changePublication, getPublication } from './publication/publication.ts';
import { themesApi } from './themes/contract.ts';
import * as themes from './themes/themes.ts';
import { changeSettings, getTownHall } from './townhalls.ts';

export const townHallRoutes = ({ files }: { files: FileStore }) => [
  ...serve(townHallApi, {
    show: (scope) => getTownHall(scope),
    changeSettings: (scope, { body, version }) => changeSettings(scope, body, version),
    keepLogo: (transact, _, { upload }) => changeLogo(transact, upload, files),
    removeLogo: (transact) => removeLogo(transact, files),
    showLogo: (entrance, { params }) => showLogo(entrance, params.slug, files),
  }),
  ...serve(publicationApi, {
    show: (scope) => getPublication(scope),
    change: (scope, { body, version }) => changePublication(scope, body, version),
  }),
  ...serve(municipalitiesApi, { search: (_, { query }) => searchMunicipalities(query) }),
  ...serve(districtsApi, {
    list: async (scope) => ({ items: await districts.listDistricts(scope) }),
    add: (scope, { body }) => districts.addDistrict(scope, body),
    change: (scope, { params, version, body }) => districts.changeDistrict(scope, params.districtId, { version, draft: body }),
    order: (scope, { body }) => districts.orderDistricts(scope, body.districtIds),
    archive: (scope, { params }) => districts.archiveDistrict(scope, params.districtId),
    restore: (scope, { params }) => districts.restoreDistrict(scope, params.districtId),
    propose: async (scope, { query }) => ({ districtId: await districts.proposeDistrict(scope, query.addressLine) }),
  }),
  ...serve(themesApi, {
    list: async (scope) => ({ items: await themes.listThemes(scope) }),
    add: (scope, { body }) => themes.addTheme(scope, body),
    change: (scope, { params, version, body }) => themes.changeTheme(scope, params.themeId, { version, draft: body }),
    order: (scope, { body }) => themes.orderThemes(scope, body.themeIds),
    archive: (scope, { params }) => themes.archiveTheme(scope, params.themeId),
    restore: (scope, { params }) => themes.restoreTheme(scope, params.themeId),
  }),
];
