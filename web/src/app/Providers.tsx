import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactNode } from 'react';
import { queryClient } from '@/api/queryClient';
import { cspNonce } from '@/lib/nonce';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { texts } from '@/ui/texts';
import { Toasts } from '@/ui/Toasts';
import { makeTheme, resolveVariables } from '@/ui/theme';

/** Theme, language and server state for everything below. */
export function Providers({ children }: { children: ReactNode }) {
  const { scheme, outdoor, language } = usePreferences();
  const device = useColorScheme('light', { getInitialValueInEffect: false });
  const wanted = scheme === 'auto' ? device : scheme;

  const t = useTexts(texts);
  const theme = useMemo(() => makeTheme(outdoor, t), [outdoor, t]);

  useEffect(() => {
    document.documentElement.toggleAttribute('data-outdoor', outdoor);
    document.documentElement.lang = language;
  }, [outdoor, language]);

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      // Outdoors only black on white is readable.
      forceColorScheme={outdoor ? 'light' : wanted}
      getStyleNonce={cspNonce}
    >
      <Toasts />
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}
