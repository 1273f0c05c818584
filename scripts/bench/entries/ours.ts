import { engines } from '../engines.ts';
import { ours, oursTogether } from '../ours.ts';
import { present } from '../page.ts';
import { chosen } from '../page-choice.ts';

const threads = Number(new URLSearchParams(location.search).get('threads'));

present(async () => (threads > 0 ? oursTogether(threads) : ours(chosen('engine', engines))));
