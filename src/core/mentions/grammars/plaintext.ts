import { maskAddresses, type Grammar } from './grammar';

export const plaintext: Grammar = {
  first: '',
  line(line, state, mask) {
    maskAddresses(line, mask);
    return state;
  },
};
