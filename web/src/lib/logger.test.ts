import { describe, expect, it } from 'vitest';
import { createGate, scrub } from './logger';

describe('a report to the server', () => {
  it('holds nothing about a person', () => {
    const said = scrub(
      'Failed for 山田 太郎 <taro.yamada@example.co.jp> 09012345678 at https://mks.example/people?q=taro#x with eyJhbGciOi.eyJzdWIi.c2ln',
    );
    expect(said).toBe('Failed for [text] [text] <[mail]> [number] at https://mks.example/people with [token]');
  });

  it('keeps what helps to find the fault', () => {
    expect(scrub("TypeError: Cannot read properties of undefined (reading 'name')")).toContain("reading 'name'");
    expect(scrub('at render (https://mks.example/assets/index-ab12.js:10:2042)')).toContain('index-ab12.js:10:2042');
  });
});

describe('the gate', () => {
  it('lets five different messages through in a minute', () => {
    let now = 0;
    const mayPass = createGate(() => now);
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map(mayPass)).toEqual([true, true, true, true, true, false]);
    now = 60_000;
    expect(mayPass('f')).toBe(true);
  });

  it('lets the same message through once a minute', () => {
    let now = 0;
    const mayPass = createGate(() => now);
    expect([mayPass('a'), mayPass('a')]).toEqual([true, false]);
    now = 60_001;
    expect(mayPass('a')).toBe(true);
  });
});
