import { ActionIcon, Button, Group, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconBlockquote, IconBold, IconItalic, IconLink, IconList, IconListNumbers } from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './composer.module.css';

const TOOLS = [
  { name: 'bold', icon: IconBold, run: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', icon: IconItalic, run: (editor: Editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'bulletList', icon: IconList, run: (editor: Editor) => editor.chain().focus().toggleBulletList().run() },
  { name: 'orderedList', icon: IconListNumbers, run: (editor: Editor) => editor.chain().focus().toggleOrderedList().run() },
  { name: 'blockquote', icon: IconBlockquote, run: (editor: Editor) => editor.chain().focus().toggleBlockquote().run() },
] as const;

export function RichToolbar({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('ticket');
  const active = useEditorState({
    editor,
    selector: ({ editor }) => [...TOOLS.map(({ name }) => name), 'link'].filter((name) => editor.isActive(name)),
  });
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('rich.toolbar')}>
      {TOOLS.map(({ name, icon: Icon, run }) => (
        <Tooltip key={name} label={t(`rich.${name}`)}>
          <ActionIcon
            size="sm"
            aria-label={t(`rich.${name}`)}
            aria-pressed={active.includes(name)}
            variant={active.includes(name) ? 'light' : 'subtle'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(editor)}
          >
            <Icon size={15} />
          </ActionIcon>
        </Tooltip>
      ))}
      <LinkTool editor={editor} isActive={active.includes('link')} />
    </div>
  );
}

function LinkTool({ editor, isActive }: { readonly editor: Editor; readonly isActive: boolean }) {
  const { t } = useTranslation('ticket');
  const [opened, setOpened] = useState(false);
  const [address, setAddress] = useState('');
  const keep = () => {
    setOpened(false);
    const chain = editor.chain().focus().extendMarkRange('link');
    if (address.trim() === '') chain.unsetLink().run();
    else chain.setLink({ href: /^(https?:|mailto:|tel:)/i.test(address) ? address.trim() : `https://${address.trim()}` }).run();
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="top" shadow="lg">
      <Popover.Target>
        <Tooltip label={t('rich.link')}>
          <ActionIcon
            size="sm"
            aria-label={t('rich.link')}
            aria-pressed={isActive}
            variant={isActive ? 'light' : 'subtle'}
            onClick={() => {
              setAddress(String(editor.getAttributes('link')['href'] ?? ''));
              setOpened(!opened);
            }}
          >
            <IconLink size={15} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <Group gap="xs" wrap="nowrap">
            <TextInput
              size="xs"
              w={220}
              aria-label={t('rich.address')}
              placeholder="https://"
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <Button size="xs" type="submit">
              {t('rich.setLink')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
