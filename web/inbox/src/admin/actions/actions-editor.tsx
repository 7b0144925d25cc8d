import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from '../admin.module.css';
import { type Action, firstAction } from './action.js';
import { ActionFields } from './action-fields.js';

interface ActionsEditorProps {
  readonly value: readonly Action[];
  readonly onChange: (value: readonly Action[]) => void;
  readonly types: readonly string[];
  /** May it name whoever applies it? */
  readonly knowsMe: boolean;
}

/** What is done, one after the other. */
export function ActionsEditor({ value, onChange, types, knowsMe }: ActionsEditorProps) {
  const { t } = useTranslation('admin');
  const replace = (at: number, next: Action) => onChange(value.map((one, i) => (i === at ? next : one)));
  const swap = (at: number, to: number) =>
    onChange(value.map((one, i) => (i === at ? (value[to] ?? one) : i === to ? (value[at] ?? one) : one)));
  const offered = types.filter((type) => type !== 'reply' || !value.some((one) => one.type === 'reply'));
  return (
    <Stack gap="xs" role="group" aria-label={t('actions.title')}>
      {value.map((action, at) => {
        const name = t(`action.${action.type}`, { defaultValue: action.type });
        return (
          <div key={`${at} ${value.length} ${action.type}`} className={classes.rule} role="group" aria-label={name}>
            <Group justify="space-between" mb={8} wrap="nowrap">
              <Text size="sm" fw={600}>
                {name}
              </Text>
              <Group gap={2} wrap="nowrap">
                <ActionIcon size="sm" aria-label={t('order.up', { name })} disabled={at === 0} onClick={() => swap(at, at - 1)}>
                  <IconArrowUp size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  aria-label={t('order.down', { name })}
                  disabled={at === value.length - 1}
                  onClick={() => swap(at, at + 1)}
                >
                  <IconArrowDown size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon size="sm" aria-label={t('removeOne', { name })} onClick={() => onChange(value.filter((_, i) => i !== at))}>
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
            <ActionFields action={action} onChange={(next) => replace(at, next)} knowsMe={knowsMe} />
          </div>
        );
      })}
      <Menu position="bottom-start" zIndex={350}>
        <Menu.Target>
          <Button size="compact-sm" variant="default" w="fit-content" leftSection={<IconPlus size={14} aria-hidden />}>
            {t('actions.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.map((type) => (
            <Menu.Item key={type} onClick={() => onChange([...value, firstAction(type)])}>
              {t(`action.${type}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  );
}
