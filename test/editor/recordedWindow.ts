import * as vscode from 'vscode';

/**
 * What VS Code does with a text: it finds links and icons in a `message`, icons in a `label`, it shows a `row`, the
 * description or detail of a quick pick, as Markdown with icons in a hover, and a `plain` text as it is.
 */
export type SinkKind = 'message' | 'label' | 'row' | 'plain';

/** A text that reached VS Code. */
export interface Shown {
  readonly sink: string;
  readonly kind: SinkKind;
  readonly text: string;
}

type Row = vscode.QuickPickItem;

/** What a test answers in place of the user; nothing by default, as with Esc. */
export interface Answers {
  message: (text: string, actions: readonly string[]) => string | undefined;
  pick: (rows: readonly Row[]) => Row | readonly Row[] | undefined;
}

const pickerKinds: Readonly<Record<string, SinkKind>> = {
  title: 'label',
  placeholder: 'label',
  prompt: 'message',
  validationMessage: 'message',
};

/** Keeps every text that the extension gives to `vscode.window`, as VS Code gets it. */
export class RecordedWindow {
  readonly shown: Shown[] = [];
  readonly pickers: vscode.QuickPick<Row>[] = [];
  readonly boxes: vscode.InputBox[] = [];
  readonly answers: Answers = { message: () => undefined, pick: () => undefined };
  readonly #originals = new Map<string, unknown>();

  constructor() {
    const { createQuickPick, createInputBox, withProgress, setStatusBarMessage } = vscode.window;
    const message =
      (sink: string) =>
      (text: string, ...actions: string[]) => {
        this.#add(sink, 'message', text);
        for (const action of actions) this.#add(`${sink} button`, 'label', action);
        return Promise.resolve(this.answers.message(text, actions));
      };
    this.#replace('showInformationMessage', message('information message'));
    this.#replace('showWarningMessage', message('warning message'));
    this.#replace('showErrorMessage', message('error message'));
    this.#replace('showQuickPick', (rows: readonly Row[], options: vscode.QuickPickOptions = {}) => {
      this.#rows(rows);
      this.#add('quick pick title', 'label', options.title);
      this.#add('quick pick placeholder', 'label', options.placeHolder);
      this.#add('quick pick prompt', 'message', Reflect.get(options, 'prompt'));
      return Promise.resolve(this.answers.pick(rows));
    });
    this.#replace('showInputBox', (options: vscode.InputBoxOptions = {}) => {
      this.#add('input box title', 'label', options.title);
      this.#add('input box placeholder', 'label', options.placeHolder);
      this.#add('input box prompt', 'message', options.prompt);
      return Promise.resolve(undefined);
    });
    this.#replace('createQuickPick', () => {
      const picker = this.#recorded('quick pick', createQuickPick<Row>());
      this.pickers.push(picker);
      return picker;
    });
    this.#replace('createInputBox', () => {
      const box = this.#recorded('input box', createInputBox());
      this.boxes.push(box);
      return box;
    });
    this.#replace('withProgress', ((options, task) => {
      this.#add('progress title', 'label', options.title);
      return withProgress(options, task);
    }) satisfies typeof withProgress);
    this.#replace('setStatusBarMessage', (text: string, forMs: number) => {
      this.#add('status bar message', 'label', text);
      return setStatusBarMessage(text, forMs);
    });
  }

  /** What was shown in a sink, or in all of them. */
  texts(sink?: string): string[] {
    return this.shown.filter((one) => sink === undefined || one.sink === sink).map(({ text }) => text);
  }

  restore(): void {
    for (const [name, original] of this.#originals) Object.assign(vscode.window, { [name]: original });
  }

  #replace(name: keyof typeof vscode.window, replacement: unknown): void {
    this.#originals.set(name, vscode.window[name]);
    Object.assign(vscode.window, { [name]: replacement });
  }

  #add(sink: string, kind: SinkKind, text: unknown): void {
    if (typeof text === 'string' && text !== '') this.shown.push({ sink, kind, text });
  }

  #rows(rows: readonly Row[]): void {
    for (const { label, description, detail, kind } of rows) {
      this.#add(
        kind === vscode.QuickPickItemKind.Separator ? 'quick pick separator' : 'quick pick label',
        'label',
        label,
      );
      this.#add('quick pick description', 'row', description);
      this.#add('quick pick detail', 'row', detail);
    }
  }

  #recorded<T extends object>(name: string, target: T): T {
    return new Proxy(target, {
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key, object);
        return typeof value === 'function' ? (value.bind(object) as unknown) : value;
      },
      set: (object, key, value: unknown) => {
        if (key === 'items') this.#rows(value as readonly Row[]);
        const kind = pickerKinds[String(key)];
        if (kind) this.#add(`${name} ${String(key)}`, kind, value);
        return Reflect.set(object, key, value, object);
      },
    });
  }
}
