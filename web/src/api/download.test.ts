import { describe, expect, it } from 'vitest';
import { fileNameOf, withQuery } from './download';

describe('addresses of files', () => {
  it('carry what narrows the list and nothing else', () => {
    const query = { q: '青葉 橋', status: 'live', mine: false, tag: undefined, work_type: '', limit: 0 };
    expect(withQuery('/api/v1/exports/projects', query)).toBe(
      '/api/v1/exports/projects?q=%E9%9D%92%E8%91%89+%E6%A9%8B&status=live&limit=0',
    );
    expect(withQuery('/api/v1/exports/projects', {})).toBe('/api/v1/exports/projects');
  });

  it('are kept under their Japanese name', () => {
    const given = `attachment; filename="____.csv"; filename*=UTF-8''%E7%8F%BE%E5%A0%B4.csv`;
    expect(fileNameOf(given, 'x')).toBe('現場.csv');
    expect(fileNameOf("attachment; filename*=UTF-8''%E7%8", 'x')).toBe('x');
    expect(fileNameOf(null, 'x')).toBe('x');
  });
});
