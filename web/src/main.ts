import './styles/tokens.css';
import './styles/base.css';
// first of all: what it names is in the page's head only as long as nothing has been loaded
import './api/builds.ts';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { i18n } from './i18n.ts';
import { followWall } from './live/followWall.ts';
import { router } from './router.ts';

createApp(App).use(createPinia()).use(i18n).use(router).mount('#app');
followWall();

// The first picture does not wait for 4 MB of glyphs: the system's font stands in until they are here.
void import('@fontsource-variable/noto-sans-sc');
