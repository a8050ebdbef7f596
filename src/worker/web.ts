import { MiniSearchEngine } from '../core/search/miniSearchEngine';
import type { Request } from './messages';
import { searchWorker } from './searchWorker';

const answer = searchWorker(new MiniSearchEngine());
self.onmessage = ({ data }: MessageEvent<Request>) => {
  self.postMessage(answer(data));
};
