import { describe, expect, it } from 'vitest';
import { routeFiles, type Manifest } from './routeFiles.ts';

const manifest: Manifest = {
  'index.html': { file: 'index.js', css: ['index.css'], imports: ['_vue.js'] },
  '_vue.js': { file: 'vue.js' },
  'Wall.vue': { file: 'wall.js', css: ['wall.css'], imports: ['index.html', '_chart.js'] },
  '_chart.js': { file: 'chart.js', imports: ['_vue.js'] },
  'Desk.vue': { file: 'desk.js', imports: ['index.html'] },
};

describe('routeFiles', () => {
  it('are those of the modules and of all they import, each once, and nothing that is loaded later', () => {
    expect(routeFiles(manifest, ['index.html', 'Wall.vue'])).toEqual([
      'chart.js',
      'index.css',
      'index.js',
      'vue.js',
      'wall.css',
      'wall.js',
    ]);
  });

  it('refuse a module that was not built', () => {
    expect(() => routeFiles(manifest, ['Hall.vue'])).toThrow('The build has no module Hall.vue.');
  });
});
