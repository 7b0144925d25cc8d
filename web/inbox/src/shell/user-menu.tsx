import { Avatar, Indicator, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { chooseLanguage, currentLanguage, LANGUAGES, type Language } from '@parley/kit/languages';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { logOut, useMay, useMe } from '../session.js';
import classes from './shell.module.css';

type Status = Schemas['PresenceInput']['status'];

export const PRESENCE_COLOURS: Readonly<Record<Status, string>> = { online: 'green.7', away: 'yellow.6', busy: 'red.7', offline: 'gray.6' };
const STATUSES = Object.keys(PRESENCE_COLOURS) as Status[];
const NAMED = Object.keys(LANGUAGES) as Language[];
const SCHEMES = ['auto', 'light', 'dark'] as const;
/** As the API asks: whoever gives no sign of life for two minutes counts as away. */
const HEARTBEAT_MS = 30_000;

export function UserMenu() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const navigate = useNavigate();
  const { status, choose } = usePresence();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu withInitialFocusPlaceholder={false} position="right-end" width={230} shadow="lg">
      <Menu.Target>
        <UnstyledButton className={classes.item} aria-label={t('user.label', { name: me.name, status: t(`presence.${status}`) })}>
          <Indicator color={PRESENCE_COLOURS[status]} size={10} zIndex={1} offset={4} position="bottom-end" withBorder aria-hidden>
            <Avatar size={30} radius="xl" color="parley">
              <IconUser size={18} />
            </Avatar>
          </Indicator>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices label={me.name} chosen={status} values={STATUSES} onChoose={choose}>
          {(one) => (
            <>
              <Dot colour={PRESENCE_COLOURS[one]} /> {t(`presence.${one}`)}
            </>
          )}
        </Choices>
        <Menu.Divider />
        <Choices label={t('user.theme')} chosen={colorScheme} values={SCHEMES} onChoose={setColorScheme}>
          {(scheme) => t(`user.themes.${scheme}`)}
        </Choices>
        <Choices label={t('user.language')} chosen={currentLanguage()} values={NAMED} onChoose={(one) => void speak(one)}>
          {(language) => <span lang={language}>{LANGUAGES[language]}</span>}
        </Choices>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => void navigate({ to: '/me' as never })}>
          {t('user.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void logOut()}>
          {t('commands.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoicesOf<Value> {
  readonly label: string;
  readonly chosen: Value;
  readonly values: readonly Value[];
  readonly onChoose: (value: Value) => void;
  readonly children: (value: Value) => ReactNode;
}

/** One of several; which one is told to who cannot see the mark. */
function Choices<Value extends string>({ label, chosen, values, onChoose, children }: ChoicesOf<Value>) {
  return (
    <div role="group" aria-label={label}>
      <Menu.Label aria-hidden>{label}</Menu.Label>
      {values.map((one) => (
        <Menu.RadioItem
          key={one}
          value={one}
          checked={one === chosen}
          fw={one === chosen ? 600 : 400}
          closeMenuOnClick
          onChange={() => onChoose(one)}
        >
          {children(one)}
        </Menu.RadioItem>
      ))}
    </div>
  );
}

function Dot({ colour }: { readonly colour: string }) {
  const [name, shade] = colour.split('.');
  const background = `var(--mantine-color-${name}-${shade})`;
  return <span aria-hidden style={{ display: 'inline-block', width: 10, height: 10, marginInlineEnd: 6, borderRadius: 5, background }} />;
}

function usePresence(): { readonly status: Status; readonly choose: (status: Status) => void } {
  const mayWork = useMay()('presence:write');
  const { data } = useQuery({
    queryKey: ['presence', 'mine'],
    queryFn: () => ask(desk.GET('/api/v1/agents/me/presence')),
    enabled: mayWork,
  });
  const change = useMutation({
    mutationFn: (status: Status) => ask(desk.PUT('/api/v1/agents/me/presence', { body: { status } })),
    onSuccess: (answer) => queries.setQueryData(['presence', 'mine'], answer),
  });
  useEffect(() => {
    if (!mayWork) return;
    const beat = () => void ask(desk.POST('/api/v1/agents/me/heartbeat')).catch(() => undefined); // the next one says it again
    beat();
    const timer = setInterval(beat, HEARTBEAT_MS);
    return () => clearInterval(timer);
  }, [mayWork]);
  return { status: change.isPending ? change.variables : (data?.status ?? 'offline'), choose: (status) => change.mutate(status) };
}

/** What the desk itself said (why a clock is due) is asked for anew. */
async function speak(language: Language): Promise<void> {
  await chooseLanguage(language);
  await queries.invalidateQueries();
}
