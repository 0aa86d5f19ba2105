import { type AnyRoute, createRootRoute, createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { type ComponentType, useLayoutEffect } from 'react';
import { sayTitle } from '../../ui/place.ts';
import { ErrorScreen } from './ErrorScreen.tsx';
import { NotFoundScreen } from './NotFoundScreen.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { SignedIn } from './SignedIn.tsx';

type Load = () => Promise<ComponentType>;

const root = createRootRoute({ component: Outlet, errorComponent: ErrorScreen });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: SignedIn });

/** A screen inside the frame, fetched when it is first opened. */
export const screen = (path: string, title: string, load: Load) =>
  createRoute({ getParentRoute: () => frame, path, component: lazily(title, load), errorComponent: ErrorScreen });

const settings = createRoute({ getParentRoute: () => frame, id: 'settings', component: SettingsFrame });

/** A page of Réglages, under their tabs. */
const setting = (path: string, title: string, load: Load) =>
  createRoute({ getParentRoute: () => settings, path, component: lazily(title, load), errorComponent: ErrorScreen });

/** A page outside the frame, before anyone is signed in. */
export const page = (path: string, title: string, load: Load) =>
  createRoute({ getParentRoute: () => root, path, component: lazily(title, load), errorComponent: ErrorScreen });

const lazily = (title: string, load: Load) => lazyRouteComponent(async () => ({ default: titled(title, await load()) }));

/** The screen's title stands until the screen says its own with `useTitle`. */
function titled(title: string, Screen: ComponentType) {
  return function TitledScreen() {
    useLayoutEffect(() => sayTitle(title), []);
    return <Screen />;
  };
}

const home = screen('/', 'Accueil', async () => (await import('./home/HomeScreen.tsx')).HomeScreen);
const elsewhere = createRoute({ getParentRoute: () => frame, path: '$', component: titled('Page introuvable', NotFoundScreen) });

const segmentBuilder = async () => (await import('../../segments/web/SegmentBuilderScreen.tsx')).SegmentBuilderScreen;

// One line each, in the order of the menu:
const screens: AnyRoute[] = [
  screen('/contacts', 'Contacts', async () => (await import('../../directory/web/ContactList.tsx')).ContactList),
  screen(
    '/contacts/importer',
    'Importer un fichier',
    async () => (await import('../../imports/web/ImportUploadScreen.tsx')).ImportUploadScreen,
  ),
  screen('/contacts/imports', 'Imports', async () => (await import('../../imports/web/ImportJournal.tsx')).ImportJournal),
  screen('/contacts/imports/$importId', 'Import', async () => (await import('../../imports/web/ImportScreen.tsx')).ImportScreen),
  screen(
    '/contacts/journal',
    'Journal des actions groupées',
    async () => (await import('../../directory/web/JournalScreen.tsx')).JournalScreen,
  ),
  screen('/contacts/doublons', 'Doublons', async () => (await import('../../privacy/web/DuplicatesScreen.tsx')).DuplicatesScreen),
  screen(
    '/contacts/accords',
    'Collecter des accords',
    async () => (await import('../../consents/web/collecting/CollectScreen.tsx')).CollectScreen,
  ),
  screen('/contacts/$contactId', 'Fiche', async () => (await import('./ContactPage.tsx')).ContactPage),
  screen(
    '/structures',
    'Associations, commerces…',
    async () => (await import('../../directory/web/ContactList.tsx')).OrganizationList,
  ),
  screen('/segments', 'Segments', async () => (await import('../../segments/web/SegmentListScreen.tsx')).SegmentListScreen),
  screen('/segments/nouveau', 'Nouveau segment', segmentBuilder),
  screen('/segments/$segmentId', 'Segment', segmentBuilder),
  screen('/envois', 'Envois', async () => (await import('../../campaigns/web/EnvoisScreen.tsx')).EnvoisScreen),
  screen(
    '/envois/nouveau',
    'Écrire une lettre',
    async () => (await import('../../campaigns/web/NewCampaignScreen.tsx')).NewCampaignScreen,
  ),
  screen('/modeles', 'Modèles', async () => (await import('../../campaigns/web/TemplatesScreen.tsx')).TemplatesScreen),
  screen('/envois/$campaignId', 'Envoi', async () => (await import('../../campaigns/web/CampaignScreen.tsx')).CampaignScreen),
  screen(
    '/envois/$campaignId/incertains',
    'Remises incertaines',
    async () => (await import('../../campaigns/web/uncertain/UncertainScreen.tsx')).UncertainScreen,
  ),
  screen(
    '/boite-d-essai',
    'Boîte d’essai',
    async () => (await import('../../post/web/TrialMailboxScreen.tsx')).TrialMailboxScreen,
  ),
  screen('/mon-compte', 'Mot de passe et sessions', async () => (await import('../../team/web/AccountScreen.tsx')).AccountScreen),
];

const settingsScreens: AnyRoute[] = [
  setting('/reglages/mairie', 'Mairie', async () => (await import('../../townhalls/web/TownHallScreen.tsx')).TownHallScreen),
  setting(
    '/reglages/portail',
    'Portail',
    async () => (await import('../../townhalls/web/PublicationScreen.tsx')).PublicationScreen,
  ),
  setting('/reglages/finalites', 'Finalités', async () => (await import('../../consents/web/PurposesScreen.tsx')).PurposesScreen),
  setting('/reglages/canaux', 'Canaux', async () => (await import('../../post/web/ChannelsScreen.tsx')).ChannelsScreen),
  setting('/reglages/lettres', 'Lettres', async () => (await import('../../townhalls/web/LettersScreen.tsx')).LettersScreen),
  setting('/reglages/champs', 'Champs et étiquettes', async () => (await import('./FieldsScreen.tsx')).FieldsScreen),
  setting('/reglages/equipe', 'Équipe et droits', async () => (await import('../../team/web/TeamScreen.tsx')).TeamScreen),
  setting(
    '/reglages/engagement',
    'Engagement',
    async () => (await import('../../engagement/web/EngagementScreen.tsx')).EngagementScreen,
  ),
  setting('/reglages/cles', 'Clés d’API', async () => (await import('../../team/web/ApiKeysScreen.tsx')).ApiKeysScreen),
];

const pages: AnyRoute[] = [
  page('/connexion', 'Connexion', async () => (await import('../../team/web/SignInScreen.tsx')).SignInScreen),
  page('/commencer', 'Commencer', async () => (await import('../../team/web/setup/SetupScreen.tsx')).SetupScreen),
  page(
    '/premier-mot-de-passe',
    'Mot de passe',
    async () => (await import('../../team/web/FirstPasswordScreen.tsx')).FirstPasswordScreen,
  ),
];

export const routeTree = root.addChildren([
  ...pages,
  frame.addChildren([home, ...screens, settings.addChildren(settingsScreens), elsewhere]),
]);
