import { describe, expect, it } from 'vitest';
import type { EditionRow } from '../api';
import { sidesOf } from './sides';

const edition = (id: string, no: number | null) => ({ id, no }) as EditionRow;
const [third, second, first] = [edition('c', 3), edition('b', 2), edition('a', 1)];
const coming = edition('x', null);

describe('the two texts that are compared', () => {
  it('are the edition in force and the one before it', () => {
    expect(sidesOf({}, [third, second, first], false)).toEqual({ from: 'b', to: 'c' });
    expect(sidesOf({}, [coming, third, second], true)).toEqual({ from: 'b', to: 'c' });
  });

  it('are those of the address', () => {
    expect(sidesOf({ from: 'a', to: 'c' }, [third, second, first], true)).toEqual({ from: 'a', to: 'c' });
    expect(sidesOf({ to: 'draft' }, [third, second], true)).toEqual({ from: 'c', to: 'draft' });
    expect(sidesOf({ to: 'b' }, [third, second, first], false)).toEqual({ from: 'a', to: 'b' });
    expect(sidesOf({ from: 'c' }, [third, second], true)).toEqual({ from: 'c', to: 'draft' });
  });

  it('are the only edition and the draft', () => {
    expect(sidesOf({}, [first], true)).toEqual({ from: 'a', to: 'draft' });
  });

  it('pass over what does not exist', () => {
    expect(sidesOf({ from: 'gone', to: 'nowhere' }, [second, first], false)).toEqual({ from: 'a', to: 'b' });
  });

  it('take an edition to come when nothing else is there', () => {
    expect(sidesOf({}, [coming], true)).toEqual({ from: 'x', to: 'draft' });
  });

  it('are missing as long as there is one text only', () => {
    expect(sidesOf({}, [first], false)).toBeNull();
    expect(sidesOf({}, [], true)).toBeNull();
    expect(sidesOf({}, [], false)).toBeNull();
  });
});
