import { describe, expect, it } from 'vitest';
import { pageBuild } from './pageBuild.ts';

const page = `<head>
  <link rel="icon" href="/assets/mark-Dk3_a-x9.svg">
  <script type="module" crossorigin src="/assets/index-B4T-x_9z.js"></script>
  <link rel="stylesheet" crossorigin href="/assets/index-Cq0rSt12.css">
</head>`;

describe('pageBuild', () => {
  it('is named by the script and the styles that a page begins with', () => {
    expect(pageBuild(page)).toBe('B4T-x_9z.Cq0rSt12');
    expect(pageBuild(page.replace('Cq0rSt12', 'Cq0rSt13'))).not.toBe(pageBuild(page));
  });

  it('is empty where nothing was built', () => {
    expect(pageBuild('<script type="module" src="/src/main.ts"></script>')).toBe('');
  });
});
