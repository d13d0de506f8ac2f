import classes from './Preview.module.css';

/** A sheet as it was read: lines are its rows, tabs divide its cells. */
export function Sheet({ text }: { text: string }) {
  return (
    <table className={classes.sheet}>
      <tbody>
        {text.split('\n').map((row, at) => (
          <tr key={at}>
            {row.split('\t').map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
