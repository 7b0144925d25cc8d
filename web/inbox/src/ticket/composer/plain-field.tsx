import { Textarea } from '@mantine/core';
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react';
import classes from './composer.module.css';
import { type FieldHandle, type FieldProps, triggerAt } from './field.js';

interface Plain extends FieldProps {
  readonly handle: RefObject<FieldHandle | null>;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly signs: string;
}

/** Text without form: for channels that carry no more, and for notes. */
export function PlainField({ handle, value, onType, signs, label, placeholder, onTrigger, onKey, onFiles, listId, activeId }: Plain) {
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const splice = (from: number, to: number, text: string) => {
    onType(value.slice(0, from) + text + value.slice(to));
    caret.current = from + text.length;
    onTrigger(null);
  };
  useImperativeHandle(handle, () => ({
    focus: () => area.current?.focus(),
    insert: (text) => splice(area.current?.selectionStart ?? value.length, area.current?.selectionEnd ?? value.length, text),
    replaceTrigger: ({ text }) => {
      const at = area.current?.selectionStart ?? value.length;
      const trigger = triggerAt(value.slice(0, at), signs);
      splice(at - (trigger === null ? 0 : trigger.query.length + 1), at, text);
    },
  }));
  useEffect(() => {
    if (caret.current === null) return;
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [value]);
  const look = () => {
    const element = area.current;
    if (element !== null) onTrigger(triggerAt(element.value.slice(0, element.selectionStart), signs));
  };
  return (
    <Textarea
      ref={area}
      variant="unstyled"
      autosize
      minRows={2}
      maxRows={11}
      classNames={{ input: classes.area }}
      value={value}
      aria-label={label}
      placeholder={placeholder}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded={listId !== undefined}
      aria-controls={listId}
      aria-activedescendant={activeId}
      onChange={(event) => {
        onType(event.currentTarget.value);
        look();
      }}
      onKeyDown={(event) => onKey(event) && event.preventDefault()}
      onKeyUp={(event) => (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && look()}
      onClick={look}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        onFiles([...event.clipboardData.files]);
      }}
    />
  );
}
