import { ActionIcon, Box, Group, Pill, Textarea, Tooltip } from '@mantine/core';
import { IconPaperclip, IconSend2 } from '@tabler/icons-react';
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActFile, ShownDevice, ShownPerson, StageState, Trouble } from '../../stage/types.ts';
import { PhraseMenu } from '../phrase-menu.tsx';
import { TroubleMenu } from '../trouble-menu.tsx';
import { useFiles } from '../use-files.ts';
import chat from './chat.module.css';

export interface Said {
  readonly text: string;
  readonly files: readonly ActFile[];
}

interface Props {
  readonly person: ShownPerson;
  readonly device: ShownDevice;
  readonly faults: StageState['faults'];
  readonly trouble: Trouble;
  readonly onTrouble: (trouble: Trouble) => void;
  readonly onSay: (said: Said) => void;
}

/** A phone's composer: Enter sends, files by button, drop and paste; one file a message, as the vendors have it. */
export function Composer({ person, device, faults, trouble, onTrouble, onSay }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { files, add, remove, clear, pick } = useFiles(1);
  const isEmpty = text.trim() === '' && files.length === 0;
  const send = () => {
    if (isEmpty) return;
    onSay({ text: text.trim(), files });
    setText('');
    clear();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <Box
      className={chat['composer']}
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        add([...event.dataTransfer.files]);
      }}
    >
      <Group gap={6}>
        <PhraseMenu person={person} onPick={(phrase) => setText(phrase.text)} />
        <TroubleMenu person={person} device={device} faults={faults} trouble={trouble} onTrouble={onTrouble} />
        {files.map((file, at) => (
          <Pill
            key={file.filename}
            withRemoveButton
            onRemove={() => remove(at)}
            removeButtonProps={{ 'aria-label': t('chat.remove', { name: file.filename }) }}
          >
            {file.filename}
          </Pill>
        ))}
      </Group>
      <Group gap={6} wrap="nowrap" align="end">
        <Tooltip label={t('chat.attach')}>
          <ActionIcon size={36} radius="xl" aria-label={t('chat.attach')} onClick={pick}>
            <IconPaperclip size={20} />
          </ActionIcon>
        </Tooltip>
        <Textarea
          flex={1}
          autosize
          minRows={1}
          maxRows={5}
          radius="lg"
          value={text}
          aria-label={t('chat.write')}
          placeholder={t('chat.write')}
          lang={person.language}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={(event: ClipboardEvent) => add([...event.clipboardData.files])}
        />
        <ActionIcon size={36} radius="xl" variant="filled" color="parley" aria-label={t('chat.send')} disabled={isEmpty} onClick={send}>
          <IconSend2 size={18} />
        </ActionIcon>
      </Group>
    </Box>
  );
}
