import { Frame, queries } from '@parley/kit/frame';
import { startLanguages } from '@parley/kit/languages';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './router.js';
import { meQuery } from './session.js';
import './styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
// At once, not one after the other: who is here, the words of the frame, and those of the page that most come to.
void queries.prefetchQuery(meQuery);
await startLanguages(import.meta.glob('./*/locales/*.json'), location.pathname.startsWith('/inbox') ? ['shell', 'list'] : ['shell']);
createRoot(root).render(
  <StrictMode>
    <Frame>
      <Suspense>
        <RouterProvider router={router} />
      </Suspense>
    </Frame>
  </StrictMode>,
);
