import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@/lib/texts';
import { codesQuery } from '../api';
import classes from '../Incidents.module.css';
import { texts as shared } from '../texts';
import { texts } from './texts';

interface SeverityMatrixProps {
  likelihood: number | null;
  consequence: number | null;
  onChoose: (likelihood: number, consequence: number) => void;
}

/** Likelihood by consequence, as a table; the chosen cell gives the severity. */
export function SeverityMatrix({ likelihood, consequence, onChoose }: SeverityMatrixProps) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { data } = useQuery(codesQuery);
  if (!data) return null;
  const nameOf = (severity: string) => s.severities[severity as keyof typeof s.severities] ?? severity;
  const rows = data.consequences.map((row, at) => ({ ...row, cells: data.matrix[at] ?? [] })).reverse();
  return (
    <fieldset className={classes.question}>
      <legend>{t.matrix}</legend>
      <p className="mks-note">{t.matrixLead}</p>
      <table className={classes.matrix} aria-label={t.matrix}>
        <thead>
          <tr>
            <th scope="col">{t.consequence}</th>
            {data.likelihoods.map(({ code, name }) => (
              <th key={code} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code}>
              <th scope="row">{row.name}</th>
              {data.likelihoods.map((column, at) => {
                const severity = row.cells[at] ?? '';
                return (
                  <td key={column.code}>
                    <button
                      type="button"
                      className={classes.cell}
                      data-severity={severity}
                      aria-pressed={likelihood === column.code && consequence === row.code}
                      aria-label={t.matrixCell(row.name, column.name, nameOf(severity))}
                      onClick={() => onChoose(column.code, row.code)}
                    >
                      {nameOf(severity)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
