import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../tests/support/lesson-faults.ts';

/** The body begins on line 11; what follows the figure, on line 13. */
const figure = '::matrix{values="a" experiment="e"}\n\n';

describe('a fault in a live part is found at its place', () => {
  const cases: readonly (readonly [what: string, body: string, message: string])[] = [
    [
      'a live number of an unknown quantity in a formula, at the character',
      'So $x + \\live{logit.0}{1}$.\n',
      'content/x.md:11:9: unknown quantity "logit"; did you mean "logits"?',
    ],
    [
      'a live number of an unknown experiment',
      '::matrix{values="a" experiment="routing"}\n\nSo :live[rooting:dx.0].\n',
      'content/x.md:13:4: unknown experiment "rooting"; did you mean "routing"?',
    ],
    [
      'a live number of an unknown cell',
      '::matrix{values="a" experiment="e"}\n\nSo $\\live{e:dxx.0.1}{0.4}$.\n',
      'content/x.md:13:5: unknown cell "dxx" of experiment "e"; did you mean "dx"?',
    ],
    [
      'a live number with a bad number of digits',
      '::matrix{values="a" experiment="e"}\n\nSo :live[e:dx.0]{digits="many"}.\n',
      'content/x.md:13:18: bad value "many" for attribute "digits" of "live": a whole number from 1 to 17',
    ],
    [
      'a term that no figure has, in a formula',
      '::matrix{values="a" experiment="e"}\n\n$$\n\\term{e:upsteam}{\\delta}\n$$\n',
      'content/x.md:14:1: unknown term "upsteam" of experiment "e"; did you mean "upstream"?',
    ],
    [
      'a term that no figure has, in a sentence',
      '::matrix{values="a" experiment="e"}\n\nSee :term[it]{of="e:bias"}.\n',
      'content/x.md:13:15: unknown term "bias" of experiment "e": it has "upstream", "kernel"',
    ],
    [
      'a term without its experiment',
      'See :term[it]{of="bias"}.\n',
      'content/x.md:11:15: "bias" names no term: write "experiment:term"',
    ],
    [
      'a term that says not of what',
      'See :term[it].\n',
      'content/x.md:11:5: missing attribute "of" of "term"',
    ],
    [
      'a question with fewer answers than options',
      '::matrix{values="a" experiment="e"}\n\n:::predict{of="e" cells="dx.0" answers="1"}\nWhich?\n\n- one\n- two\n:::\n',
      'content/x.md:13:32: 1 answer for 2 options',
    ],
  ];
  test.each(cases)('%s', (_, body, message) => {
    expect(faultsOf(body)).toEqual([message]);
  });
});

describe('a fault in a question is found at its place', () => {
  const cases: readonly (readonly [what: string, head: string, body: string, message: string])[] = [
    [
      'a grid of an unknown cell',
      '{kind="cell" of="e" cells="dz" grid="2x2"}',
      'Which?\n',
      'content/x.md:13:31: unknown cell "dz" of experiment "e"; did you mean "dx"?',
    ],
    [
      'a grid that is none',
      '{kind="cell" of="e" cells="dx" grid="2by2"}',
      'Which?\n',
      'content/x.md:13:42: bad value "2by2" for attribute "grid" of "predict": rows x columns, such as 4x4',
    ],
    [
      'a pick that is none',
      '{kind="cell" of="e" cells="dx" grid="2x2" pick="maxx"}',
      'Which?\n',
      'content/x.md:13:53: bad value "maxx" for attribute "pick" of "predict": one of "max", "nonzero", "zero"; did you mean "max"?',
    ],
    [
      'a grid without its size',
      '{kind="cell" of="e" cells="dx"}',
      'Which?\n',
      'content/x.md:13:1: missing attribute "grid" of "predict": a grid to click needs "of", "cells", "grid"',
    ],
    [
      'a grid with a list',
      '{kind="cell" of="e" cells="dx" grid="1x2"}',
      'Which?\n\n- one\n- two\n',
      'content/x.md:13:12: a grid to click takes no list of options',
    ],
    [
      'a point without its curve',
      '{kind="point" of="e" at="1" from="0" to="2" low="0" high="1"}',
      'Which?\n',
      'content/x.md:13:1: missing attribute "curve" of "predict": a point to set needs "of", "curve", "at", "from", "to", "low", "high"',
    ],
    [
      'a point of an unknown curve',
      '{kind="point" of="e" curve="los" at="1" from="0" to="2" low="0" high="1"}',
      'Which?\n',
      'content/x.md:13:32: unknown cell "los" of experiment "e"; did you mean "loss"?',
    ],
    [
      'a point outside its plot',
      '{kind="point" of="e" curve="loss" at="3" from="0" to="2" low="0" high="1"}',
      'Which?\n',
      'content/x.md:13:45: "at" 3 is not between "from" 0 and "to" 2',
    ],
    [
      'a plot that is turned round',
      '{kind="point" of="e" curve="loss" at="1" from="0" to="2" low="1" high="0"}',
      'Which?\n',
      'content/x.md:13:68: "low" 1 is not below "high" 0',
    ],
    [
      'a height that is no number',
      '{kind="point" of="e" curve="loss" at="here" from="0" to="2" low="0" high="1"}',
      'Which?\n',
      'content/x.md:13:45: bad value "here" for attribute "at" of "predict": a number',
    ],
    [
      'a kind that is none',
      '{kind="cells" of="e" cells="dx"}',
      'Which?\n',
      'content/x.md:13:12: bad value "cells" for attribute "kind" of "predict": one of "choice", "number", "cell", "point"; did you mean "cell"?',
    ],
    [
      'a list that nobody grades',
      '{label="Guess"}',
      'Which?\n\n- one\n- two\n',
      'content/x.md:13:1: missing attribute "of" of "predict": a choice needs "of", "cells", "answers"',
    ],
    [
      'a number of several cells',
      '{of="e" cells="dx.0, dx.1"}',
      'Which?\n',
      'content/x.md:13:19: one number is typed, 2 cells are asked for',
    ],
    [
      'a claim about an unknown quantity',
      '{of="e" cells="dx.0" answers="logit.0 | 1"}',
      'Which?\n\n- one\n- two\n',
      'content/x.md:13:32: unknown quantity "logit"; did you mean "logits"?',
    ],
    [
      'a claim that is no sum',
      '{of="e" cells="dx.0" answers="1 + | 1"}',
      'Which?\n\n- one\n- two\n',
      'content/x.md:13:32: "1 +" ends too early',
    ],
    [
      'a change of an unknown quantity',
      '{of="e" cells="dx.0" set="logit.0=1"}',
      'Which?\n',
      'content/x.md:13:32: unknown quantity "logit"; did you mean "logits"?',
    ],
    [
      'a change to nothing',
      '{of="e" cells="dx.0" set="logits.0"}',
      'Which?\n',
      'content/x.md:13:32: "logits.0" changes nothing: write "name=number"',
    ],
    [
      'a change of a setting of an unknown experiment',
      '{of="e" cells="dx.0" set="f/stride=1"}',
      'Which?\n',
      'content/x.md:13:32: unknown experiment "f"; did you mean "e"?',
    ],
    [
      "a change of a figure's own number",
      '{of="e" cells="dx.0" set="e/input.0=1"}',
      'Which?\n',
      'content/x.md:13:32: "e/input.0": a number of a figure\'s own; bind the figure to a quantity of the lesson',
    ],
    [
      'a veil over nothing',
      '{reveals="f"}',
      'Which?\n',
      'content/x.md:13:12: unknown experiment "f"; did you mean "e"?',
    ],
    [
      'an option of two blocks',
      '{of="e" cells="dx.0" answers="1 | 2"}',
      'Which?\n\n- one\n\n  more\n- two\n',
      'content/x.md:16:1: an option is one paragraph',
    ],
  ];
  test.each(cases)('%s', (_, attributes, body, message) => {
    expect(faultsOf(`${figure}:::predict${attributes}\n${body}:::\n`)).toEqual([message]);
  });
});
