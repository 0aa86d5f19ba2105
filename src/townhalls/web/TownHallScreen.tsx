import { addressOf } from '../../platform/client.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { FileField } from '../../ui/forms/FileField.tsx';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { Card, Heading } from '../../ui/frames/Card.tsx';
import { Columns, Pane } from '../../ui/frames/Slab.tsx';
import { Facts } from '../../ui/signs/Facts.tsx';
import { figure } from '../../ui/words.ts';
import { type TownHallReply, townHallApi } from '../contract.ts';
import styles from './ColourField.module.css';
import { type FieldOf, PresenceFields, ProtectionFields } from './TownHallFields.tsx';

/** What the mairie says of itself, to its inhabitants and to the law. */
export function TownHallScreen() {
  const townHall = useRead(townHallApi.show);
  if (!townHall.data) return <Skeleton lines={8} />;
  return (
    <Columns shape="right">
      <Pane label="Coordonnées">
        <Settings townHall={townHall.data} />
      </Pane>
      <Pane label="Commune et logo" isSunken>
        <Card title={townHall.data.name}>
          <Facts
            facts={[
              { label: 'Code INSEE', value: townHall.data.inseeCode },
              { label: 'Population', value: townHall.data.population === null ? 'Inconnue' : figure(townHall.data.population) },
              { label: 'Nom court', value: townHall.data.slug },
            ]}
          />
        </Card>
        <Card title="Logo">
          <Logo townHall={townHall.data} />
        </Card>
      </Pane>
    </Columns>
  );
}

function Settings({ townHall }: { townHall: TownHallReply }) {
  const changing = useWrite(townHallApi.changeSettings, [townHallApi.show]);
  const fieldOf: FieldOf = (name) => ({ name, defaultValue: String(townHall[name as keyof TownHallReply] ?? '') });
  return (
    <Form
      schema={townHallApi.changeSettings.body}
      refusal={changing.error}
      onSubmit={(body) =>
        changing.mutate(
          { body, version: changing.data?.version ?? townHall.version },
          { onSuccess: () => announce('Réglages de la mairie enregistrés') },
        )
      }
    >
      <Heading title="Coordonnées et horaires" />
      <PresenceFields fieldOf={fieldOf} />
      <Heading title="Données personnelles" />
      {townHall.dpoEmail === null && (
        <Callout tone="warning" title="À compléter avant le premier envoi">
          La loi demande à chaque mairie de nommer un délégué à la protection des données.
        </Callout>
      )}
      <ProtectionFields fieldOf={fieldOf} />
      <FormActions>
        <Submit busy={changing.isPending} icon="device-floppy">
          Enregistrer les réglages
        </Submit>
      </FormActions>
    </Form>
  );
}

function Logo({ townHall: { slug, name, logoFile } }: { townHall: TownHallReply }) {
  const keeping = useWrite(townHallApi.keepLogo, [townHallApi.show]);
  const removing = useWrite(townHallApi.removeLogo, [townHallApi.show]);
  const refusal = keeping.error ?? removing.error;
  return (
    <>
      {refusal && (
        <Callout tone="danger" title="Le logo n’a pas changé" isLive>
          {refusal.message}
        </Callout>
      )}
      {logoFile && (
        <div className={styles.logo}>
          <img src={`${addressOf(townHallApi.showLogo, { params: { slug } })}?${logoFile.slice(0, 8)}`} alt={`Logo de ${name}`} />
          <Button look="quiet" icon="trash" busy={removing.isPending} onPress={() => removing.mutate({})}>
            Retirer le logo
          </Button>
        </div>
      )}
      <FileField
        label={logoFile ? 'Déposez un autre logo ici' : 'Déposez votre logo ici'}
        action="Choisir une image"
        accepts={['image/png', 'image/jpeg']}
        help="Une image PNG ou JPEG, de 1 Mo au plus."
        busy={keeping.isPending}
        onFile={(upload) => keeping.mutate({ upload })}
      />
    </>
  );
}
