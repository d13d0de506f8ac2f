import '@mantine/core/styles.layer.css';
import './ui/theme.css';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/Providers';
import { RELEASE } from './app/release';
import { router } from './app/router';
import { cspNonce } from './lib/nonce';
import { reportError, watchForErrors } from './lib/logger';

// Dialogs lock the page behind them with a style element of their own, which needs the nonce too.
setNonce(cspNonce());
watchForErrors(RELEASE);

const place = document.getElementById('root');
if (place) {
  createRoot(place, {
    onUncaughtError: (cause) => reportError('render', cause, RELEASE),
    // The default would write caught errors to the console; the error page reports them instead.
    onCaughtError: () => undefined,
  }).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
