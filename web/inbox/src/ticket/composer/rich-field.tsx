import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { withoutActors } from '../strangers-html.js';
import classes from './composer.module.css';
import { type FieldHandle, type FieldProps, triggerAt } from './field.js';
import { RichToolbar } from './rich-toolbar.js';

interface Rich extends FieldProps {
  readonly handle: RefObject<FieldHandle | null>;
  readonly text: string;
  readonly html: string | null;
  readonly revision: number;
  readonly onType: (written: { readonly text: string; readonly html: string }) => void;
}

const EXTENSIONS = [
  StarterKit.configure({
    heading: false,
    codeBlock: false,
    horizontalRule: false,
    link: { openOnClick: false, autolink: true, defaultProtocol: 'https' },
  }),
];

/** Text with form, for mail. Loaded only where a mail is answered. */
export function RichField(props: Rich) {
  const { handle, text, html, revision, label, placeholder, listId, activeId } = props;
  const latest = useRef(props);
  latest.current = props;
  const editor = useEditor({
    extensions: EXTENSIONS,
    content: html ?? paragraphs(text),
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: classes.rich ?? '' },
      handleKeyDown: ({ dom }, event) => {
        if (latest.current.onKey(event)) return true;
        if (event.key === 'Escape') dom.blur(); // the editor keeps the key from the shortcuts
        return false;
      },
      // Often a stranger's: the editor itself reads it in a document, where it may load and names may hide functions.
      transformPastedHTML: (given) => withoutActors(given).innerHTML,
      handlePaste: (_view, event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length > 0) latest.current.onFiles(files);
        return files.length > 0;
      },
    },
    onUpdate: ({ editor }) => {
      latest.current.onType({ text: editor.getText({ blockSeparator: '\n' }), html: editor.isEmpty ? '' : editor.getHTML() });
    },
    onSelectionUpdate: ({ editor }) => latest.current.onTrigger(triggerAt(lineBefore(editor), '/')),
    onTransaction: ({ editor, transaction }) => transaction.docChanged && latest.current.onTrigger(triggerAt(lineBefore(editor), '/')),
  });
  useImperativeHandle(handle, () => ({
    focus: () => focusNow(editor),
    insert: (said) => editor.chain().focus().insertContent(paragraphs(said)).run(),
    replaceTrigger: (said) => {
      const trigger = triggerAt(lineBefore(editor), '/');
      const to = editor.state.selection.from;
      const from = to - (trigger === null ? 0 : trigger.query.length + 1);
      editor
        .chain()
        .focus()
        .deleteRange({ from, to })
        .insertContent(said.html ?? paragraphs(said.text))
        .run();
    },
  }));
  // Asked before the plain field, in which somebody began to write, goes.
  const [goesOn] = useState(() => document.activeElement?.matches('[data-composer] textarea') === true);
  useEffect(() => {
    if (goesOn) focusNow(editor, 'end');
  }, [editor, goesOn]);
  const taken = useRef(revision);
  useEffect(() => {
    if (taken.current === revision || editor.isDestroyed) return;
    taken.current = revision;
    editor.commands.setContent(html ?? paragraphs(text), { emitUpdate: false });
    if (editor.isFocused) editor.commands.focus('end');
  }, [editor, revision, html, text]);
  useEffect(() => {
    editor.setOptions({
      editorProps: {
        ...editor.options.editorProps,
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          class: classes.rich ?? '',
          ...(listId === undefined ? {} : { 'aria-controls': listId }),
          ...(activeId === undefined ? {} : { 'aria-activedescendant': activeId }),
        },
      },
    });
  }, [editor, label, listId, activeId]);
  return (
    <div className={classes.richAround}>
      {text === '' ? (
        <span className={classes.placeholder} aria-hidden>
          {placeholder}
        </span>
      ) : null}
      <EditorContent editor={editor} />
      <RichToolbar editor={editor} />
    </div>
  );
}

/**
 * The editor's own command waits for a frame: keys pressed until then would go elsewhere. One that was made in a rendering
 * which took its time is given up by the library before it is shown; the next one then takes its place.
 */
function focusNow(editor: Editor, position: 'end' | null = null): void {
  if (editor.isDestroyed) return;
  editor.commands.focus(position);
  editor.view.focus();
}

function lineBefore({ state }: { readonly state: { readonly selection: { readonly $from: ResolvedPos } } }): string {
  const { $from } = state.selection;
  return $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
}

interface ResolvedPos {
  readonly parentOffset: number;
  readonly parent: { textBetween(from: number, to: number, blockSeparator?: string, leafText?: string): string };
}

/** As HTML for the editor: what is written is text, whatever signs it has. */
function paragraphs(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped === ''
    ? ''
    : escaped
        .split('\n')
        .map((line) => `<p>${line}</p>`)
        .join('');
}
