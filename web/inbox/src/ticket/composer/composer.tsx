import { ActionIcon, Button, FileButton, Group, Select, TagsInput, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconLock, IconPaperclip, IconSlash } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import type { Attention } from '../data/use-live-ticket.js';
import { useChannelOf } from '../timeline/channel-mark.js';
import classes from './composer.module.css';
import type { FieldHandle } from './field.js';
import { FilesStrip } from './files-strip.js';
import { MacroDialog } from './macro-dialog.js';
import { MailField } from './mail-field.js';
import { PlainField } from './plain-field.js';
import { SendButton } from './send-button.js';
import { StaleNotice } from './stale-notice.js';
import { SuggestionList } from './suggestion-list.js';
import { useCompose } from './use-compose.js';
import { useSameFocus } from './use-same-focus.js';
import type { Way } from './use-way.js';
import { WindowNotice } from './window-notice.js';
import type { Kind } from './writing.js';

const IDLE_MS = 10_000;
const NOTE_BYTES_MAX = 18 * 1024 * 1024;

export interface ComposerHandle {
  begin(kind: Kind, text?: string): void;
  send(): void;
  cancelSend: ReturnType<typeof useCompose>['sending']['cancel'];
}

interface Shown {
  readonly handle: RefObject<ComposerHandle | null>;
  readonly readSeq: () => number;
  readonly attend: (attention: Attention) => void;
}

export function Composer({ handle, readSeq, attend }: Shown) {
  const { t } = useTranslation('ticket');
  const field = useRef<FieldHandle>(null);
  const compose = useCompose({ field, readSeq, maxBytesOfNotes: NOTE_BYTES_MAX });
  const { hold, way, sending, suggestions, uploads, written, kind } = compose;
  const isRich = kind === 'reply' && way.capabilities?.html === true;
  useComposerHandle(handle, field, compose);
  useSameFocus(field, isRich);
  useAttention(attend, kind, written.text);
  const common = {
    handle: field,
    label: t(kind === 'note' ? 'composer.note' : 'composer.reply'),
    placeholder: placeholderOf(t, kind, way),
    onTrigger: compose.setTrigger,
    onKey: compose.onKey,
    onFiles: uploads.add,
    listId: suggestions.items.length > 0 ? suggestions.listId : undefined,
    activeId: suggestions.items.length > 0 ? `${suggestions.listId}-${suggestions.active}` : undefined,
  };
  return (
    <section
      className={classes.composer}
      data-kind={kind}
      data-composer
      aria-label={t('composer.label')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        uploads.add([...event.dataTransfer.files]);
      }}
    >
      <SuggestionList suggestions={suggestions} isAsked={compose.trigger !== null} onChoose={compose.choose} />
      {sending.stale === null ? null : (
        <StaleNotice
          stale={sending.stale}
          onAnyway={(wish) => void sending.send(wish)}
          onEdit={() => {
            sending.leaveStale();
            field.current?.focus();
          }}
        />
      )}
      <div className={classes.top}>
        <Tabs kind={kind} onChoose={hold.choose} />
        {kind === 'reply' ? (
          <WayChoice way={way} chosenId={written.inboxId} onChoose={(inboxId) => hold.type('reply', { inboxId })} />
        ) : null}
        <DraftMark state={hold.state} />
      </div>
      {isRich ? <Copies cc={written.cc} onChange={(cc) => hold.type('reply', { cc })} /> : null}
      {kind === 'reply' ? <WindowNotice way={way} /> : null}
      <div className={classes.field}>
        {isRich ? (
          <MailField
            {...common}
            text={written.text}
            html={written.html}
            revision={hold.writing.revision}
            onType={(part) => hold.type('reply', part)}
          />
        ) : (
          <PlainField
            {...common}
            key={kind}
            value={written.text}
            signs={kind === 'note' ? '/@' : '/'}
            onType={(text) => hold.type(kind, { text, html: null })}
          />
        )}
      </div>
      <FilesStrip
        files={written.files}
        uploads={uploads.uploads}
        onRemove={(id) => hold.type(kind, { files: written.files.filter((file) => file.id !== id) })}
        onDismiss={uploads.dismiss}
      />
      {sending.problem === null && compose.problem === null ? null : (
        <Text size="xs" className={classes.problem} role="alert">
          {sending.problem ?? compose.problem}
        </Text>
      )}
      <Bottom compose={compose} field={field} />
      {compose.macro === null ? null : <MacroDialog macro={compose.macro} afterSeq={readSeq} onClose={() => compose.setMacro(null)} />}
    </section>
  );
}

type Compose = ReturnType<typeof useCompose>;

function Bottom({ compose, field }: { readonly compose: Compose; readonly field: RefObject<FieldHandle | null> }) {
  const { t } = useTranslation('ticket');
  const mayAttach = useMay()('attachment:write');
  const { uploads, maxBytes, kind, left, canSend, sending } = compose;
  return (
    <div className={classes.bottom}>
      {mayAttach ? (
        <FileButton multiple onChange={(files) => uploads.add(files)}>
          {(props) => (
            <Tooltip label={maxBytes === 0 ? t('composer.noFiles') : t('composer.attach')}>
              <ActionIcon {...props} aria-label={t('composer.attach')} disabled={maxBytes === 0}>
                <IconPaperclip size={17} />
              </ActionIcon>
            </Tooltip>
          )}
        </FileButton>
      ) : null}
      <Tooltip label={t('composer.insert')}>
        <ActionIcon aria-label={t('composer.insert')} onClick={() => field.current?.insert('/')}>
          <IconSlash size={17} />
        </ActionIcon>
      </Tooltip>
      {left === null ? null : (
        <Text size="xs" c={left < 0 ? 'red' : 'dimmed'} className={classes.left}>
          {t('composer.left', { count: left })}
        </Text>
      )}
      <span style={{ flex: 1 }} />
      <SendButton kind={kind} disabled={!canSend} onSend={(wish) => void sending.send(wish)} />
    </div>
  );
}

function Tabs({ kind, onChoose }: { readonly kind: Kind; readonly onChoose: (kind: Kind) => void }) {
  const { t } = useTranslation('ticket');
  return (
    <div className={classes.tabs} role="group" aria-label={t('composer.kind')}>
      {(['reply', 'note'] as const).map((one) => (
        <UnstyledButton key={one} className={classes.tab} aria-pressed={one === kind} data-kind={one} onClick={() => onChoose(one)}>
          {one === 'note' ? <IconLock size={13} aria-hidden /> : null}
          {t(`composer.${one}`)}
        </UnstyledButton>
      ))}
    </div>
  );
}

function WayChoice({
  way,
  chosenId,
  onChoose,
}: {
  readonly way: Way;
  readonly chosenId: string | null;
  readonly onChoose: (id: string | null) => void;
}) {
  const { t } = useTranslation('ticket');
  const { inbox, choices } = way;
  const { icon: Icon } = useChannelOf({ channel: inbox?.channel ?? '', inboxId: inbox?.id ?? null });
  const others = choices.filter(({ id }) => id !== inbox?.id);
  if (others.length === 0 && inbox !== null)
    return (
      <Text size="xs" c="dimmed" className={classes.way} title={inbox.name}>
        <Icon size={14} aria-hidden /> {t('composer.by', { inbox: inbox.name })}
      </Text>
    );
  return (
    <Select
      size="xs"
      variant="unstyled"
      className={classes.waySelect}
      allowDeselect={false}
      leftSection={<Icon size={14} aria-hidden />}
      aria-label={t('composer.inbox')}
      placeholder={t('composer.chooseInbox')}
      value={chosenId ?? inbox?.id ?? null}
      onChange={onChoose}
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      comboboxProps={{ width: 240, position: 'top-start' }}
    />
  );
}

function Copies({ cc, onChange }: { readonly cc: readonly string[]; readonly onChange: (cc: string[]) => void }) {
  const { t } = useTranslation('ticket');
  const [isOpen, setOpen] = useState(false);
  if (!isOpen && cc.length === 0)
    return (
      <Button className={classes.ccButton} size="compact-sm" fz="xs" variant="subtle" color="gray" onClick={() => setOpen(true)}>
        {t('composer.cc')}
      </Button>
    );
  return (
    <Group className={classes.cc} gap={6} wrap="nowrap">
      <Text size="xs" c="dimmed">
        {t('composer.cc')}
      </Text>
      <TagsInput
        size="xs"
        variant="unstyled"
        flex={1}
        aria-label={t('composer.ccLabel')}
        placeholder={cc.length === 0 ? 'name@example.com' : ''}
        value={[...cc]}
        maxTags={20}
        splitChars={[',', ';', ' ']}
        acceptValueOnBlur
        onChange={(list) => onChange(list.filter((one) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(one)))}
      />
    </Group>
  );
}

function DraftMark({ state }: { readonly state: Compose['hold']['state'] }) {
  const { t } = useTranslation('ticket');
  return (
    <Text size="xs" c={state === 'unkept' ? 'red' : 'dimmed'} className={classes.draft} role="status">
      {state === 'none' ? '' : t(`draft.${state}`)}
    </Text>
  );
}

function placeholderOf(t: ReturnType<typeof useTranslation<'ticket'>>['t'], kind: Kind, { capabilities, inbox }: Way): string {
  if (kind === 'note') return t('composer.notePlaceholder');
  // Whoever called is answered in writing.
  const channel = inbox?.channel === 'hotline' ? t('composer.sms') : capabilities?.displayName;
  return t('composer.replyPlaceholder', { channel: channel ?? '…' });
}

function useComposerHandle(
  handle: RefObject<ComposerHandle | null>,
  field: RefObject<FieldHandle | null>,
  { hold, sending, canSend }: Compose,
): void {
  useEffect(() => {
    handle.current = {
      begin: (kind, text) => {
        // At once: the next key is the first letter, and would be a shortcut before the field has the focus.
        flushSync(() => {
          hold.choose(kind);
          if (text !== undefined) hold.put(kind, { text: `${hold.latest()[kind].text}${text}` });
        });
        field.current?.focus();
        // Again after a menu that closes has given the focus back.
        setTimeout(() => field.current?.focus());
      },
      send: () => {
        if (canSend) void sending.send();
      },
      cancelSend: sending.cancel,
    };
  });
}

/** Says that one writes, and stops saying so when one has not for a while. */
function useAttention(attend: (attention: Attention) => void, kind: Kind, text: string): void {
  const first = useRef(text);
  useEffect(() => {
    if (text === first.current || text.trim() === '') {
      first.current = text;
      return attend('viewing');
    }
    attend(kind === 'note' ? 'noting' : 'replying');
    const timer = setTimeout(() => attend('viewing'), IDLE_MS);
    return () => clearTimeout(timer);
  }, [attend, kind, text]);
}
