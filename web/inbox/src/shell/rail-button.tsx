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
  return (
    <Tooltip label={label} position="right">
      <UnstyledButton {...rest} className={classes.item} aria-label={count > 0 ? `${label} (${count})` : label}>
        <Indicator label={count > 99 ? '99+' : count} disabled={count === 0} size={16} zIndex={1} color="red.8" offset={2} aria-hidden>
          {icon}
        </Indicator>
      </UnstyledButton>
    </Tooltip>
  );
}
