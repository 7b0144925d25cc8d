import { Skeleton } from '@mantine/core';
import classes from './row.module.css';

const ROWS = [0, 1, 2, 3, 4, 5, 6, 7];

export function RowsSkeleton() {
  return (
    <div aria-hidden>
      {ROWS.map((at) => (
        <RowSkeleton key={at} />
      ))}
    </div>
  );
}

export function RowSkeleton() {
  return (
    <div className={classes.row}>
      <div className={classes.line}>
        <Skeleton h={14} w={14} circle />
        <Skeleton h={12} w="40%" />
      </div>
      <Skeleton h={12} w="70%" />
      <Skeleton h={10} w="85%" />
    </div>
  );
}
