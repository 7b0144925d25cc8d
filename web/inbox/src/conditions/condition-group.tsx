import { ActionIcon, Button, NativeSelect, Group as Row, Text } from '@mantine/core';
import { IconFolderPlus, IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DEPTH_MAX, depthInside, type Group, isGroup, MODES, type Mode, type Part, stepTo } from './condition.js';
import { ConditionRow } from './condition-row.js';
import classes from './conditions.module.css';
import { useEditing } from './editing.js';
import { firstComparison } from './fields.js';

interface Props {
  readonly group: Group;
  readonly path: string;
  readonly depth: number;
  readonly onChange: (group: Group) => void;
  readonly onRemove?: () => void;
}

export function ConditionGroup({ group, path, depth, onChange, onRemove }: Props) {
  const { t } = useTranslation('conditions');
  const { disabled } = useEditing();
  const put = (at: number, part: Part) => onChange({ ...group, parts: group.parts.with(at, part) });
  const remove = (at: number) => onChange({ ...group, parts: group.parts.toSpliced(at, 1) });
  const inner = depthInside(depth, group.mode);
  return (
    <div className={classes.group} data-root={path === ''} role="group" aria-label={t(`modes.${group.mode}`)}>
      <Row gap={8} wrap="nowrap" className={classes.groupHead}>
        <NativeSelect
          size="xs"
          aria-label={t('mode')}
          value={group.mode}
          disabled={disabled}
          data={MODES.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
          onChange={(event) => onChange({ ...group, mode: event.currentTarget.value as Mode })}
        />
        {onRemove === undefined || disabled ? null : (
          <ActionIcon aria-label={t('removeGroup')} onClick={onRemove}>
            <IconTrash size={15} />
          </ActionIcon>
        )}
      </Row>
      {group.parts.length === 0 ? (
        <Text size="sm" c="dimmed" className={classes.empty}>
          {t(group.mode === 'all' ? 'emptyAlways' : group.mode === 'any' ? 'emptyNever' : 'empty')}
        </Text>
      ) : null}
      {group.parts.map((part, at) => (
        <div key={stepTo(path, group.mode, at)} className={classes.part} data-nested={isGroup(part)}>
          <span className={classes.joint}>{at === 0 ? '' : t(group.mode === 'all' || group.mode === 'notAll' ? 'and' : 'or')}</span>
          {isGroup(part) ? (
            <ConditionGroup
              group={part}
              path={stepTo(path, group.mode, at)}
              depth={inner}
              onChange={(next) => put(at, next)}
              onRemove={() => remove(at)}
            />
          ) : (
            <ConditionRow
              comparison={part}
              path={stepTo(path, group.mode, at)}
              onChange={(next) => put(at, next)}
              onRemove={() => remove(at)}
            />
          )}
        </div>
      ))}
      <Additions mayNest={inner < DEPTH_MAX} onAdd={(part) => onChange({ ...group, parts: [...group.parts, part] })} />
    </div>
  );
}

/** The keyboard goes on in what was added. */
function Additions({ mayNest, onAdd }: { readonly mayNest: boolean; readonly onAdd: (part: Part) => void }) {
  const { t } = useTranslation('conditions');
  const { fields, disabled } = useEditing();
  const buttons = useRef<HTMLDivElement>(null);
  const [first] = fields;
  if (disabled || first === undefined) return null;
  const add = (part: Part) => {
    onAdd(part);
    requestAnimationFrame(() => {
      const added = buttons.current?.previousElementSibling?.querySelector<HTMLElement>('input, select');
      added?.focus();
    });
  };
  const usual = firstComparison(fields.find(({ field }) => field === 'statusCategory') ?? first);
  return (
    <Row gap={4} ref={buttons} className={classes.additions}>
      <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => add(usual)}>
        {t('add')}
      </Button>
      {mayNest ? (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconFolderPlus size={14} />}
          onClick={() => add({ mode: 'any', parts: [usual] })}
        >
          {t('addGroup')}
        </Button>
      ) : null}
    </Row>
  );
}
