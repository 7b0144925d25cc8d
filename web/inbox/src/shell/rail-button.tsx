import { Indicator, Tooltip, UnstyledButton } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import classes from './shell.module.css';

interface RailButtonProps extends ComponentProps<'button'> {
  readonly label: string;
  readonly icon: ReactNode;
  readonly count?: number;
}

/** What is around it (a menu, a popover) gives it its handlers and marks. */
export function RailButton({ label, icon, count = 0, ...rest }: RailButtonProps) {
  const shown = count > 99 ? '99+' : String(count);
  return (
    <Tooltip label={label} position="right">
      <UnstyledButton {...rest} className={classes.item} aria-label={count > 0 ? `${label}: ${shown}` : label}>
        <Indicator label={shown} disabled={count === 0} size={16} zIndex={1} color="red.8" offset={2} aria-hidden>
          {icon}
        </Indicator>
      </UnstyledButton>
    </Tooltip>
  );
}
