import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './DataList.module.css';
import { useIsPhone } from './useIsPhone';

export interface Column<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  /** The column that names the row: the heading of its card on the phone. */
  main?: boolean;
  /** Figures stand to the right. */
  numeric?: boolean;
  /** Short words and dates that do not break inside. */
  firm?: boolean;
  /** On the cards of the phone as wide as the card, its title for ears only: what can be done with the row. */
  wide?: boolean;
  /** Left out of the cards of the phone. */
  deskOnly?: boolean;
}

interface DataListProps<T> {
  /** What the list is, for those who cannot see it. */
  label: string;
  rows: readonly T[];
  rowKey: (row: T) => string;
  columns: Column<T>[];
}

/** Rows as a table at the desk and as cards on the phone, from the same columns. */
export function DataList<T>(props: DataListProps<T>) {
  return useIsPhone() ? <Cards {...props} /> : <Rows {...props} />;
}

function Rows<T>({ label, rows, rowKey, columns }: DataListProps<T>) {
  return (
    <Table className={classes.table} aria-label={label} verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ key, title, numeric }) => (
            <Table.Th key={key} scope="col" data-numeric={numeric || undefined}>
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            {columns.map(({ key, render, numeric, main, firm }) =>
              main ? (
                <Table.Th key={key} scope="row">
                  {render(row)}
                </Table.Th>
              ) : (
                <Table.Td key={key} data-numeric={numeric || undefined} data-firm={firm || undefined}>
                  {render(row)}
                </Table.Td>
              ),
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards<T>({ label, rows, rowKey, columns }: DataListProps<T>) {
  const main = columns.find((column) => column.main);
  const others = columns.filter((column) => !column.main && !column.deskOnly);
  return (
    <ul className={classes.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)} className={classes.card}>
          <div className={classes.main}>{main?.render(row)}</div>
          <dl className={classes.lines}>
            {others.map(({ key, title, render, wide }) => (
              <div key={key} data-wide={wide || undefined}>
                <dt className={wide ? 'mks-hidden' : undefined}>{title}</dt>
                <dd>{render(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
