import { present } from '../page.ts';
import { chosen } from '../page-choice.ts';
import { peers } from '../peers.ts';

present(() => peers[chosen('peer', peers)]());
