import { markdownLineEnding } from 'micromark-util-character';
import type {
  Code,
  Construct,
  Effects,
  Extension,
  State,
  TokenizeContext,
} from 'micromark-util-types';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText';
    mathTextData: 'mathTextData';
    mathTextSequence: 'mathTextSequence';
  }
}

const dollar = 36;
const backslash = 92;

const isSpace = (code: Code) =>
  code === null || code === 32 || code === 9 || code < 0 || markdownLineEnding(code);
const isDigit = (code: Code) => code !== null && code >= 48 && code <= 57;

/**
 * `$…$` by the rule that leaves prices alone: it opens before a non-space and closes after a
 * non-space and not before a digit. A dollar inside that cannot close makes the first one a plain
 * character. The tokens are those of `micromark-extension-math`, so that its tree builder fits.
 */
function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let last: Code = null;
  return open;

  function open(code: Code): State | undefined {
    effects.enter('mathText');
    effects.enter('mathTextSequence');
    effects.consume(code);
    effects.exit('mathTextSequence');
    return first;
  }
  function first(code: Code): State | undefined {
    return isSpace(code) || code === dollar ? nok(code) : between(code);
  }
  function between(code: Code): State | undefined {
    if (code === null) return nok(code);
    if (code === dollar) return isSpace(last) ? nok(code) : close(code);
    if (markdownLineEnding(code)) {
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      last = code;
      return between;
    }
    effects.enter('mathTextData');
    return data(code);
  }
  function data(code: Code): State | undefined {
    if (code === null || code === dollar || markdownLineEnding(code)) {
      effects.exit('mathTextData');
      return between(code);
    }
    effects.consume(code);
    last = code;
    return code === backslash ? escaped : data;
  }
  function escaped(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return data(code);
    effects.consume(code);
    last = code;
    return data;
  }
  function close(code: Code): State | undefined {
    effects.enter('mathTextSequence');
    effects.consume(code);
    effects.exit('mathTextSequence');
    effects.exit('mathText');
    return after;
  }
  function after(code: Code): State | undefined {
    return isDigit(code) || code === dollar ? nok(code) : ok(code);
  }
}

const construct: Construct = {
  name: 'mathText',
  tokenize,
  previous: (code) => code !== dollar,
};

/** The micromark extension; `$$…$$` stays with `remark-math`. */
export const inlineMath: Extension = { text: { [dollar]: construct } };
