import { engines } from '../engines.ts';
import { ours } from '../ours.ts';
import { present } from '../page.ts';
import { chosen } from '../page-choice.ts';

present(async () => ours(chosen('engine', engines)));
