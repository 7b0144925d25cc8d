import { Button, Group, Pill, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPaperclip, IconSend2 } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownPerson, StageState, Trouble } from '../../stage/types.ts';
import { useAct } from '../../stage/use-stage.ts';
import { PhraseMenu } from '../phrase-menu.tsx';
import { TroubleMenu } from '../trouble-menu.tsx';
import { useFiles } from '../use-files.ts';
import mail from './mail.module.css';

interface Props {
  readonly stage: StageState;
  readonly person: ShownPerson;
  readonly onDone: () => void;
}

export function ComposeMail({ stage, person, onDone }: Props) {
  const { t } = useTranslation();
  const act = useAct();
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<Trouble>('none');
  const { files, pick, remove } = useFiles(3);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const about = subject.trim() === '' ? {} : { subject: subject.trim() };
    act.mutate({ act: 'say', person: person.index, device: 'email', text, files, trouble, ...about }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className={mail['form']}>
      <Stack gap="sm" flex={1}>
        <Group grow>
          <TextInput label={t('mail.from')} readOnly value={`${person.name} <${person.email}>`} />
          <TextInput label={t('mail.to')} readOnly value={stage.inboxes.email?.address ?? ''} />
        </Group>
        <TextInput
          label={t('mail.subject')}
          maxLength={300}
          lang={person.language}
          value={subject}
          onChange={(e) => setSubject(e.currentTarget.value)}
        />
        <Textarea
          label={t('mail.text')}
          required
          withAsterisk={false}
          autosize
          minRows={7}
          maxRows={18}
          maxLength={10_000}
          lang={person.language}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <Group gap={6}>
          <PhraseMenu
            person={person}
            onPick={(phrase) => {
              setSubject(phrase.subject);
              setText(phrase.text);
            }}
          />
          <TroubleMenu person={person} device="email" faults={stage.faults} trouble={trouble} onTrouble={setTrouble} />
          <Button size="compact-sm" variant="default" leftSection={<IconPaperclip size={14} />} onClick={pick}>
            {t('chat.attach')}
          </Button>
          {files.map((file, at) => (
            <Pill
              key={`${at} ${file.filename}`}
              withRemoveButton
              onRemove={() => remove(at)}
              removeButtonProps={{ 'aria-label': t('chat.remove', { name: file.filename }) }}
            >
              {file.filename}
            </Pill>
          ))}
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('mail.discard')}
          </Button>
          <Button type="submit" loading={act.isPending} leftSection={<IconSend2 size={16} />}>
            {t('mail.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
