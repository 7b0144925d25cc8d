import { Frame } from '@parley/kit/frame';
import { startLanguages } from '@parley/kit/languages';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './router.js';
import './styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
await startLanguages(import.meta.glob('./*/locales/*.json'), ['shell']);
createRoot(root).render(
  <StrictMode>
    <Frame>
      <Suspense>
        <RouterProvider router={router} />
      </Suspense>
    </Frame>
  </StrictMode>,
);
