import { Avatar, Indicator, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { chooseLanguage, currentLanguage, LANGUAGES, type Language } from '@parley/kit/languages';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { logOut, useMay, useMe } from '../session.js';
import classes from './shell.module.css';

type Status = Schemas['PresenceInput']['status'];

export const PRESENCE_COLOURS: Readonly<Record<Status, string>> = { online: 'green.7', away: 'yellow.6', busy: 'red.7', offline: 'gray.6' };
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
    <Menu position="right-end" width={230} shadow="lg">
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
        <Menu.Label>{me.name}</Menu.Label>
        {(Object.keys(PRESENCE_COLOURS) as Status[]).map((one) => (
          <Menu.Item
            key={one}
            aria-current={one === status}
            leftSection={<Dot colour={PRESENCE_COLOURS[one]} />}
            fw={one === status ? 600 : 400}
            onClick={() => choose(one)}
          >
            {t(`presence.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('user.theme')}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            aria-current={scheme === colorScheme}
            fw={scheme === colorScheme ? 600 : 400}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`user.themes.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('user.language')}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((language) => (
          <Menu.Item
            key={language}
            aria-current={language === currentLanguage()}
            lang={language}
            fw={language === currentLanguage() ? 600 : 400}
            onClick={() => void chooseLanguage(language)}
          >
            {LANGUAGES[language]}
          </Menu.Item>
        ))}
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

function Dot({ colour }: { readonly colour: string }) {
  const [name, shade] = colour.split('.');
  return <span aria-hidden style={{ width: 10, height: 10, borderRadius: 5, background: `var(--mantine-color-${name}-${shade})` }} />;
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
