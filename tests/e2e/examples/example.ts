import type { Locator, Page } from 'playwright';

/** What a reader does with the keyboard inside a figure; names are what a screen reader says. */
export type Entry =
  /** Types into the text field of this name. */
  | { readonly type: string; readonly into: string }
  /** Chooses an option of a group of radio buttons, by arrow keys. */
  | { readonly choose: string; readonly of: string }
  /** Chooses an option of a drop-down list. */
  | { readonly select: string; readonly of: string }
  /** Sets a checkbox. */
  | { readonly turn: 'on' | 'off'; readonly switch: string }
  /** Presses a button. */
  | { readonly press: string }
  /** Moves a slider by these keys, such as `['Home', 'ArrowRight']`. */
  | { readonly slide: string; readonly by: readonly string[] };

/** A worked example or a myth of the curriculum, and what its lesson must print. */
export interface Example {
  /** The lesson's slug. */
  readonly lesson: string;
  /** The heading that it belongs to, as the address names it. */
  readonly anchor: string;
  /** In words: what is tried, and what the curriculum says about it. */
  readonly example: string;
  /** The widget, and the experiment that its figure belongs to. */
  readonly figure: readonly [widget: string, experiment: string];
  /** Where several figures share the experiment: the `data-mode` of the one that is meant. */
  readonly mode?: string;
  readonly enter: readonly Entry[];
  /**
   * By the `data-result` that prints it inside the figure: the text expected, or what it matches.
   * Several elements of one name are read in order, with a space between.
   */
  readonly expected: Readonly<Record<string, string | RegExp>>;
}

/** Does what an entry says by keyboard alone. Throws when the figure has no such control. */
export async function enter(page: Page, figure: Locator, entry: Entry): Promise<void> {
  const { keyboard } = page;
  if ('into' in entry) {
    const field = figure.getByRole('textbox', { name: entry.into, exact: true });
    await field.focus();
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type(entry.type);
    await keyboard.press('Tab');
  } else if ('choose' in entry) {
    await chooseRadio(page, figure, entry.choose, entry.of);
  } else if ('select' in entry) {
    // A native list answers to typed letters; which keys open it differs between systems.
    await figure.getByRole('combobox', { name: entry.of, exact: true }).selectOption(entry.select);
  } else if ('turn' in entry) {
    const box = figure.getByRole('checkbox', { name: entry.switch, exact: true });
    await box.focus();
    if ((await box.isChecked()) !== (entry.turn === 'on')) await keyboard.press('Space');
  } else if ('press' in entry) {
    await figure.getByRole('button', { name: entry.press, exact: true }).focus();
    await keyboard.press('Enter');
  } else {
    await figure.getByRole('slider', { name: entry.slide, exact: true }).focus();
    for (const key of entry.by) await keyboard.press(key);
  }
}

async function chooseRadio(page: Page, figure: Locator, option: string, of: string) {
  const group = figure.getByRole('group', { name: of, exact: true });
  const wanted = group.getByRole('radio', { name: option, exact: true });
  const options = await group.getByRole('radio').count();
  await group.getByRole('radio', { checked: true }).focus();
  for (let presses = 0; presses < options; presses++) {
    if (await wanted.isChecked()) return;
    await page.keyboard.press('ArrowRight');
  }
  if (!(await wanted.isChecked())) throw new Error(`"${of}" cannot be set to "${option}" by keys`);
}
