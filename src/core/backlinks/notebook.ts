/** A Markdown cell of a notebook. */
export interface MarkdownCell {
  /** Its place among all cells, counted from 0. */
  readonly cell: number;
  readonly text: string;
}

/**
 * The Markdown cells of a Jupyter notebook, after the nbformat 4 schema; none where the text is no notebook.
 *
 * @param json The text of an `.ipynb` file.
 */
export function markdownCells(json: string): MarkdownCell[] {
  let notebook: unknown;
  try {
    notebook = JSON.parse(json);
  } catch {
    return [];
  }
  if (typeof notebook !== 'object' || notebook === null || !('cells' in notebook) || !Array.isArray(notebook.cells))
    return [];
  return notebook.cells.flatMap((given: unknown, cell) => {
    if (
      typeof given !== 'object' ||
      given === null ||
      !('cell_type' in given) ||
      given.cell_type !== 'markdown' ||
      !('source' in given)
    )
      return [];
    const { source } = given;
    const lines: unknown[] = Array.isArray(source) ? source : [source];
    return [{ cell, text: lines.filter((line) => typeof line === 'string').join('') }];
  });
}
